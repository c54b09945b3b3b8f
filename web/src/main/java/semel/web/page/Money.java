package semel.web.page;

/// Amounts of tenge as each language writes them: `₸1,140` in English, `1 140 ₸` otherwise.
public final class Money {

  private static final char HARD = '\u00a0';

  private Money() {}

  /// Writes a whole amount of tenge.
  public static String of(Language language, long tenge) {
    return switch (language) {
      case EN -> "₸" + grouped(tenge, ',');
      case RU, KK -> grouped(tenge, HARD) + HARD + "₸";
    };
  }

  /// A number in groups of three digits.
  public static String number(Language language, long number) {
    return switch (language) {
      case EN -> grouped(number, ',');
      case RU, KK -> grouped(number, HARD);
    };
  }

  private static String grouped(long number, char between) {
    var digits = new StringBuilder(Long.toString(Math.abs(number)));
    for (var i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, between);
    }
    return number < 0 ? "−" + digits : digits.toString();
  }
}
