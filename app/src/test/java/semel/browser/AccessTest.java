package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What axe finds on the pages, in both themes, on a desk and on a phone. The policy of the pages
/// stays on.
@ExtendWith(Browsing.class)
@Timeout(900)
final class AccessTest {

  private static final String AXE = axe();
  private static final String FINDINGS =
      """
      async only => {
        const options = {resultTypes: ['violations']};
        if (only.length) options.runOnly = only;
        return (await axe.run(document, options)).violations.flatMap(v =>
          v.nodes.map(n => v.id + ': ' + n.html + ' ' + n.any.concat(n.all).map(c => c.message)));
      }
      """;

  private final Chromium chromium;
  private final Furnished furnished;

  AccessTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.furnished = furnished;
  }

  private static String axe() {
    var place = "/axe.min.js";
    try (var in = Objects.requireNonNull(AccessTest.class.getResourceAsStream(place), place)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothing_is_found_on_pages_with_something_on_them() {
    nothingIsFound(furnished.full, furnished.pages());
  }

  @Test
  void nothing_is_found_on_the_pages_of_the_test() {
    nothingIsFound(furnished.full, Furnished.openPages());
  }

  @Test
  void nothing_is_found_on_empty_pages_and_the_sign_in() {
    nothingIsFound(furnished.empty, Furnished.emptyPages());
    nothingIsFound(furnished.closed, List.of("/sign-in"));
  }

  @Test
  void nothing_is_found_in_dialogs() {
    try (var me = chromium.person(furnished.full)) {
      var found = new ArrayList<String>();
      me.look("/").key("?");
      me.page.evaluate(AXE);
      found.addAll(findings(me.page, ColorScheme.LIGHT));
      found.addAll(findings(me.page, ColorScheme.DARK));
      assertThat(found).isEmpty();
    }
  }

  private void nothingIsFound(int port, List<String> paths) {
    try (var me = chromium.person(port)) {
      var found = new ArrayList<String>();
      for (var path : paths) {
        me.look(path);
        me.page.evaluate(AXE);
        for (var width : List.of(Screen.WIDE, Screen.PHONE)) {
          me.wide(width);
          for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var where = path + " at " + width + " " + theme + ": ";
            findings(me.page, theme).forEach(finding -> found.add(where + finding));
          }
        }
      }
      assertThat(found).isEmpty();
      me.heardNoComplaint();
    }
  }

  private static List<String> findings(Page page, ColorScheme theme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(theme)
            .setReducedMotion(ReducedMotion.REDUCE));
    // What is not about colours is the same in the dark.
    var only =
        theme == ColorScheme.DARK ? List.of("color-contrast", "link-in-text-block") : List.of();
    return ((List<?>) page.evaluate(FINDINGS, only)).stream().map(Object::toString).toList();
  }
}
