package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.app.LogLines;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.story.Collector.Manner;
import semel.story.Collector.Told;

/// What a collector is told by a running Semel, and what it cannot do to it.
@Timeout(900)
final class TracesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PRECIOUS = "pre-cious_0123456789";

  /// The exporter of a node that is gone may still say that nobody listens.
  private static final String REFUSED = "ENDPOINT leads (its answer is no)";

  private static final long INSIDE = 1;
  private static final long CALL = 3;

  private final Stage stage = new Stage();
  private final Collector collector = new Collector();

  @AfterEach
  void strike() {
    collector.close();
    stage.close();
  }

  private Map<String, String> environment(String... namesAndValues) {
    var environment = new HashMap<>(stage.environment());
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.uri());
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "x-key=" + PRECIOUS);
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "20");
    for (var i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  private List<Told> spans(String name) {
    return collector.spans().stream().filter(span -> span.name().equals(name)).toList();
  }

  private Told only(String name) {
    assertThat(spans(name)).as(name).hasSize(1);
    return spans(name).getFirst();
  }

  private void until(BooleanSupplier condition) {
    Eventually.within(PATIENCE, condition, () -> "told: " + collector.spans());
  }

  private void untilRecorded() {
    until(() -> !spans("record sms").isEmpty() && !spans("record email").isEmpty());
  }

  private void untilSent() {
    until(() ->
        stage.mobizon.ledger().entries().size() == 1
            && stage.resend.ledger().entries().size() == 1);
  }

  @Test
  void a_lead_is_one_trace_of_its_own_id_and_of_nobody() {
    String lead;
    try (var node = new Node(environment())) {
      lead = node.caller.register(1).lead();
      untilRecorded();
    }
    assertThat(collector.spans())
        .extracting(Told::name)
        .containsExactlyInAnyOrder(
            "register",
            "claim sms",
            "send sms",
            "record sms",
            "claim email",
            "send email",
            "record email");
    assertThat(collector.spans())
        .allSatisfy(span -> {
          assertThat(span.trace()).isEqualTo(lead.replace("-", ""));
          assertThat(span.attribute("semel.lead")).isEqualTo(lead);
          assertThat(span.attribute("service.name")).isEqualTo("semel");
          assertThat(span.attribute("service.version")).isEqualTo("test");
          assertThat(span.attribute("semel.worker")).startsWith("worker-");
          assertThat(span.failed()).isFalse();
        });
    hangTogether("sms", "mobizon");
    hangTogether("email", "resend");
    assertThat(collector.keys()).isNotEmpty().containsOnly(PRECIOUS);
    assertThat(collector.bytes())
        .contains("mobizon")
        .doesNotContain("Person 1", "person1", "@example.com", "7010000001", "0000001")
        .doesNotContain("key-of-the-stage", Stage.TOKEN, PRECIOUS)
        .doesNotContain(stage.mobizon.uri().toString(), stage.resend.uri().toString());
  }

  private void hangTogether(String channel, String account) {
    var register = only("register");
    assertThat(register.above()).isEmpty();
    assertThat(register.kind()).isEqualTo(INSIDE);
    assertThat(register.attribute("semel.registered")).isEqualTo("fresh");
    assertThat(register.attribute("semel.campaign")).isEqualTo("proftest");
    var claim = only("claim " + channel);
    assertThat(claim.above()).isEqualTo(register.id());
    var send = only("send " + channel);
    assertThat(send.above()).isEqualTo(claim.id());
    assertThat(send.kind()).isEqualTo(CALL);
    assertThat(send.attributes())
        .containsEntry("semel.outcome", "accepted")
        .containsEntry("semel.account", account)
        .containsEntry("semel.channel", channel)
        .containsEntry("semel.claim", claim.attribute("semel.claim"))
        .containsEntry(
            "semel.message", "semel:" + register.attribute("semel.lead") + ":" + channel);
    var recorded = only("record " + channel);
    assertThat(recorded.above()).isEqualTo(claim.id());
    assertThat(recorded.attribute("semel.state")).isEqualTo("sent");
  }

  @Test
  void the_trace_goes_on_at_another_node_and_a_stop_tells_what_is_left() {
    String lead;
    var hourly = environment("SEMEL_DELAY", "5s", "OTEL_BSP_SCHEDULE_DELAY", "3600000");
    try (var first = new Node(hourly)) {
      lead = first.caller.register(1).lead();
    }
    var registered = only("register");
    try (var _ = new Node(environment())) {
      untilRecorded();
    }
    var sent = only("send sms");
    assertThat(sent.trace()).isEqualTo(registered.trace()).isEqualTo(lead.replace("-", ""));
    assertThat(only("claim sms").above()).isEqualTo(registered.id());
    assertThat(sent.attribute("semel.worker")).isNotEqualTo(registered.attribute("semel.worker"));
  }

  @Test
  void who_registers_again_is_told_below_the_first_time() {
    try (var node = new Node(environment("OTEL_SERVICE_NAME", "landing"))) {
      node.caller.register(1, "a key");
      node.caller.register(1, "a key");
      node.caller.register(1);
      until(() -> spans("register").size() == 3);
    }
    assertThat(spans("register"))
        .extracting(span -> span.attribute("semel.registered"))
        .containsExactly("fresh", "replayed", "known");
    var first = spans("register").getFirst().id();
    assertThat(spans("register")).extracting(Told::above).containsExactly("", first, first);
    assertThat(spans("register"))
        .extracting(span -> span.attribute("service.name"))
        .containsOnly("landing");
  }

  @Test
  void a_doubt_shows_as_a_call_that_failed_and_the_look_up_that_settled_it() {
    stage.mobizon.faults(FaultPlan.script(Fault.CUT_AFTER_ACCEPTING));
    try (var node = new Node(environment())) {
      node.caller.register(1);
      until(() ->
          spans("look up sms").stream()
              .anyMatch(span -> span.attribute("semel.finding").equals("found")));
    }
    var sent = only("send sms");
    assertThat(sent.failed()).isTrue();
    assertThat(sent.attributes())
        .containsEntry("semel.outcome", "unknown")
        .containsEntry("error.type", "unknown");
    assertThat(only("record sms").attribute("semel.state")).isEqualTo("in-doubt");
    var looked = spans("look up sms").getLast();
    assertThat(looked.above()).isEqualTo(sent.above()).isEqualTo(only("claim sms").id());
    assertThat(looked.trace()).isEqualTo(sent.trace());
    assertThat(looked.kind()).isEqualTo(CALL);
    assertThat(looked.attribute("semel.attempt")).isEqualTo("1");
  }

  @Test
  void a_collector_that_never_answers_delays_neither_registrations_nor_messages_nor_the_stop() {
    collector.manner(Manner.HANGING);
    var node = new Node(environment());
    try {
      assertThat(node.caller.register(1).code()).isEqualTo(201);
      untilSent();
      until(() -> collector.asked() > 0);
    } finally {
      var begun = System.nanoTime();
      node.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void a_collector_that_says_no_is_one_line_in_the_log_until_it_says_yes() {
    collector.manner(Manner.REFUSING);
    try (var log = new LogLines("semel");
        var node = new Node(environment())) {
      for (var person = 1; person <= 3; person++) {
        var before = collector.asked();
        assertThat(node.caller.register(person).code()).isEqualTo(201);
        until(() -> collector.asked() > before);
      }
      until(() -> log.count(REFUSED) == 1);
      collector.manner(Manner.TAKING);
      node.caller.register(4);
      until(() -> log.count("Traces are taken again.") == 1);
      assertThat(log.count(REFUSED)).isEqualTo(1);
      assertThat(log.events()).noneMatch(event -> event.getThrowableProxy() != null);
    }
  }

  @Test
  void nobody_listens_where_the_collector_should_and_everything_is_sent() {
    try (var node = new Node(environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))) {
      assertThat(node.caller.register(1).code()).isEqualTo(201);
      untilSent();
    }
  }

  @Test
  void nothing_of_opentelemetry_is_loaded_where_it_is_not_configured(@TempDir Path folder)
      throws IOException {
    var told = List.of("OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER");
    var without = new HashMap<>(stage.environment());
    told.forEach(name -> without.put(name, "whatever"));
    assertThat(loaded(without, folder.resolve("without")))
        .contains("semel.app.trace.NoTraces")
        .doesNotContain("io.opentelemetry.");
    assertThat(loaded(environment(), folder.resolve("with"))).contains("io.opentelemetry.");
  }

  /// The classes that a Semel loads until it has sent everything, as Java tells of them.
  private String loaded(Map<String, String> environment, Path file) throws IOException {
    var usual = Program.usual();
    var options = new ArrayList<>(usual.options());
    options.add("-Xlog:class+load:file=" + file);
    var program = new Program(usual.classPath(), options, null);
    var person = stage.resend.ledger().entries().size() + 1;
    try (var semel = new SemelProcess(program, environment, Path.of(file + ".log"))) {
      semel.awaitReady();
      semel.caller().register(person);
      until(() -> stage.resend.ledger().entries().size() == person);
      semel.stop();
    }
    return Files.readString(file);
  }
}
