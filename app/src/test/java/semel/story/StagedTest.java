package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// `MOBIZON_MODE=staged`: whatever befalls the three steps, the provider's own ledger has one SMS
/// per person.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class StagedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MARIA = 7_654_321;
  private static final Map<String, String> STAGED = Map.of("MOBIZON_MODE", "staged");

  @TempDir Path folder;

  private final Stage stage = new Stage();
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    stage.close();
  }

  private Map<String, String> environment(Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    environment.putAll(STAGED);
    environment.putAll(changes);
    return environment;
  }

  private Node node(Map<String, String> changes) {
    var node = new Node(environment(changes));
    nodes.add(node);
    return node;
  }

  private long sms(int state) {
    return stage.number(
        "SELECT count(*) FROM semel.message WHERE channel = 0 AND state = " + state);
  }

  private void until(int state, int count) {
    Eventually.within(
        PATIENCE,
        () -> sms(state) == count,
        () -> sms(state) + " of " + count + " in state " + state + ", in doubt " + sms(2));
  }

  private void sent(int count) {
    until(4, count);
  }

  private int accepted() {
    return stage.mobizon.ledger().acceptedFor(Caller.phone(MARIA).substring(1)).size();
  }

  private static FaultPlan script(Fault... faults) {
    return FaultPlan.script(faults).pausing(Duration.ofMillis(300), Duration.ofMillis(1_500));
  }

  /// These faults, and after them no list that would settle the doubt and no repeat that would get
  /// as far as its draft: it stays in doubt however slow the machine is.
  private static FaultPlan unseen(Fault... faults) {
    var all = new ArrayList<>(List.of(faults));
    all.addAll(Collections.nCopies(1_000, Fault.LIST_ERROR));
    return script(all.toArray(Fault[]::new));
  }

  @Test
  void a_normal_send_is_one_draft_that_is_sent_once() {
    node(Map.of()).caller.register(MARIA);
    sent(1);
    assertThat(accepted()).isEqualTo(1);
    assertThat(
            stage.number(
                "SELECT count(*) FROM semel.message WHERE reference = 'campaign:' || draft_id"
                    + " AND account = 'mobizon-staged'"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "CUT_BEFORE",
        "CUT_AFTER_ACCEPTING",
        "HANG_AFTER_ACCEPTING",
        "HANG_BEFORE_ACCEPTING",
        "ERROR_500_AFTER_ACCEPTING",
        "ERROR_500_WITHOUT_ACCEPTING",
        "GARBAGE_AFTER_ACCEPTING",
        "HALF_ANSWER_AFTER_ACCEPTING",
        "OUTAGE"
      })
  void one_fault_on_each_step_in_turn_ends_with_one_sms(Fault fault) {
    // The first claim loses its create, the second its recipient (and deletes its draft), the third
    // its send.
    stage.mobizon.faults(
        script(fault, Fault.NONE, fault, Fault.NONE, Fault.NONE, Fault.NONE, fault));
    node(Map.of()).caller.register(MARIA);
    sent(1);
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void under_all_faults_at_once_nobody_gets_two_or_none() {
    var people = 40;
    stage.mobizon.faults(
        FaultPlan.random(11, chances()).pausing(Duration.ofMillis(200), Duration.ofMillis(1_500)));
    var one = node(Map.of());
    var other = node(Map.of());
    for (var person = 0; person < people; person++) {
      (person % 2 == 0 ? one : other).caller.register(person);
    }
    Eventually.within(
        PATIENCE, () -> sms(4) > people / 2, () -> "only " + sms(4) + " sent under faults");
    stage.mobizon.faults(FaultPlan.calm());
    sent(people);
    assertThat(stage.mobizon.ledger().countsByRecipient()).hasSize(people);
    assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE mark = 2")).isZero();
  }

  private static Map<Fault, Double> chances() {
    var chances = new EnumMap<Fault, Double>(Fault.class);
    for (var fault :
        List.of(
            Fault.CUT_BEFORE,
            Fault.CUT_AFTER_ACCEPTING,
            Fault.HANG_AFTER_ACCEPTING,
            Fault.HANG_BEFORE_ACCEPTING,
            Fault.ERROR_500_AFTER_ACCEPTING,
            Fault.ERROR_500_WITHOUT_ACCEPTING,
            Fault.GARBAGE_AFTER_ACCEPTING,
            Fault.NO_ID_AFTER_ACCEPTING,
            Fault.LIST_ERROR)) {
      chances.put(fault, 0.04);
    }
    return chances;
  }

  @Test
  void killed_between_its_steps_it_sends_the_same_draft_or_none_before_it() {
    var scale = Map.of("SEMEL_LEASE", "4s", "SEMEL_SETTLE", "8s", "SEMEL_SWEEP", "1s");
    stage.mobizon.faults(
        FaultPlan.random(7, Map.of(Fault.SLOW, 0.7, Fault.CUT_AFTER_ACCEPTING, 0.1))
            .pausing(Duration.ofMillis(300), Duration.ofMillis(1_500)));
    try (var process = new SemelProcess(environment(scale), folder.resolve("node.log"))) {
      process.awaitReady();
      var crowd = new Crowd(List.of(process), 4, Duration.ofMillis(150));
      for (var kill = 0; kill < 5; kill++) {
        var before = stage.mobizon.ledger().requests().size();
        Eventually.within(
            PATIENCE,
            () -> stage.mobizon.ledger().requests().size() > before + 15,
            () -> "Semel makes no calls");
        process.kill();
        process.restart();
        process.awaitReady();
      }
      crowd.close();
      stage.mobizon.faults(FaultPlan.calm());
      var people = crowd.acknowledged().size();
      sent(people);
      assertThat(people).isGreaterThan(10);
      assertThat(stage.mobizon.ledger().countsByRecipient()).hasSize(people);
      assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1);
    }
  }

  @Test
  void a_draft_whose_send_was_lost_is_withdrawn_when_a_person_stops_it() {
    var caller = node(Map.of()).caller;
    stage.mobizon.faults(unseen(Fault.NONE, Fault.NONE, Fault.CUT_BEFORE));
    var lead = caller.register(MARIA).lead();
    until(2, 1);
    assertThat(caller.operator("POST", "/api/messages/" + lead + "/sms/cancel", "{}").code())
        .isEqualTo(202);
    stage.mobizon.faults(FaultPlan.calm());
    until(6, 1);
    assertThat(accepted()).isZero();
  }

  @Test
  void a_doubt_of_one_mode_is_settled_by_that_mode_when_the_other_one_sends() {
    for (var first : List.of("staged", "one-call")) {
      var second = first.equals("staged") ? "one-call" : "staged";
      var person = first.equals("staged") ? 1 : 2;
      var before = node(Map.of("MOBIZON_MODE", first));
      if (first.equals("staged")) {
        stage.mobizon.faults(unseen(Fault.NONE, Fault.NONE, Fault.CUT_AFTER_ACCEPTING));
      } else {
        stage.mobizon.faults(unseen(Fault.CUT_AFTER_ACCEPTING));
      }
      before.caller.register(person);
      until(2, 1);
      before.close();
      stage.mobizon.faults(FaultPlan.calm());
      nodes.clear();
      var after = node(Map.of("MOBIZON_MODE", second));
      sent(person);
      after.close();
      nodes.clear();
    }
    assertThat(stage.mobizon.ledger().countsByRecipient()).hasSize(2);
    assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1);
  }

  /// As after a restore: the claim is not in the rows any more, nor is the draft that it chose.
  private void losePast() {
    stage.number(
        """
        WITH history AS (UPDATE semel.history SET timeline = '7FFFFFFF')
        UPDATE semel.message
        SET state = 0, claim_id = NULL, lease_until = NULL, doubt_since = NULL, draft_id = NULL,
            account = NULL, body = NULL, first_attempt_at = NULL, attempts_spent = 0,
            attempt_no = 0, exposed = false, reason = NULL, settled_at = NULL, reference = NULL,
            open = true, next_at = clock_timestamp()
        WHERE channel = 0
        RETURNING 1
        """);
  }

  @Test
  void a_draft_whose_choice_was_lost_with_the_past_is_found_when_it_was_sent() {
    var before = node(Map.of());
    before.caller.register(MARIA);
    sent(1);
    before.close();
    nodes.clear();
    losePast();
    node(Map.of());
    sent(1);
    assertThat(accepted()).isEqualTo(1);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE who = 'history'"))
        .isPositive();
  }

  @Test
  void and_is_withdrawn_when_it_was_not() {
    var before = node(Map.of());
    stage.mobizon.faults(unseen(Fault.NONE, Fault.NONE, Fault.CUT_BEFORE));
    before.caller.register(MARIA);
    until(2, 1);
    before.close();
    stage.mobizon.faults(FaultPlan.calm());
    nodes.clear();
    losePast();
    node(Map.of());
    sent(1);
    assertThat(accepted()).isEqualTo(1);
    assertThat(
            stage.mobizon.ledger().requests().stream()
                .filter(seen -> seen.what().equals("campaign/delete")))
        .isNotEmpty();
  }

  /// The first send is taken in only after the repeat read a draft that was not begun.
  private void sendLate() {
    stage.mobizon.faults(
        FaultPlan.script(Fault.NONE, Fault.NONE, Fault.HANG_BEFORE_ACCEPTING)
            .pausing(Duration.ofMillis(300), Duration.ofMinutes(10)));
    node(Map.of()).caller.register(MARIA);
    sent(1);
    assertThat(stage.mobizon.hanging()).isEqualTo(1);
    stage.mobizon.goOn();
    Eventually.within(PATIENCE, () -> stage.mobizon.hanging() == 0, () -> "it still hangs");
  }

  @Test
  void a_first_send_that_arrives_after_its_repeat_is_refused_by_the_draft() {
    sendLate();
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void where_a_provider_sends_drafts_twice_it_would_be_two() {
    // Assumption S broken on purpose: what `doctor --certify-mobizon` finds out before.
    stage.mobizon.rules().sendsDraftsTwice(true);
    sendLate();
    assertThat(accepted()).isEqualTo(2);
  }
}
