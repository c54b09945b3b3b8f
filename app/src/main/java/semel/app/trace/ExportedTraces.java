package semel.app.trace;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import semel.dispatch.Claims;
import semel.dispatch.Sender;
import semel.intake.Leads;
import semel.journal.Sentence;
import semel.reconcile.Inquiry;
import semel.worker.Threads;

/// Spans on their way to a collector, in batches, by a thread of OpenTelemetry's own. Where more
/// come than leave, some are lost: nobody who tells one ever waits.
record ExportedTraces(Spans spans, OpenTelemetrySdk sdk) implements Traces {

  private static final Pattern PROPERTY = Pattern.compile("\\botel(\\.[a-z0-9_-]+)+");

  /// @throws IllegalArgumentException with a sentence, when OpenTelemetry refuses what it is told
  static ExportedTraces start(Map<String, String> told, Teller teller) {
    var sampler = new AtomicReference<>(Sampler.alwaysOn());
    try {
      var sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesCustomizer(_ -> properties(told))
              .addResourceCustomizer((resource, _) -> resource(teller).merge(resource))
              .addSamplerCustomizer((configured, _) -> {
                sampler.set(configured); // asked before a span is made, see Sampling
                return Sampler.alwaysOn();
              })
              .addSpanExporterCustomizer((exporter, _) -> new ToldExporter(exporter))
              .addTracerProviderCustomizer(
                  (provider, _) -> provider.setIdGenerator(new PlacedIds()))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk();
      var spans = new Spans(sdk.getTracer("semel", teller.version()), new Sampling(sampler.get()));
      return new ExportedTraces(spans, sdk);
    } catch (ConfigurationException | IllegalArgumentException e) {
      throw new IllegalArgumentException(refusal(e, told), e);
    }
  }

  /// What it was told, under the names that OpenTelemetry has for it inside, and on top of it what
  /// Semel does not leave open: metrics and log lines have other ways out of it.
  private static Map<String, String> properties(Map<String, String> told) {
    var properties = new HashMap<String, String>();
    told.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    if (!properties.getOrDefault("otel.resource.attributes", "").contains("service.name=")) {
      properties.putIfAbsent("otel.service.name", "semel");
    }
    properties.put("otel.traces.exporter", "otlp");
    properties.put("otel.exporter.otlp.traces.protocol", "http/protobuf");
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.propagators", "none");
    return properties;
  }

  private static Resource resource(Teller teller) {
    return Resource.create(
        Attributes.builder()
            .put("service.version", teller.version())
            .put("semel.worker", teller.worker())
            .build());
  }

  /// OpenTelemetry's words, with the names that people set, and without what may be a key. What it
  /// did not expect itself it wraps in words that say no more than that.
  private static String refusal(RuntimeException e, Map<String, String> told) {
    var cause = e.getCause();
    var said = Sentence.of(e);
    if (said.startsWith("Unexpected") && cause != null) {
      said = Sentence.of(cause);
    }
    var sentence =
        PROPERTY
            .matcher(said)
            .replaceAll(name -> name.group().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
    for (var each : told.entrySet()) {
      if (each.getKey().endsWith("_HEADERS")) {
        sentence = sentence.replace(each.getValue(), "•••");
      }
    }
    return "What begins with OTEL_ is refused by OpenTelemetry: "
        + sentence.replaceAll("(, found)?[.:]+$", "")
        + "; allowed is what its documentation says of that name.";
  }

  @Override
  public Leads of(Leads leads) {
    return new TracedLeads(leads, spans);
  }

  @Override
  public Claims of(Claims claims) {
    return new TracedClaims(claims, spans);
  }

  @Override
  public Sender of(Sender sender) {
    return new TracedSender(sender, spans);
  }

  @Override
  public Inquiry of(Inquiry inquiry) {
    return new TracedInquiry(inquiry, spans);
  }

  @Override
  public List<Threads.Handle> loops() {
    return List.of(new Export(sdk));
  }

  /// OpenTelemetry's thread, which runs since the start and knows itself when to wake.
  private static final class Export implements Threads.Handle {

    private final OpenTelemetrySdk sdk;
    private CompletableResultCode end = CompletableResultCode.ofSuccess();

    Export(OpenTelemetrySdk sdk) {
      this.sdk = sdk;
    }

    @Override
    public void start() {}

    @Override
    public void wake() {}

    @Override
    public void wakeIn(Duration delay) {}

    @Override
    public void close() {
      end = sdk.shutdown();
    }

    @Override
    public void join(Duration patience) {
      end.join(patience.toNanos(), NANOSECONDS);
    }
  }
}
