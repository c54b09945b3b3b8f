package semel.web.live;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import semel.monitor.Pulse;
import semel.monitor.Pulses;
import semel.web.http.Answer;
import semel.web.http.Call;

/// The stream of server-sent events that every open page holds. All streams share one look at the
/// database each second; a page whose connection breaks asks again by itself.
public final class Live {

  private static final int STREAMS_MAX = 256;
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration QUIET_MAX = Duration.ofSeconds(15);
  // A stream ends now and then, so that a session that has ended is noticed.
  private static final Duration LENGTH_MAX = Duration.ofMinutes(10);

  private final Pulses pulses;
  private final LongSupplier nanos;
  private final Semaphore streams = new Semaphore(STREAMS_MAX);
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Pulse newest;
  private long feltAt;

  /// @param nanos a monotonic clock
  public Live(Pulses pulses, LongSupplier nanos) {
    this.pulses = pulses;
    this.nanos = nanos;
  }

  /// Answers `GET /live`.
  public Answer stream(Call call) {
    return new Answer(
        200,
        Map.of("Cache-Control", "no-store", "X-Accel-Buffering", "no"),
        new Answer.Content.Streamed("text/event-stream", this::write));
  }

  /// Ends every stream, so that a server that stops need not wait for its pages.
  public void close() {
    closing.countDown();
  }

  private void write(OutputStream out) throws IOException {
    if (!streams.tryAcquire()) {
      send(out, "retry: 30000\n\n"); // pages look by themselves meanwhile
      return;
    }
    try {
      var seen = feel();
      var begun = nanos.getAsLong();
      var told = begun;
      send(out, "retry: 3000\n\n");
      while (nanos.getAsLong() - begun < LENGTH_MAX.toNanos()
          && !closing.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        var now = feel();
        var topics = Topic.between(seen, now);
        seen = now;
        if (!topics.isEmpty()) {
          send(out, topics.stream().map(Topic::key).collect(joining(" ", "data: ", "\n\n")));
          told = nanos.getAsLong();
        } else if (nanos.getAsLong() - told > QUIET_MAX.toNanos()) {
          send(out, ":\n\n"); // tells proxies, and us, that somebody is there
          told = nanos.getAsLong();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      streams.release();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// One look for all streams that ask within a beat.
  private synchronized Pulse feel() {
    var pulse = newest;
    if (pulse == null || nanos.getAsLong() - feltAt >= BEAT.toNanos() / 2) {
      pulse = pulses.feel();
      newest = pulse;
      feltAt = nanos.getAsLong();
    }
    return pulse;
  }
}
