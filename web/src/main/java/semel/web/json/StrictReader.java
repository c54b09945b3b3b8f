package semel.web.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON and takes nothing that two readers could understand differently, and nothing that a
/// `jsonb` column would refuse.
public final class StrictReader {

  /// What a text turned out to be.
  public sealed interface Reading {
    /// JSON, all of it.
    record Read(Json json) implements Reading {}

    /// Not taken; `detail` is the member concerned where there is one, otherwise empty.
    record Flawed(Flaw flaw, String detail) implements Reading {}
  }

  /// Why a text is not taken.
  public enum Flaw {
    /// The bytes are not UTF-8.
    NOT_UTF8,
    /// The text is not JSON, or something follows it.
    NOT_JSON,
    /// A member occurs twice in one object.
    DUPLICATE,
    /// Nested deeper than the limit.
    TOO_DEEP,
    /// A number with too many digits or too large an exponent.
    NUMBER,
    /// Half of a surrogate pair.
    SURROGATE,
    /// A control character other than tab, line feed and carriage return.
    CONTROL
  }

  /// Arrays and objects inside each other.
  public static final int DEPTH_MAX = 32;

  /// Digits of one number.
  public static final int DIGITS_MAX = 100;

  /// Exponent of one number, either way.
  public static final int EXPONENT_MAX = 308;

  private static final int SHOWN_MAX = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(DIGITS_MAX)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private StrictReader() {}

  /// Reads one document.
  public static Reading read(byte[] bytes) {
    String text;
    try {
      // A new decoder reports malformed bytes instead of replacing them.
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new Reading.Flawed(Flaw.NOT_UTF8, "");
    }
    try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      var json = value(parser);
      return parser.nextToken() == null
          ? new Reading.Read(json)
          : new Reading.Flawed(Flaw.NOT_JSON, "");
    } catch (Stop stop) {
      return new Reading.Flawed(stop.flaw, stop.detail);
    } catch (StreamConstraintsException e) {
      return new Reading.Flawed(constraint(e), "");
    } catch (JacksonException _) {
      return new Reading.Flawed(Flaw.NOT_JSON, "");
    }
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(checked(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Figure(bounded(parser.getString()));
      case VALUE_TRUE -> new Json.Truth(true);
      case VALUE_FALSE -> new Json.Truth(false);
      case VALUE_NULL -> new Json.Nothing();
      case null, default -> throw new Stop(Flaw.NOT_JSON, "");
    };
  }

  private static Json members(JsonParser parser) {
    SequencedMap<String, Json> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = checked(parser.currentName());
      parser.nextToken();
      if (values.putIfAbsent(name, value(parser)) != null) {
        throw new Stop(Flaw.DUPLICATE, shown(name));
      }
    }
    return new Json.Members(values);
  }

  private static Json items(JsonParser parser) {
    var values = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return new Json.Items(values);
  }

  private static String checked(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        throw new Stop(Flaw.CONTROL, "");
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          throw new Stop(Flaw.SURROGATE, "");
        }
        i++;
      }
    }
    return text;
  }

  private static String bounded(String digits) {
    var e = Math.max(digits.indexOf('e'), digits.indexOf('E'));
    if (e >= 0) {
      var exponent = digits.substring(e + 1).replaceFirst("^[+-]?0*", "");
      if (exponent.length() > 3
          || (!exponent.isEmpty() && Integer.parseInt(exponent) > EXPONENT_MAX)) {
        throw new Stop(Flaw.NUMBER, "");
      }
    }
    return digits;
  }

  private static Flaw constraint(StreamConstraintsException e) {
    return String.valueOf(e.getOriginalMessage()).contains("nesting") ? Flaw.TOO_DEEP : Flaw.NUMBER;
  }

  private static String shown(String name) {
    return name.codePointCount(0, name.length()) <= SHOWN_MAX
        ? name
        : name.substring(0, name.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }

  /// Unwinds the descent at the first flaw; never leaves this class.
  private static final class Stop extends RuntimeException {
    private final transient Flaw flaw;
    private final String detail;

    Stop(Flaw flaw, String detail) {
      super(flaw.name(), null, false, false);
      this.flaw = flaw;
      this.detail = detail;
    }
  }
}
