package semel.providers;

import java.time.Duration;
import java.util.regex.Pattern;
import semel.providers.wire.Answer;

/// How long a provider asks to be left alone.
public final class RetryAfter {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /// The seconds of the `Retry-After` header, at least `least` and at most an hour; `least` when
  /// the header is missing or holds a date, for which the two clocks would have to agree.
  public static Duration of(Answer answer, Duration least) {
    var asked =
        answer
            .header("Retry-After")
            .map(String::strip)
            .filter(value -> SECONDS.matcher(value).matches())
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(least);
    if (asked.compareTo(least) < 0) {
      return least;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
