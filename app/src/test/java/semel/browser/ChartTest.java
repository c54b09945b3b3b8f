package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is drawn, by what is written in the drawing.
@ExtendWith(Browsing.class)
@Timeout(900)
final class ChartTest {

  private static final Pattern CLOCK = Pattern.compile("[0-9]{2}:[0-9]{2}");
  private static final Pattern LENGTH = Pattern.compile("[0-9,.]+ (с|мс)");

  /// Keeps every text that is drawn.
  private static final String LISTEN =
      """
      window.drawn = [];
      const draw = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text) {
        window.drawn.push(text);
        return draw.apply(this, arguments);
      };
      """;

  @Test
  void a_chart_shows_the_clock_of_the_page_and_the_unit(Chromium chromium, Furnished furnished) {
    try (var me = chromium.abroad(furnished.full)) {
      me.page.addInitScript(LISTEN);
      me.look("/providers?lang=ru");
      me.page.locator("[data-points] canvas").first().waitFor();
      var drawn = ((List<?>) me.page.evaluate("window.drawn")).stream().map(String::valueOf);
      var texts = drawn.distinct().toList();
      var steps = me.page.locator("section:has(canvas) th[scope=row]").allTextContents();
      var clocks = texts.stream().filter(CLOCK.asMatchPredicate()).toList();
      assertThat(clocks).isNotEmpty();
      assertThat(clocks)
          .allMatch(
              clock -> apart(steps.getFirst(), clock) <= apart(steps.getFirst(), steps.getLast()));
      assertThat(texts).anyMatch(LENGTH.asMatchPredicate());
      assertThat(texts).allMatch(CLOCK.asMatchPredicate().or(LENGTH.asMatchPredicate()));
      me.heardNoComplaint();
    }
  }

  /// Minutes from one time of day to the next such other.
  private static long apart(String from, String until) {
    var length = Duration.between(LocalTime.parse(from), LocalTime.parse(until));
    return Math.floorMod(length.toMinutes(), Duration.ofDays(1).toMinutes());
  }
}
