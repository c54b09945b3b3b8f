package semel.simulated.rows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One row of `semel.rate_gate`: the generic cell rate algorithm in whole microseconds, which is
/// what PostgreSQL keeps.
///
/// @param spacingMicros 0 where no rate is set
/// @param tat the theoretical arrival time of the next claim
public record Gate(
    long spacingMicros,
    int burst,
    Instant tat,
    @Nullable Instant pausedUntil,
    @Nullable String pauseReason) {

  /// No bound.
  public static final Gate OPEN = new Gate(0, 0, Instant.EPOCH, null, null);

  /// `count` at once, and `count` in each `per`; no bound when `count` is 0.
  public Gate rate(int count, Duration per) {
    var spacing = count == 0 ? 0 : (long) Math.rint(per.toNanos() / 1e6 / count * 1e3);
    return new Gate(spacing, count, tat, pausedUntil, pauseReason);
  }

  /// How many claims the rate allows now, from 0.
  public int free(Instant now) {
    if (spacingMicros == 0) {
      return Integer.MAX_VALUE;
    }
    var ahead = Math.max(0, ChronoUnit.MICROS.between(now, tat));
    return (int) Math.max(0, burst - Math.ceilDiv(ahead, spacingMicros));
  }

  /// How long until the rate allows one.
  public Duration untilFree(Instant now) {
    return seconds(ChronoUnit.MICROS.between(now, tat) - spacingMicros * (burst - 1));
  }

  public Gate take(int claims, Instant now) {
    if (spacingMicros == 0) {
      return this;
    }
    var from = tat.isAfter(now) ? tat : now;
    var next = from.plus(spacingMicros * claims, ChronoUnit.MICROS);
    return new Gate(spacingMicros, burst, next, pausedUntil, pauseReason);
  }

  public boolean paused(Instant now) {
    return pausedUntil != null && pausedUntil.isAfter(now);
  }

  public Duration untilOver(Instant now) {
    return pausedUntil == null
        ? Duration.ZERO
        : seconds(ChronoUnit.MICROS.between(now, pausedUntil));
  }

  /// The later end wins, the last reason stands.
  public Gate pause(Instant until, String reason) {
    var later = pausedUntil == null || until.isAfter(pausedUntil) ? until : pausedUntil;
    return new Gate(spacingMicros, burst, tat, later, reason);
  }

  /// Whole milliseconds, rounded up as the store does it: in floating point.
  private static Duration seconds(long micros) {
    return Duration.ofMillis(Math.max(1, (long) Math.ceil(micros / 1e6 * 1000)));
  }
}
