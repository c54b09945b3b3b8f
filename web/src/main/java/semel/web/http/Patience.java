package semel.web.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Bounds how long a caller may take over one step: the headers of a request, its body, the reading
/// of an answer. The server library has no time-out for any of them, so the thread of a connection
/// is interrupted when its step is over time, which breaks the connection.
final class Patience implements Http1ConnectionListener {

  private final Duration longest;
  private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-patience").factory());

  Patience(Duration longest) {
    this.longest = longest;
  }

  void start() {
    var period = Math.clamp(longest.toMillis() / 4, 10, 1_000);
    var _ = watch.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  void stop() {
    watch.shutdownNow();
  }

  /// A step of this thread begins.
  void begin() {
    deadlines.put(Thread.currentThread(), System.nanoTime() + longest.toNanos());
  }

  /// The step is over; whether it was in time. No interrupt comes after this.
  boolean end() {
    if (deadlines.remove(Thread.currentThread()) != null) {
      return true;
    }
    // It was late, perhaps by too little to break anything: then nothing shall break later on.
    var _ = Thread.interrupted();
    return false;
  }

  /// A connection that broke in the middle of a step never ends it; its thread is let go of here,
  /// with all that it holds.
  private void look() {
    var now = System.nanoTime();
    deadlines.keySet().removeIf(thread -> !thread.isAlive());
    for (var thread : deadlines.keySet()) {
      // Atomic with `end`: a step that has ended is never interrupted.
      deadlines.computeIfPresent(
          thread,
          (late, deadline) -> {
            if (now - deadline < 0) {
              return deadline;
            }
            late.interrupt();
            return null;
          });
    }
  }

  @Override
  public void prologue(ConnectionContext context, HttpPrologue prologue) {
    begin();
  }

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    var _ = end();
  }
}
