package semel.simulator.report;

import java.util.Locale;

/// The small change of a page: escaped text, icons, figures, times.
final class Html {

  private static final long SECOND = 1_000_000_000L;
  private static final double HOURS_A_YEAR = 8_766;

  private Html() {}

  /// Text as it stands between tags and in quoted attributes.
  static String text(Object any) {
    return String.valueOf(any)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String icon(String name) {
    return "<svg class=\"ic\" aria-hidden=\"true\"><use href=\"#i-" + name + "\"/></svg>";
  }

  /// A count, with thousands apart.
  static String count(long any) {
    return String.format(Locale.ROOT, "%,d", any);
  }

  /// A count of things that have an English plural in s.
  static String count(long any, String thing) {
    return count(any) + " " + thing + (any == 1 ? "" : "s");
  }

  /// How wide a bar is, in percent; a few of many can still be seen.
  static String width(long count, long most) {
    var share = most == 0 ? 0 : Math.sqrt((double) count / most) * 100;
    return String.format(Locale.ROOT, "%.1f", count == 0 ? 0 : Math.max(1.5, share));
  }

  /// A simulated time in the unit that fits it.
  static String span(long nanos) {
    var hours = nanos / (double) SECOND / 3_600;
    if (hours >= HOURS_A_YEAR) {
      return String.format(Locale.ROOT, "%,.1f years", hours / HOURS_A_YEAR);
    }
    return hours >= 48
        ? String.format(Locale.ROOT, "%,.0f days", hours / 24)
        : String.format(Locale.ROOT, "%,.1f hours", hours);
  }

  /// A quiet stretch in words, as short as they go.
  static String quiet(long nanos) {
    var seconds = nanos / SECOND;
    if (seconds < 60) {
      return seconds + " s";
    }
    var minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min" + tail(seconds % 60, " s")
        : minutes / 60 + " h" + tail(minutes % 60, " min");
  }

  private static String tail(long rest, String unit) {
    return rest == 0 ? "" : " " + rest + unit;
  }

  /// The name of a constant as words.
  static String words(Enum<?> constant) {
    var words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("json", "JSON");
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
