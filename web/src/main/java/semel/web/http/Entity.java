package semel.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

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

  /// How long a body may take.
  Duration PATIENCE = Duration.ofSeconds(20);

  /// How much of an unwanted body is read so that its sender gets to read the answer.
  int DRAINED_MAX = 4 << 20;

  /// Reads up to `limit` bytes.
  static Entity read(ServerRequest request, int limit) {
    var bytes = new ByteArrayOutputStream();
    try {
      var in = request.content().inputStream();
      var until = System.nanoTime() + PATIENCE.toNanos();
      var buffer = new byte[8192];
      for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > limit) {
          drain(in, until);
          return new TooLarge();
        }
        if (System.nanoTime() - until > 0) {
          return new TooSlow();
        }
      }
      return new Whole(bytes);
    } catch (IOException | RuntimeException e) {
      return timedOut(e) ? new TooSlow() : new Torn();
    }
  }

  /// Reads away a body nobody asked for; its end may stay unread.
  static void drain(ServerRequest request) {
    try {
      drain(request.content().inputStream(), System.nanoTime() + PATIENCE.toNanos());
    } catch (IOException | RuntimeException _) {
      // The answer closes the connection instead.
    }
  }

  private static void drain(InputStream in, long until) throws IOException {
    var buffer = new byte[8192];
    var left = DRAINED_MAX;
    for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      left -= n;
      if (left < 0 || System.nanoTime() - until > 0) {
        return;
      }
    }
  }

  private static boolean timedOut(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
