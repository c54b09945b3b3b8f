package semel.web.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import semel.web.problem.Problem;

/// The form that a page sent, or why there is none.
public sealed interface FormBody {

  /// A form.
  record Sent(Form form) implements FormBody {}

  /// No form that can be taken.
  record Refused(Problem problem) implements FormBody {}

  /// The largest body in bytes.
  int BYTES_MAX = 64 << 10;

  /// What a person filled in. A field that is absent reads like one that is left empty, because
  /// browsers send no box that is not ticked.
  record Form(Map<String, List<String>> fields) {

    public Form {
      fields = Map.copyOf(fields);
    }

    /// The value of a field as it was typed, empty when there is none.
    public String text(String name) {
      return fields.getOrDefault(name, List.of("")).getFirst();
    }

    /// The same without space around it.
    public String line(String name) {
      return text(name).strip();
    }

    /// Every value of a group of boxes, in order.
    public List<String> all(String name) {
      return fields.getOrDefault(name, List.of());
    }

    /// Whether the field was sent at all, as a box is that is ticked.
    public boolean has(String name) {
      return fields.containsKey(name);
    }
  }

  /// Reads the form of a call.
  ///
  /// @param groups of boxes, the fields that may be sent more than once
  static FormBody of(Call call, String... groups) {
    var types = call.headers("Content-Type");
    if (types.size() != 1 || !isForm(types.getFirst())) {
      return refused(415, "form.media-type");
    }
    return switch (call.entity(BYTES_MAX)) {
      case Entity.Whole(var bytes) -> parsed(bytes.toByteArray(), Set.of(groups));
      case Entity.TooLarge() -> refused(413, "body.too-large");
      case Entity.TooSlow() -> refused(408, "body.too-slow");
      case Entity.Torn() -> refused(400, "body.torn");
      case Entity.Crowded() -> new Refused(JsonBody.CROWDED);
    };
  }

  private static FormBody parsed(byte[] bytes, Set<String> groups) {
    var fields = new LinkedHashMap<String, List<String>>();
    var text = new String(bytes, StandardCharsets.US_ASCII);
    if (text.indexOf('\ufffd') >= 0) {
      return refused(400, "form.bad"); // browsers write everything else with percent signs
    }
    for (var pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = Routes.decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
      var value = Routes.decode((equals < 0 ? "" : pair.substring(equals + 1)).replace('+', ' '));
      if (name.isEmpty() || value.isEmpty() || !isPlain(name.get()) || !isPlain(value.get())) {
        return refused(400, "form.bad");
      }
      var values = fields.computeIfAbsent(name.get(), _ -> new ArrayList<>());
      values.add(value.get());
      if (values.size() > 1 && !groups.contains(name.get())) {
        return refused(400, "form.twice", name.get());
      }
    }
    return new Sent(new Form(fields));
  }

  /// Line breaks and tabs are typed into long texts; other control characters are not typed.
  private static boolean isPlain(String text) {
    return text.chars()
        .noneMatch(c -> Character.isISOControl(c) && c != '\r' && c != '\n' && c != '\t');
  }

  private static FormBody refused(int status, String key, String... places) {
    return new Refused(new Problem(status, key, places));
  }

  private static boolean isForm(String contentType) {
    var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/x-www-form-urlencoded")) {
      return false;
    }
    for (var i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip();
      if (parameter.startsWith("charset=")
          && !parameter.substring(8).replace("\"", "").equals("utf-8")) {
        return false;
      }
    }
    return true;
  }
}
