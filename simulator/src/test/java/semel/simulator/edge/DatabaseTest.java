package semel.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.contract.Scene;
import semel.dispatch.ClaimAnswer;
import semel.intake.Registered;
import semel.message.Body;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.SimulatedStore;
import semel.simulated.rows.Applied;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

class DatabaseTest {

  private final List<Applied> told = new ArrayList<>();
  private final Set<MessageKey> past = new HashSet<>();
  private @Nullable Bench made;

  @AfterEach
  void close() {
    if (made != null) {
      made.close();
    }
  }

  /// A machine and the database that it reaches through faults.
  private record Setting(Bench bench, Database database, FaultyClaims claims, FaultyIntake intake) {

    @Nullable Registered register(int person) {
      return bench.run(() -> intake.register(Scene.registration(Scene.SPRING, person, null)));
    }

    /// Registers behind the back of every fault and waits until it is due.
    MessageKey due(int person) {
      var registration = Scene.registration(Scene.SPRING, person, null);
      var answer = database.transaction(() -> database.store().leads().register(registration));
      bench.passes(Scene.DELAY.plusSeconds(1));
      return Scene.sms(((Registered.Fresh) answer).lead());
    }

    @Nullable ClaimAnswer claim() {
      var order = Scene.order(Scene.SMS, 1, null);
      return bench.run(() -> claims.claim(order, (_, _, _) -> new Body("frozen")));
    }

    State.Name state(MessageKey key) {
      return database.store().message(key).orElseThrow().state().name();
    }

    long leads() {
      return database.store().table().leads().size();
    }
  }

  private Setting with(Fault... always) {
    var bench = new Bench(always);
    made = bench;
    var store = new SimulatedStore(Bench.START, new Chance(1));
    store.table().keepUndo(10_000);
    store.leads().publish(Scene.campaign(Scene.SPRING, Scene.TARGET));
    store.serves(List.of(Scene.SMS, Scene.EMAIL));
    var database = new Database(bench.agenda, store, Bench.START);
    database.watch(told::add);
    database.whenPastChanges(past::addAll);
    return new Setting(
        bench,
        database,
        new FaultyClaims(bench.host, database),
        new FaultyIntake(bench.host, database, Bench.SETTLE, Scene.RETRY));
  }

