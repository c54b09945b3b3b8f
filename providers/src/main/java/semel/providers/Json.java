package semel.providers;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads answers strictly: one object, nothing after it, no member twice. What is not that is no
/// answer, because a guess about an answer is a guess about a message.
public final class Json {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern ID = Pattern.compile("(?!0+$)[!-~]{1,64}");

  private Json() {}

  /// The object that the text is; empty when it is anything else.
  public static Optional<ObjectNode> object(String text) {
    try {
      return STRICT.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A new object whose members keep the order in which they are put.
  public static ObjectNode create() {
    return STRICT.createObjectNode();
  }

  /// A whole number, written as a number or as a string.
  public static OptionalLong whole(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return OptionalLong.of(node.longValue());
    }
    return node.isString() && WHOLE.matcher(node.stringValue()).matches()
        ? OptionalLong.of(Long.parseLong(node.stringValue()))
        : OptionalLong.empty();
  }

  /// An identifier, written as a string or as a number: visible ASCII, at most 64 characters, not
  /// zero.
  public static Optional<String> id(JsonNode node) {
    if (!node.isString() && !node.isIntegralNumber()) {
      return Optional.empty();
    }
    return Optional.of(node.asString()).filter(id -> ID.matcher(id).matches());
  }

  /// The string that the node is, or nothing.
  public static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
