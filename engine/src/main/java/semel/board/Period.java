package semel.board;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// How far back a page looks: whole days of the viewer's zone, today included.
public enum Period {
  TODAY("today", 1),
  WEEK("week", 7),
  MONTH("month", 30);

  private final String key;
  private final int days;

  Period(String key, int days) {
    this.key = key;
    this.days = days;
  }

  /// The first instant of the period.
  public Instant start(Instant now, ZoneId zone) {
    return now.atZone(zone).toLocalDate().minusDays(days - 1L).atStartOfDay(zone).toInstant();
  }

  public int days() {
    return days;
  }

  /// The lower-case name of URLs.
  public String key() {
    return key;
  }

  /// The period that a key names.
  public static Optional<Period> ofKey(String key) {
    return Arrays.stream(values()).filter(period -> period.key.equals(key)).findFirst();
  }
}
