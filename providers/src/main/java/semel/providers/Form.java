package semel.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Optional;
import semel.providers.wire.Header;

/// A body of `application/x-www-form-urlencoded`: fields in the order in which they were put.
public record Form(String text) {

  /// The header that goes with it.
  public static final Header TYPE = new Header("Content-Type", "application/x-www-form-urlencoded");

  /// No field yet.
  public static final Form EMPTY = new Form("");

  /// The same with one more field at the end.
  public Form with(String name, String value) {
    var field = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    return new Form(text.isEmpty() ? field : text + "&" + field);
  }

  /// The first field of that name.
  public Optional<String> field(String name) {
    var start = URLEncoder.encode(name, UTF_8) + "=";
    return Arrays.stream(text.split("&"))
        .filter(field -> field.startsWith(start))
        .map(field -> URLDecoder.decode(field.substring(start.length()), UTF_8))
        .findFirst();
  }
}
