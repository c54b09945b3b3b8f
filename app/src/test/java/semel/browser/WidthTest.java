package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The narrowest window, in the languages with the longest words.
@ExtendWith(Browsing.class)
@Timeout(180)
final class WidthTest {

  private static final int NARROWEST = 320;

  /// What sticks out to the right, when the page can be moved sideways.
  private static final String STICKS_OUT =
      """
      () => document.documentElement.scrollWidth <= innerWidth ? []
        : [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => e.cloneNode(false).outerHTML.slice(0, 120)).slice(0, 8)
      """;

  private final Chromium chromium;
  private final Furnished furnished;

  WidthTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.furnished = furnished;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk", "en"})
  void no_page_moves_sideways(String language) {
    try (var me = chromium.person(furnished.full)) {
      me.wide(NARROWEST).look("/?lang=" + language);
      var found = new ArrayList<String>();
      for (var path : furnished.pages()) {
        me.look(path);
        for (var element : (List<?>) me.page.evaluate(STICKS_OUT)) {
          found.add(path + " " + element);
        }
      }
      assertThat(found).isEmpty();
      me.heardNoComplaint();
    }
  }
}
