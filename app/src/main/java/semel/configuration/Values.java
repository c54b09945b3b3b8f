package semel.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import semel.providers.Secret;
import semel.web.network.Cors;
import semel.web.network.Network;

/// Reads values of each kind; a bad one becomes a sentence and its standard is used on.
final class Values {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
  private static final Pattern RATE = Pattern.compile("([0-9]{1,6})/([0-9]{1,9}(?:ms|s|m|h))");

  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,5})d");
  private static final int DAYS_MAX = 36_500;
  private static final Pattern MONEY = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");

  /// Longer is a slip of the pen, and more nanoseconds than fit into a number are not far.
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final String VISIBLE = "[!-~]+";

  private final Sources sources;

  Values(Sources sources) {
    this.sources = sources;
  }

  /// So many in a time.
  record Rate(int count, Duration per) {}

  /// Reads a value; `allowed` completes the sentence about one that cannot be read.
  private <T> Optional<T> read(Key key, String allowed, Function<String, T> reader) {
    var text = sources.get(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.get()));
    } catch (IllegalArgumentException _) {
      sources.problem(
          key + "=" + shown(key, text.get()) + " is refused: allowed is " + allowed + ".");
      return key.standard().isEmpty()
          ? Optional.empty()
          : Optional.of(reader.apply(key.standard()));
    }
  }

  /// An address may hold a password before its host, and a token in its path or behind it.
  private static String shown(Key key, String value) {
    return key.name().endsWith("_URL") && value.matches("(?s).*[@?#].*") ? "•••" : value;
  }

  Optional<Duration> duration(Key key) {
    return duration(key, Duration.ZERO);
  }

  private Optional<Duration> duration(Key key, Duration least) {
    var bounds = least.isZero() ? "" : ", at least " + least.toMillis() + "ms";
    return read(
        key,
        "a time such as 1500ms, 90s, 10m or 2h" + bounds + ", at most " + LONGEST.toHours() + "h",
        text -> {
          var duration = parseDuration(text);
          if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
          }
          return duration;
        });
  }

  Duration durationOf(Key key) {
    return durationOf(key, Duration.ZERO);
  }

  Duration durationOf(Key key, Duration least) {
    return duration(key, least).orElseThrow();
  }

  private static Duration parseDuration(String text) {
    var match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(text);
    }
    var number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  Optional<Integer> number(Key key, int least, int most) {
    return read(
        key,
        "a whole number from " + least + " to " + most,
        text -> {
          var number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException(text);
          }
          return number;
        });
  }

  /// So many days; empty for `off`.
  Optional<Duration> days(Key key) {
    return read(
            key,
            "a number of days from 1d to 36500d, or off",
            text -> {
              if (text.equals("off")) {
                return Optional.<Duration>empty();
              }
              var match = DAYS.matcher(text);
              if (!match.matches() || Integer.parseInt(match.group(1)) > DAYS_MAX) {
                throw new IllegalArgumentException(text);
              }
              return Optional.of(Duration.ofDays(Integer.parseInt(match.group(1))));
            })
        .flatMap(days -> days);
  }

  /// An amount of money; empty for `off`.
  Optional<BigDecimal> amount(Key key) {
    return read(key, "an amount such as 1000 or 12.50, or off", Values::parseAmount)
        .flatMap(amount -> amount);
  }

  private static Optional<BigDecimal> parseAmount(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,12}([.][0-9]{1,2})?")) {
      throw new IllegalArgumentException(text);
    }
    return Optional.of(new BigDecimal(text));
  }

  /// Empty for `off`.
  Optional<Rate> rate(Key key) {
    return read(key, "a number and a time such as 1/1h or 5/1s, or off", Values::parseRate)
        .flatMap(rate -> rate);
  }

  private static Optional<Rate> parseRate(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    var match = RATE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(text);
    }
    var rate = new Rate(Integer.parseInt(match.group(1)), parseDuration(match.group(2)));
    if (rate.count() < 1 || rate.per().isZero() || rate.per().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(text);
    }
    return Optional.of(rate);
  }

  /// A sum of money; empty for `off`.
  Optional<BigDecimal> money(Key key) {
    return read(
            key,
            "a sum above zero such as 5000 or 18.50, or off",
            text -> {
              if (text.equals("off")) {
                return Optional.<BigDecimal>empty();
              }
              var sum = MONEY.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
              if (sum.signum() == 0) {
                throw new IllegalArgumentException(text);
              }
              return Optional.of(sum);
            })
        .flatMap(sum -> sum);
  }

  Optional<URI> url(Key key) {
    return read(
        key, "an address such as https://example.com, with no ? or # behind it", Values::parseUrl);
  }

  static URI parseUrl(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (!scheme.matches("https?")
          || uri.getHost() == null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(text);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// One of a few words.
  String word(Key key, String... allowed) {
    return read(
            key,
            String.join(" or ", allowed),
            text -> {
              if (!Arrays.asList(allowed).contains(text)) {
                throw new IllegalArgumentException(text);
              }
              return text;
            })
        .orElseThrow();
  }

  /// ISO 3166 codes of countries, separated by commas.
  List<String> countries(Key key) {
    var known = List.of(Locale.getISOCountries());
    return read(
            key,
            "ISO country codes separated by commas, such as KZ,KG",
            text -> {
              var codes = Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
              if (!known.containsAll(codes)) {
                throw new IllegalArgumentException(text);
              }
              return codes;
            })
        .orElseThrow();
  }

  /// Networks in CIDR notation, separated by commas; none where nothing is set.
  List<Network> networks(Key key) {
    return read(
            key,
            "networks or addresses separated by commas, such as 10.0.0.0/8,2001:db8::1",
            text ->
                Arrays.stream(text.split(",", -1)).map(String::strip).map(Network::parse).toList())
        .orElse(List.of());
  }

  /// The sites whose pages may register people; none where nothing is set.
  Cors cors(Key key) {
    return read(
            key,
            "sites separated by commas, such as https://example.com, or *",
            text -> new Cors(Arrays.stream(text.split(",", -1)).map(String::strip).toList()))
        .orElse(Cors.NONE);
  }

  /// A value that is never printed.
  Optional<Secret> secret(Key key) {
    return secret(key, VISIBLE, "visible ASCII characters without spaces");
  }

  /// A value that is never printed, of a certain form.
  Optional<Secret> secret(Key key, String form, String allowed) {
    var text = sources.get(key);
    if (text.isPresent() && !text.get().matches(form)) {
      sources.problem(key + " is refused (its value is not shown): allowed is " + allowed + ".");
      return Optional.empty();
    }
    return text.map(Secret::new);
  }

  /// A text of a certain form.
  Optional<String> matching(Key key, String form, String allowed) {
    return read(
        key,
        allowed,
        text -> {
          if (!text.matches(form)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  /// A folder.
  Path path(Key key) {
    return read(key, "the path of a folder", Path::of).orElseThrow();
  }

  Optional<String> text(Key key) {
    return sources.get(key);
  }

  boolean isSet(Key key) {
    return sources.isSet(key);
  }

  void problem(String sentence) {
    sources.problem(sentence);
  }
}
