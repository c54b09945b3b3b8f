package semel.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.account.Capability;
import semel.simulator.design.Design;
import semel.simulator.fault.Fault;
import semel.simulator.time.Strands;

/// Each assumption is needed, and a double that follows from a broken one is seen in the ledger.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BrokenAssumptionsTest {

  private static final long ENOUGH = 10_000;
  private static final int PEOPLE = 100;

  @ParameterizedTest
  @EnumSource(
      names = {
        "KEY_FORGOTTEN",
        "DELIVERED_TWICE",
        "TAKEN_AFTER_SETTLE",
        "STOOD_TOO_LONG",
        "SUSPENDED_UNSEEN",
        "DRAFT_SENT_TWICE",
        "CLOCKS_APART"
      })
  void a_message_is_taken_twice_where_an_assumption_is_broken(Fault fault) throws Exception {
    assertThat(fault.kind()).isEqualTo(Fault.Kind.ASSUMPTION);
    assertThat(takenTwice(seed -> Plan.marked(seed, PEOPLE, fault))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DELIVERED_TWICE", "TAKEN_AFTER_SETTLE", "STOOD_TOO_LONG", "SUSPENDED_UNSEEN"})
  void a_draft_is_taken_once_however_late_or_often_a_request_comes(Fault fault) throws Exception {
    assertThat(takenTwice(seed -> staged(Plan.marked(seed, PEOPLE, fault)))).isFalse();
  }

  @Test
  void a_fault_that_breaks_no_assumption_marks_no_world() {
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.marked(1, 1, Fault.CRASH));
  }

  private static Plan staged(Plan plan) {
    return new Plan(
        plan.seed(),
        plan.people(),
        plan.between(),
        plan.crowd(),
        plan.nodes(),
        plan.permits(),
        new Capability.Staged(),
        plan.ttlSafe(),
        plan.timing(),
        plan.smsRate(),
        plan.oneAnHour(),
        plan.timeToSend(),
        plan.faults());
  }

  /// Whether the ledger shows a double in one of the worlds. On a virtual thread, as the command
  /// does.
  private static boolean takenTwice(LongFunction<Plan> plans) throws Exception {
    var answer = new FutureTask<>(() -> seen(plans));
    Thread.ofVirtual().start(answer);
    return answer.get();
  }

  private static boolean seen(LongFunction<Plan> plans) {
    try (var strands = new Strands()) {
      var messages = 0L;
      for (var seed = 1L; messages < ENOUGH; seed++) {
        var watching = World.Watching.PLAIN;
        var end = new World(plans.apply(seed), new Design(), strands, watching).run();
        messages += end.messages();
        if (end.violation() != null && end.violation().invariant().equals("S1")) {
          return true;
        }
      }
      return false;
    }
  }
}
