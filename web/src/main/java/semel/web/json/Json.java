package semel.web.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// One JSON value. Members keep their order and numbers their digits, so what was read is written
/// again without loss.
public sealed interface Json {

  /// An object; no name occurs twice.
  record Members(SequencedMap<String, Json> values) implements Json {
    public Members {
      values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
  }

  /// An array.
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// A string.
  record Text(String value) implements Json {}

  /// A number, as it was written.
  record Figure(String digits) implements Json {}

  /// `true` or `false`.
  record Truth(boolean value) implements Json {}

  /// `null`.
  record Nothing() implements Json {}

  /// The text of this value, members in their order.
  default String text() {
    var out = new StringBuilder();
    JsonText.write(this, false, out);
    return out.toString();
  }

  /// The text that does not depend on the order of members, for fingerprints.
  default String canonical() {
    var out = new StringBuilder();
    JsonText.write(this, true, out);
    return out.toString();
  }

  /// Begins an object.
  static JsonObject object() {
    return new JsonObject();
  }

  /// An array of texts.
  static Json texts(List<String> texts) {
    return new Items(texts.stream().<Json>map(Text::new).toList());
  }

  /// An object of counts.
  static Json counts(Map<String, Long> counts) {
    var object = object();
    counts.forEach(object::with);
    return object.end();
  }
}