  @Test
  void without_a_fault_it_does_what_the_store_does_and_tells_of_it() {
    var setting = with();

    assertThat(setting.register(1)).isInstanceOf(Registered.Fresh.class);
    assertThat(setting.leads()).isEqualTo(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void what_it_refuses_never_happened() {
    var setting = with(Fault.REFUSED);

    assertThat(setting.register(1)).isInstanceOf(Registered.Unsure.class);
    assertThat(setting.leads()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void while_it_is_away_it_answers_nobody_and_afterwards_it_does() {
    var setting = with();
    setting.database().goesAway(Duration.ofMinutes(1));
    assertThat(setting.claim()).isInstanceOf(ClaimAnswer.Closed.class);
    setting.bench().passes(Duration.ofMinutes(1));

    assertThat(setting.register(1)).isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void a_lost_commit_is_unsure_changes_nothing_and_nobody_is_told() {
    var setting = with(Fault.COMMIT_LOST);
    var key = setting.due(1);
    told.clear();

    assertThat(setting.claim()).isInstanceOf(ClaimAnswer.Unsure.class);
    assertThat(setting.state(key)).isEqualTo(State.Name.SCHEDULED);
    assertThat(told).isEmpty();
  }

  @Test
  void an_unseen_commit_is_unsure_and_has_happened() {
    var setting = with(Fault.COMMIT_UNSEEN);
    var key = setting.due(1);
    told.clear();

    assertThat(setting.claim()).isInstanceOf(ClaimAnswer.Unsure.class);
    assertThat(setting.state(key)).isEqualTo(State.Name.CLAIMED);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_late_commit_happens_later_and_only_then_is_told() {
    var setting = with();
    var key = setting.due(1);
    told.clear();
    var order = Scene.order(Scene.SMS, 1, null);
    var store = setting.database().store();
    setting
        .database()
        .late(
            Duration.ofSeconds(30).toNanos(),
            null,
            () -> store.claims().claim(order, (_, _, _) -> new Body("frozen")));
    assertThat(setting.state(key)).isEqualTo(State.Name.SCHEDULED);
    assertThat(told).isEmpty();

    setting.bench().passes(Duration.ofSeconds(30));

    assertThat(setting.state(key)).isEqualTo(State.Name.CLAIMED);
    assertThat(told).hasSize(1);
  }

  @Test
  void a_late_commit_does_not_undo_what_came_between() {
    var setting = with();
    var key = setting.due(1);
    var order = Scene.order(Scene.SMS, 1, null);
    var store = setting.database().store();
    setting
        .database()
        .late(
            Duration.ofSeconds(30).toNanos(),
            null,
            () -> store.claims().claim(order, (_, _, _) -> new Body("frozen")));
    setting.database().transaction(() -> store.desk().cancel(key, "somebody"));
    told.clear();
    setting.bench().passes(Duration.ofSeconds(30));

    assertThat(setting.state(key)).isEqualTo(State.Name.CANCELLED);
    assertThat(told).isEmpty();
  }

  @Test
  void a_late_commit_holds_the_gate_of_its_account_meanwhile() {
    var setting = with();
    setting.due(1);
    var order = Scene.order(Scene.SMS, 1, null);
    var store = setting.database().store();
    setting
        .database()
        .late(
            Duration.ofSeconds(30).toNanos(),
            Scene.SMS.id().value(),
            () -> store.claims().claim(order, (_, _, _) -> new Body("frozen")));

    assertThat(setting.database().gateHeld()).isEqualTo(Duration.ofSeconds(30).toNanos());
    setting.bench().passes(Duration.ofSeconds(30));
    assertThat(setting.database().gateHeld()).isZero();
  }

  @Test
  void a_late_commit_of_a_server_that_is_gone_never_happens() {
    var setting = with();
    var key = setting.due(1);
    var order = Scene.order(Scene.SMS, 1, null);
    var store = setting.database().store();
    setting
        .database()
        .late(
            Duration.ofSeconds(30).toNanos(),
            null,
            () -> store.claims().claim(order, (_, _, _) -> new Body("frozen")));
    setting.database().failsOver(Duration.ZERO);
    setting.bench().passes(Duration.ofSeconds(30));

    assertThat(setting.state(key)).isEqualTo(State.Name.SCHEDULED);
  }

  @Test
  void what_is_tried_again_happens_once() {
    var setting = with(Fault.TRIED_AGAIN);

    assertThat(setting.register(1)).isInstanceOf(Registered.Fresh.class);
    assertThat(setting.leads()).isEqualTo(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void a_fail_over_without_loss_keeps_everything_under_another_history() {
    var setting = with();
    setting.register(1);
    var before = setting.database().store().liveHistory();
    setting.database().failsOver(Duration.ZERO);

    assertThat(setting.leads()).isEqualTo(1);
    assertThat(setting.database().store().liveHistory()).isNotEqualTo(before);
    assertThat(past).isEmpty();
  }

  @Test
  void a_fail_over_with_loss_forgets_the_last_commits_and_tells_whose() {
    var setting = with();
    var kept = setting.due(1);
    var claimed = setting.claim();
    assertThat(claimed).isInstanceOf(ClaimAnswer.Granted.class);
    setting.bench().passes(Duration.ofSeconds(2));
    setting.register(2);
    setting.database().failsOver(Duration.ofSeconds(10));

    assertThat(setting.leads()).isEqualTo(1);
    assertThat(setting.state(kept)).isEqualTo(State.Name.SCHEDULED);
    assertThat(past).contains(kept);
  }

  @Test
  void its_clock_jumps_and_the_store_reads_it() {
    var setting = with();
    setting.database().jumps(Duration.ofHours(-1));

    assertThat(setting.database().store().now()).isEqualTo(Bench.START.minus(Duration.ofHours(1)));
    assertThat(setting.database().jumped()).isEqualTo(Duration.ofHours(-1));
  }

  @Test
  void a_machine_that_dies_at_a_step_changes_nothing() {
    var setting = with(Fault.CRASH);

    assertThat(setting.register(1)).isNull();
    assertThat(setting.leads()).isZero();
    assertThat(setting.bench().dead()).isTrue();
    assertThat(setting.bench().deaths).containsExactly(Fault.CRASH);
  }

  @Test
  void a_slow_database_takes_its_time() {
    var setting = with(Fault.SLOW_DATABASE);

    assertThat(setting.register(1)).isInstanceOf(Registered.Fresh.class);
    assertThat(setting.bench().agenda.now()).isPositive();
  }
}
