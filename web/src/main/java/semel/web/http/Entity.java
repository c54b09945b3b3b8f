package semel.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, as far as it came.
sealed interface Entity {

  /// All of it.
  record Whole(ByteArrayOutputStream bytes) implements Entity {}

  /// More than the limit.
  record TooLarge() implements Entity {}

  /// Not in time.
  record TooSlow() implements Entity {}

  /// Its framing broke, or the caller left.
  record Torn() implements Entity {}

  /// How much of an unwanted body is read so that its sender gets to read the answer.
  int DRAINED_MAX = 4 << 20;

  /// Reads up to `limit` bytes.
  static Entity read(ServerRequest request, int limit, Patience patience) {
    var bytes = new ByteArrayOutputStream();
    patience.begin();
    Entity entity;
    try {
      var in = request.content().inputStream();
      var buffer = new byte[8192];
      for (var n = in.read(buffer); n >= 0 && bytes.size() <= limit; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      entity = new Whole(bytes);
      if (bytes.size() > limit) {
        drain(in);
        entity = new TooLarge();
      }
    } catch (IOException | RuntimeException _) {
      entity = new Torn();
    }
    return patience.end() ? entity : new TooSlow();
  }

  /// Reads away a body nobody asked for; its end may stay unread.
  static void drain(ServerRequest request, Patience patience) {
    patience.begin();
    try {
      drain(request.content().inputStream());
    } catch (IOException | RuntimeException _) {
      // What stays unread closes the connection.
    }
    var _ = patience.end();
  }

  private static void drain(InputStream in) throws IOException {
    var buffer = new byte[8192];
    var left = DRAINED_MAX;
    for (var n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
      left -= n;
    }
  }
}
