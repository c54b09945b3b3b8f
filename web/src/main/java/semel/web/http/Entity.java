package semel.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

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

  /// There is no room for it beside the large bodies of others that are not complete yet.
  record Crowded() implements Entity {}

  /// How many bytes bodies take together that are not complete yet, beyond what each may have. Many
  /// callers who send large bodies slowly keep each other out, and nobody with a small one.
  final class Room {
    private static final int EACH = 4 << 10;
    private static final int STEP = 4 << 10;

    private final Semaphore left = new Semaphore(32 << 20);

    /// For so many bytes, of which `steps` are taken already; false when there is none.
    private boolean holds(int size, int steps) {
      return size <= EACH + steps * STEP || left.tryAcquire(STEP);
    }

    private void free(int steps) {
      left.release(steps * STEP);
    }
  }

  /// How much of an unwanted body is read so that its sender gets to read the answer.
  int DRAINED_MAX = 4 << 20;

  /// Reads up to `limit` bytes.
  static Entity read(ServerRequest request, int limit, Patience patience, Room room) {
    var bytes = new ByteArrayOutputStream();
    var steps = 0;
    patience.begin();
    Entity entity = new Whole(bytes);
    try {
      var in = request.content().inputStream();
      // Small: as many of these may wait as there are connections.
      var buffer = new byte[Room.STEP / 2];
      for (var n = in.read(buffer); n >= 0 && bytes.size() <= limit; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (!room.holds(bytes.size(), steps)) {
          entity = new Crowded();
          break;
        }
        steps = Math.max(0, (bytes.size() - 1) / Room.STEP);
      }
      if (bytes.size() > limit) {
        drain(in);
        entity = new TooLarge();
      }
    } catch (IOException | RuntimeException _) {
      entity = new Torn();
    } finally {
      room.free(steps);
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
