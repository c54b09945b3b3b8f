package semel.web.dashboard.watch;

import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.board.Watch;
import semel.web.dashboard.Cause;
import semel.web.page.View;

/// One account as its card shows it.
public record ProviderCard(Watch.Provider provider) {

  /// The chart's points: seconds since the epoch and milliseconds, as JSON; a step without attempts
  /// is a gap.
  public String points() {
    var at =
        provider.latency().stream()
            .map(point -> Long.toString(point.start().getEpochSecond()))
            .collect(Collectors.joining(",", "[", "]"));
    var p95 =
        provider.latency().stream()
            .map(point -> millis(point.p95()))
            .collect(Collectors.joining(",", "[", "]"));
    return "[" + at + "," + p95 + "]";
  }

  /// Whether a person paused it, and so must resume it.
  public boolean byPerson() {
    return provider.pause() != null && provider.pause().until() == null;
  }

  /// Why nothing is sent, and until when; empty while the gate is open.
  public String paused(View view) {
    var pause = provider.pause();
    if (pause == null) {
      return "";
    }
    var why = Cause.of(view, pause.reason());
    return pause.until() == null
        ? view.say("providers.paused-by", why)
        : view.say("providers.paused", view.times().seconds(pause.until()), why);
  }

  private static String millis(@Nullable Duration duration) {
    return duration == null ? "null" : Long.toString(duration.toMillis());
  }

  /// Whether there is anything to draw.
  public boolean draws() {
    return provider.latency().stream().anyMatch(point -> point.attempts() > 0);
  }
}
