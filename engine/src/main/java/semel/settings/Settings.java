package semel.settings;

import java.time.ZoneId;

/// What is set for the whole installation.
///
/// @param zone in which times are shown
/// @param segmentPrice what one segment of an SMS costs, in tenge
public record Settings(ZoneId zone, int segmentPrice) {

  /// The highest price that is taken for meant.
  public static final int PRICE_MAX = 1_000;

  /// Until an administrator says otherwise.
  public static final Settings USUAL = new Settings(ZoneId.of("Asia/Almaty"), 20);

  public Settings {
    if (segmentPrice < 0 || segmentPrice > PRICE_MAX) {
      throw new IllegalArgumentException("no price of a segment: " + segmentPrice);
    }
  }
}
