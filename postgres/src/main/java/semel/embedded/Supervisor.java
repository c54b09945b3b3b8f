package semel.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one server running on one port until it is closed: a server that ends is started again, so
/// that connection pools recover by themselves. It never gives up, since Semel can do nothing
/// without its database; but after failures it waits longer and longer, up to [#PAUSE_MAX].
final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(100);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  /// A server that ran for this long starts again at once, as after the first failure.
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  /// Starts the server once.
  @FunctionalInterface
  interface Start {
    ServerProcess run() throws IOException, InterruptedException, EmbeddedServerException;
  }

  private final Start start;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watch;
  private volatile ServerProcess server;

  /// Takes over a running server.
  Supervisor(ServerProcess server, Start start) {
    this.server = server;
    this.start = start;
    this.watch = Thread.ofPlatform().daemon().name("embedded-postgres").unstarted(this::watch);
  }

  void begin() {
    watch.start();
  }

  long pid() {
    return server.pid();
  }

  /// Stops the server and does not start it again. An interrupt makes it leave the rest to the
  /// guard, which stops the server when Semel ends.
  @Override
  public void close() {
    closing.countDown();
    watch.interrupt();
    try {
      watch.join();
      server.stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    var pause = PAUSE_MIN;
    try {
      while (true) {
        var since = System.nanoTime();
        var exit = server.await();
        if (closing.getCount() == 0) {
          return;
        }
        LOG.warn("PostgreSQL ended (exit code {}). Semel starts it again", exit);
        if (System.nanoTime() - since > HEALTHY.toNanos()) {
          pause = PAUSE_MIN;
        }
        while (!startedAgain(pause)) {
          if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          pause = longer(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean startedAgain(Duration pause) throws InterruptedException {
    try {
      server = start.run();
      LOG.info("PostgreSQL runs again (process {})", server.pid());
      return true;
    } catch (IOException | EmbeddedServerException e) {
      LOG.error("{} Semel tries again in {} ms.", e.getMessage(), pause.toMillis());
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    return List.of(pause.multipliedBy(2), PAUSE_MAX).stream()
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
