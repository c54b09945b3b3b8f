package semel.web.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// An object in the making. An absent value becomes `null`, never a missing member.
public final class JsonObject {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SequencedMap<String, Json> values = new LinkedHashMap<>();

  JsonObject() {}

  /// ISO-8601 in UTC with milliseconds, as every answer of Semel shows an instant.
  public static String instant(Instant instant) {
    return MILLIS.format(instant);
  }

  public JsonObject with(String name, Json value) {
    values.put(name, value);
    return this;
  }

  public JsonObject with(String name, @Nullable String value) {
    return with(name, value == null ? new Json.Nothing() : new Json.Text(value));
  }

  public JsonObject with(String name, @Nullable Instant value) {
    return with(name, value == null ? null : instant(value));
  }

  public JsonObject with(String name, boolean value) {
    return with(name, new Json.Truth(value));
  }

  public JsonObject with(String name, long value) {
    return with(name, new Json.Figure(Long.toString(value)));
  }

  /// The finished object.
  public Json.Members end() {
    return new Json.Members(values);
  }
}
