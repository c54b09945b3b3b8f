package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.app.LogLines;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// The story that started Semel: a timer, a pass each minute and a recovery at start each sent the
/// same SMS. Each way to three ends here with one SMS and one email in the providers' ledgers.
@Timeout(900)
final class ThreeSmsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MARIA = 1_234_567;

  private final Stage stage = new Stage();
  private final LogLines log = new LogLines("semel");
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    log.close();
    stage.close();
  }

  private Node node(Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    environment.putAll(changes);
    var node = new Node(environment);
    nodes.add(node);
    return node;
  }

  private void untilSent(int leads) {
    Eventually.within(
        PATIENCE, () -> sentRows() == leads, () -> sentRows() + " of " + leads + log.lines());
  }

  private long sentRows() {
    return stage.number("SELECT count(*) FROM landing_leads WHERE sms_sent AND email_sent");
  }

  /// One SMS, one email, one row, one line.
  private void onceOnly() {
    assertThat(stage.mobizon.ledger().acceptedFor(Caller.phone(MARIA).substring(1))).hasSize(1);
    assertThat(stage.resend.ledger().acceptedFor("person" + MARIA + "@example.com")).hasSize(1);
    assertThat(stage.number("SELECT count(*) FROM landing_leads")).isEqualTo(1);
    assertThat(stage.number("SELECT count(*) FROM landing_leads WHERE sms_sent")).isEqualTo(1);
    assertThat(log.count("SMS sent successfully")).isEqualTo(1);
    assertThat(log.count("Email sent successfully")).isEqualTo(1);
  }

  @Test
  void a_normal_send_is_one_sms_and_one_email() {
    var lead = node(Map.of()).caller.register(MARIA).lead();
    untilSent(1);
    onceOnly();
    assertThat(log.count("[Lead " + lead + "] Sending SMS to +7 701 ••• •• 67...")).isEqualTo(1);
    assertThat(log.lines()).noneMatch(line -> line.contains(Caller.phone(MARIA)));
  }

  @Test
  void a_restart_after_the_send_sends_nothing_more() {
    var first = node(Map.of());
    first.caller.register(MARIA);
    untilSent(1);
    first.close();
    nodes.clear();
    node(Map.of());
    assertThat(log.count("[RECOVERY] 0 due, 0 in doubt, 0 scheduled")).isEqualTo(2);
    passes(5);
    onceOnly();
  }

  /// So many sweeps have come and gone.
  private void passes(int sweeps) {
    var until = System.nanoTime() + Duration.ofSeconds(sweeps).toNanos();
    Eventually.within(PATIENCE, () -> System.nanoTime() > until, () -> "time stands still");
  }

  @Test
  void a_double_click_is_one_lead_and_one_sms() throws Exception {
    var caller = node(Map.of()).caller;
    var answers = together(20, () -> caller.register(MARIA));
    assertThat(answers).extracting(Caller.Heard::lead).containsOnly(answers.getFirst().lead());
    assertThat(answers).filteredOn(heard -> heard.code() == 201).hasSize(1);
    assertThat(answers).filteredOn(heard -> heard.code() == 200).hasSize(19);
    untilSent(1);
    onceOnly();
    assertThat(stage.number("SELECT count(*) FROM semel.blocked_repeat")).isEqualTo(19);
    Eventually.within(
        PATIENCE, () -> !stage.telegram.ledger().entries().isEmpty(), () -> "nobody was alerted");
    assertThat(stage.telegram.ledger().entries().getFirst().text())
        .contains("Duplicate SMS attempt blocked");
  }

  @Test
  void timer_sweep_and_recovery_at_the_same_instant_send_once() {
    // Registered by a node that is gone when the message falls due: what is left are its row, the
    // timers of two nodes that see it coming, their sweeps, and the recovery of a third.
    var first = node(Map.of("SEMEL_DELAY", "2s"));
    first.caller.register(MARIA);
    first.close();
    nodes.clear();
    node(Map.of());
    node(Map.of());
    Eventually.within(
        PATIENCE,
        () -> stage.number("SELECT count(*) FROM semel.message WHERE due_at <= now()") == 2,
        () -> "not due");
    node(Map.of());
    untilSent(1);
    passes(3);
    onceOnly();
  }

  @Test
  void a_slow_answer_is_waited_for_and_not_sent_again() {
    // Slower than the sweep, faster than the time-out: the old backend's second SMS.
    stage.mobizon.faults(
        FaultPlan.always(Fault.SLOW).pausing(Duration.ofMillis(1500), Duration.ofSeconds(15)));
    node(Map.of("SEMEL_PROVIDER_TIMEOUT", "2500ms", "SEMEL_LEASE", "6s", "SEMEL_SWEEP", "200ms"))
        .caller
        .register(MARIA);
    untilSent(1);
    onceOnly();
  }

  @Test
  void an_answer_that_never_comes_is_a_doubt_that_is_settled_without_a_second_sms() {
    stage.mobizon.faults(FaultPlan.script(Fault.HANG_AFTER_ACCEPTING));
    stage.resend.faults(FaultPlan.script(Fault.CUT_AFTER_ACCEPTING));
    node(Map.of()).caller.register(MARIA);
    untilSent(1);
    onceOnly();
    assertThat(log.count("SMS in doubt")).isEqualTo(1);
  }

  @Test
  void a_message_that_was_cut_before_it_was_taken_is_sent_after_all() {
    stage.mobizon.faults(FaultPlan.script(Fault.CUT_BEFORE));
    stage.resend.faults(FaultPlan.script(Fault.CUT_BEFORE));
    node(Map.of()).caller.register(MARIA);
    untilSent(1);
    onceOnly();
  }

  @Test
  void two_nodes_share_the_work_and_send_once() throws Exception {
    var one = node(Map.of());
    var other = node(Map.of());
    var people = 60;
    together(1, () -> one.caller.register(MARIA));
    for (var person = 0; person < people; person++) {
      (person % 2 == 0 ? one : other).caller.register(person);
      (person % 2 == 0 ? other : one).caller.register(person);
    }
    untilSent(people + 1);
    assertThat(stage.mobizon.ledger().countsByRecipient()).hasSize(people + 1);
    assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1);
    assertThat(stage.resend.ledger().countsByRecipient().values()).containsOnly(1);
    assertThat(log.count("SMS sent successfully")).isEqualTo(people + 1);
  }

  @Test
  void a_resend_of_what_was_sent_is_skipped_logged_counted_and_alerted() {
    var caller = node(Map.of()).caller;
    var lead = caller.register(MARIA).lead();
    untilSent(1);
    var heard = caller.operator("POST", "/api/landing/resend/" + lead, "");
    assertThat(heard.code()).isEqualTo(200);
    assertThat(heard.body()).contains("already");
    assertThat(log.count("[Lead " + lead + "] SMS already sent - skipping duplicate")).isEqualTo(1);
    assertThat(log.count("[Lead " + lead + "] Email already sent - skipping duplicate"))
        .isEqualTo(1);
    assertThat(stage.number("SELECT count(*) FROM semel.blocked_repeat")).isEqualTo(2);
    Eventually.within(
        PATIENCE, () -> !stage.telegram.ledger().entries().isEmpty(), () -> "nobody was alerted");
    onceOnly();
  }

  private static <T> List<T> together(int callers, Callable<T> call)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newFixedThreadPool(callers)) {
      var results = new ArrayList<T>();
      var futures = new ArrayList<Future<T>>();
      for (var i = 0; i < callers; i++) {
        futures.add(executor.submit(call));
      }
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
