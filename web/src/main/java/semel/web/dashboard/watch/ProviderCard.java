package semel.web.dashboard.watch;

import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.board.Watch;

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

  private static String millis(@Nullable Duration duration) {
    return duration == null ? "null" : Long.toString(duration.toMillis());
  }

  /// Whether there is anything to draw.
  public boolean draws() {
    return provider.latency().stream().anyMatch(point -> point.attempts() > 0);
  }
}
