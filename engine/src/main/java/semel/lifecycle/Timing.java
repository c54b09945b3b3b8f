package semel.lifecycle;

import java.time.Duration;
import java.util.List;

/// The times of protocol §7, checked together: a set that does not hold is refused.
///
/// @param lease how long a claim holds
/// @param margin what is kept back at the end of a lease
/// @param request the longest one exchange with a provider may take
/// @param settle after a lease, how long a provider may still apply or show what it got
/// @param secondLook between two look-ups that both find nothing
/// @param pauseTolerated how long a process may stand still between its guard and its write
/// @param apply how late a provider may still apply bytes it got
/// @param visible how late a look-up may show what the provider accepted
public record Timing(
    Duration lease,
    Duration margin,
    Duration request,
    Duration settle,
    Duration secondLook,
    Duration pauseTolerated,
    Duration apply,
    Duration visible) {

  public Timing {
    for (var time : List.of(lease, margin, request, settle, secondLook)) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException(
            "LEASE, MARGIN, T_REQ, SETTLE and SECOND_LOOK must be positive");
      }
    }
    if (request.plus(margin).compareTo(lease) >= 0) {
      throw new IllegalArgumentException(
          "T_REQ + MARGIN < LEASE must hold: "
              + (request.toMillis() + " ms + " + margin.toMillis() + " ms")
              + (" is not below " + lease.toMillis() + " ms"));
    }
    var needed = pauseTolerated.plus(apply).plus(visible).plus(margin);
    if (settle.compareTo(needed) < 0) {
      throw new IllegalArgumentException(
          "SETTLE >= PAUSE_TOLERATED + T_APPLY + T_VISIBLE + MARGIN must hold: "
              + (settle.toMillis() + " ms is below " + needed.toMillis() + " ms"));
    }
  }

  /// The set that follows from LEASE, T_REQ and SETTLE.
  public static Timing of(Duration lease, Duration request, Duration settle) {
    return new Timing(
        lease,
        lease.dividedBy(12),
        request,
        settle,
        settle.dividedBy(10),
        settle.dividedBy(2),
        settle.dividedBy(8),
        settle.dividedBy(8));
  }
}
