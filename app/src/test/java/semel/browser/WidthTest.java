package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The narrowest window, in the languages with the longest words.
@ExtendWith(Browsing.class)
@Timeout(900)
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

  /// The tabs whose icon does not stand with the others, or whose name has no room.
  private static final String CROOKED =
      """
      () => {
        const tabs = [...document.querySelectorAll('.tabbar a')];
        const top = tab => tab.querySelector('svg').getBoundingClientRect().top;
        return tabs
          .filter(tab => top(tab) !== top(tabs[0]) || tab.scrollWidth > tab.clientWidth)
          .map(tab => tab.innerText);
      }
      """;

  @ParameterizedTest
  @CsvSource({"ru,390", "kk,390", "en,390", "ru,320", "kk,320", "en,320"})
  void the_tabs_stand_in_one_line(String language, int width) {
    try (var me = chromium.person(furnished.full)) {
      me.wide(width).look("/?lang=" + language);
      assertThat((List<?>) me.page.evaluate(CROOKED)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk", "en"})
  void no_page_moves_sideways(String language) {
    try (var me = chromium.person(furnished.full)) {
      me.wide(NARROWEST).look("/?lang=" + language);
      var found = new ArrayList<String>();
      var paths = new ArrayList<>(furnished.pages());
      paths.addAll(Furnished.openPages());
      for (var path : paths) {
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
