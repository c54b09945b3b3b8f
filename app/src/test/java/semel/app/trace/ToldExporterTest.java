package semel.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.app.LogLines;

/// What the log says of a collector that fails, and how often.
class ToldExporterTest {

  /// Answers what it is told to.
  private static final class Answering implements SpanExporter {
    private CompletableResultCode answer = CompletableResultCode.ofSuccess();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return answer;
    }

    @Override
    public CompletableResultCode flush() {
      return answer;
    }

    @Override
    public CompletableResultCode shutdown() {
      return answer;
    }
  }

  private final Answering collector = new Answering();
  private final ToldExporter exporter = new ToldExporter(collector);

  private List<String> said(CompletableResultCode... answers) {
    try (var log = new LogLines("semel")) {
      for (var answer : answers) {
        collector.answer = answer;
        assertThat(exporter.export(List.of())).isSameAs(answer);
        assertThat(exporter.flush()).isSameAs(answer);
      }
      assertThat(log.events()).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
      return log.lines();
    }
  }

  @Test
  void a_collector_that_takes_everything_is_not_worth_a_word() {
    collector.answer = CompletableResultCode.ofSuccess();
    try (var log = new LogLines("semel")) {
      assertThat(exporter.export(List.of()).isSuccess()).isTrue();
      assertThat(log.events()).isEmpty();
    }
    assertThat(exporter.shutdown().isSuccess()).isTrue();
  }

  @Test
  void the_first_failure_is_said_with_its_reason_and_the_others_are_not() {
    var refused = new IllegalStateException(new ConnectException("nobody there"));
    var failure = CompletableResultCode.ofExceptionalFailure(refused);
    assertThat(said(failure, failure, CompletableResultCode.ofFailure()))
        .containsExactly(
            "Traces are not taken where OTEL_EXPORTER_OTLP_ENDPOINT leads (nobody there): they are"
                + " lost until they are; nothing else waits for that.");
  }

  @Test
  void a_collector_that_comes_and_goes_is_said_once_in_a_while() {
    var no = CompletableResultCode.ofFailure();
    var yes = CompletableResultCode.ofSuccess();
    assertThat(said(no, yes, no, yes, no))
        .containsExactly(
            "Traces are not taken where OTEL_EXPORTER_OTLP_ENDPOINT leads (its answer is no): they"
                + " are lost until they are; nothing else waits for that.",
            "Traces are taken again.");
  }
}
