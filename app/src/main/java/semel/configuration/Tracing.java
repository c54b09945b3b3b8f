package semel.configuration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether and where traces go, in the names that OpenTelemetry has for it everywhere. They come
/// from the environment alone.
///
/// @param told all of these names and their values, for OpenTelemetry to read; empty where there
///   are no traces
public record Tracing(Map<String, String> told) {

  private static final String PREFIX = "OTEL_";
  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");
  private static final List<String> HEADERS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS");
  private static final List<String> PROTOCOLS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL");
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
  private static final String SHARE = "OTEL_TRACES_SAMPLER_ARG";
  private static final List<String> SAMPLERS =
      List.of(
          "always_on",
          "always_off",
          "traceidratio",
          "parentbased_always_on",
          "parentbased_always_off",
          "parentbased_traceidratio");

  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*[!-~][ -~]*");
  private static final Pattern PART = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");

  public Tracing {
    told = Map.copyOf(told);
  }

  /// The names alone: a value may be a key.
  @Override
  public String toString() {
    return "Tracing" + told.keySet();
  }

  static Tracing read(Map<String, String> environment, Values values) {
    var told = new TreeMap<String, String>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !value.isBlank()) {
        told.put(name, value.strip());
      }
    });
    var off =
        ENDPOINTS.stream().noneMatch(told::containsKey)
            || "none".equals(told.get(EXPORTER))
            || "true".equalsIgnoreCase(told.get("OTEL_SDK_DISABLED"));
    if (off) {
      return new Tracing(Map.of());
    }
    var tracing = new Tracing(told);
    tracing.check(values);
    return tracing;
  }

  private void check(Values values) {
    for (var name : ENDPOINTS) {
      check(
          values,
          name,
          " is refused (its value is not shown): allowed is an address such as"
              + " http://localhost:4318; a key belongs in OTEL_EXPORTER_OTLP_HEADERS.",
          text -> Values.parseUrl(text).getRawUserInfo() == null);
    }
    for (var name : HEADERS) {
      check(
          values,
          name,
          " is refused (its value is not shown): allowed is name=value, several separated by"
              + " commas.",
          Tracing::areHeaders);
    }
    PROTOCOLS.stream()
        .filter(told::containsKey)
        .findFirst()
        .ifPresent(name -> among(values, name, List.of("http/protobuf")));
    among(values, EXPORTER, List.of("otlp", "none"));
    among(values, SAMPLER, SAMPLERS);
    if (told.getOrDefault(SAMPLER, "").endsWith("traceidratio")) {
      check(
          values,
          SHARE,
          "=" + told.get(SHARE) + " is refused: allowed is a share from 0 to 1, such as 0.1.",
          text -> PART.matcher(text).matches());
    }
  }

  private void among(Values values, String name, List<String> allowed) {
    check(
        values,
        name,
        "=" + told.get(name) + " is refused: allowed is " + String.join(" or ", allowed) + ".",
        allowed::contains);
  }

  private void check(Values values, String name, String refusal, Predicate<String> allowed) {
    var text = told.get(name);
    if (text != null && !holds(allowed, text)) {
      values.problem(name + refusal);
    }
  }

  private static boolean holds(Predicate<String> allowed, String text) {
    try {
      return allowed.test(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Splits and decodes them as the exporter will, so that it finds nothing to repeat in a log.
  private static boolean areHeaders(String text) {
    for (var pair : text.split(",", -1)) {
      var end = pair.indexOf('=');
      if (end < 1 || !HEADER.matcher(pair.substring(0, end).strip()).matches()) {
        return false;
      }
      var value = URLDecoder.decode(pair.substring(end + 1), StandardCharsets.UTF_8);
      if (!PRINTABLE.matcher(value).matches()) {
        return false;
      }
    }
    return true;
  }
}
