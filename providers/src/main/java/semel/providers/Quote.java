package semel.providers;

import java.util.regex.Pattern;

/// Repeats what a provider said, for a reason or a log line, without what must not stand there:
/// providers like to quote the number, the address or even the key that they did not like.
public final class Quote {

  private static final int READ_MAX = 1_000;
  private static final int SHOWN_MAX = 160;
  private static final String HIDDEN = "•••";

  private static final Pattern ADDRESS = Pattern.compile("\\S+(?:@|%40)\\S+");
  private static final Pattern KEY =
      Pattern.compile("\\bre_[A-Za-z0-9_]+|[A-Za-z0-9_-]{32,}", Pattern.CASE_INSENSITIVE);

  /// Six digits or more, however they are set apart.
  private static final Pattern NUMBER =
      Pattern.compile("[+(]*\\p{Nd}(?:[^\\p{L}\\p{Nd}]{0,3}\\p{Nd}){5,}");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Quote() {}

  /// At most 160 characters in one line, in quotation marks; empty when nothing was said.
  public static String of(String said, Secret secret) {
    var known = said.replace(secret.value(), HIDDEN);
    var read = BLANKS.matcher(known.substring(0, Math.min(known.length(), READ_MAX)));
    var line = read.replaceAll(" ").strip();
    line = ADDRESS.matcher(line).replaceAll(HIDDEN);
    line = KEY.matcher(line).replaceAll(HIDDEN);
    line = NUMBER.matcher(line).replaceAll(HIDDEN);
    return line.isEmpty() ? "" : "“" + shortened(line) + "”";
  }

  private static String shortened(String line) {
    if (line.length() <= SHOWN_MAX) {
      return line;
    }
    int end = SHOWN_MAX - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
