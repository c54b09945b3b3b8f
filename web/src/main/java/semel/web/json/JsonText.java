package semel.web.json;

import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes JSON text.
final class JsonText {

  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  static void write(Json json, boolean sorted, StringBuilder out) {
    switch (json) {
      case Json.Members(var values) -> members(values, sorted, out);
      case Json.Items(var values) -> {
        var separator = "[";
        for (var value : values) {
          out.append(separator);
          write(value, sorted, out);
          separator = ",";
        }
        out.append(values.isEmpty() ? "[]" : "]");
      }
      case Json.Text(var value) -> quoted(value, out);
      case Json.Figure(var digits) -> out.append(digits);
      case Json.Truth(var value) -> out.append(value);
      case Json.Nothing() -> out.append("null");
    }
  }

  private static void members(
      SequencedMap<String, Json> values, boolean sorted, StringBuilder out) {
    Map<String, Json> ordered = sorted ? new TreeMap<>(values) : values;
    var separator = "{";
    for (var member : ordered.entrySet()) {
      out.append(separator);
      quoted(member.getKey(), out);
      out.append(':');
      write(member.getValue(), sorted, out);
      separator = ",";
    }
    out.append(values.isEmpty() ? "{}" : "}");
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u").append(HEX.toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
