package semel.app.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import semel.journal.Sentence;

/// Says in one line that spans are not taken, and in another that they are again; OpenTelemetry
/// itself would say it of each batch, with stacks.
final class ToldExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  /// A collector that comes and goes is not worth more lines than this.
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final SpanExporter exporter;
  private boolean failing;
  private long quietUntil = System.nanoTime();

  ToldExporter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    var result = exporter.export(spans);
    return result.whenComplete(() -> heard(result));
  }

  private synchronized void heard(CompletableResultCode result) {
    if (result.isSuccess()) {
      if (failing) {
        failing = false;
        say(Level.INFO, "Traces are taken again.");
      }
    } else if (!failing && System.nanoTime() - quietUntil >= 0) {
      failing = true;
      quietUntil = System.nanoTime() + AGAIN.toNanos();
      say(
          Level.WARN,
          "Traces are not taken where OTEL_EXPORTER_OTLP_ENDPOINT leads ("
              + why(result)
              + "): they are lost until they are; nothing else waits for that.");
    }
  }

  /// The exporter wraps what stopped it; without a cause there was an answer.
  private static String why(CompletableResultCode result) {
    return Optional.ofNullable(result.getFailureThrowable())
        .map(Throwable::getCause)
        .map(Sentence::of)
        .orElse("its answer is no");
  }

  private static void say(Level level, String sentence) {
    LOG.atLevel(level).addKeyValue("event", "trouble").log("{}", sentence);
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
