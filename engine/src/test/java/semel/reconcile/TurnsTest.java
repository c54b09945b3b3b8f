package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.IN_DOUBT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Channel;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedStore;

/// Who is asked about which doubts, and when the next turn is.
class TurnsTest extends StoreContract {

  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final Timing TIMING = Timing.of(LEASE, Duration.ofSeconds(10), SETTLE);

  /// A look-up is repeated this soon: a twentieth of SETTLE. What a database's clock can tell
  /// apart.
  private static final Duration LEAST = Duration.ofNanos(1_000);

  private static final Duration FIRST = Duration.ofSeconds(30);

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedInquiry inquiry = new SimulatedInquiry(SMS);
  private Turns turns = new Turns(new SimulatedStore().doubts());

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    turns = new Turns(opened.doubts());
    return opened;
  }

  /// Doubts that remember what they were asked. Faults: another worker takes every turn first, and
  /// doubts of accounts that were not asked for.
  private static final class Turns implements Doubts {
    private final Doubts doubts;
    private final List<Set<AccountId>> watched = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private boolean taken;
    private boolean everything;

    Turns(Doubts doubts) {
      this.doubts = doubts;
    }

    @Override
    public Sweep sweep(RetryPolicy retry) {
      return doubts.sweep(retry);
    }

    @Override
    public List<Doubt> open(Set<AccountId> accounts, int limit) {
      watched.add(Set.copyOf(accounts));
      return doubts.open(everything ? Set.of(SMS.id(), EMAIL.id()) : accounts, limit);
    }

    @Override
    public boolean takeTurn(Doubt doubt, Duration pause) {
      pauses.add(pause);
      return !taken && doubts.takeTurn(doubt, pause);
    }

    @Override
    public void noteAbsent(Doubt doubt, Duration pause) {
      doubts.noteAbsent(doubt, pause);
    }

    @Override
    public List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry) {
      return doubts.settle(account, doubt, event, retry);
    }
  }

  private Reconciler reconciler(List<Account> accounts, List<Inquiry> inquiries) {
    var settings = new Reconciler.Settings(TIMING, RETRY, clock);
    return new Reconciler(accounts, inquiries, turns, new SimulatedJournal(), settings);
  }

  private void pass(Duration time) {
    clock.passed(time);
    store.passed(time);
  }

  private static void step(Reconciler reconciler) {
    reconciler.due().forEach(reconciler::look);
  }

  @Test
  void a_keyed_account_is_not_watched() {
    reconciler(List.of(SMS, EMAIL, BLIND), List.of(inquiry)).due();
    assertThat(turns.watched).containsExactly(Set.of(SMS.id(), BLIND.id()));
  }

  @Test
  void a_doubt_of_an_account_that_was_not_asked_for_is_left_alone() {
    turns.everything = true;
    var lead = scene.due(1);
    scene.lapsed(SMS);
    scene.lapsed(EMAIL);
    pass(SETTLE);
    assertThat(reconciler(List.of(BLIND), List.of(inquiry)).due()).isEmpty();
    assertThat(reconciler(List.of(EMAIL), List.of(inquiry)).due()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void an_account_that_nobody_can_ask_about_keeps_its_doubts() {
    scene.due(1);
    scene.lapsed(SMS);
    pass(SETTLE);
    assertThat(reconciler(List.of(SMS), List.of()).due()).isEmpty();
    assertThat(turns.pauses).isEmpty();
  }

  @Test
  void a_staged_doubt_is_asked_about_once_dispatch_must_not_repeat_it() {
    var staged = new Account(SMS.id(), Channel.SMS, new Capability.Staged());
    var lead = scene.due(1);
    scene.lapsed(SMS);
    pass(SETTLE);
    assertThat(reconciler(List.of(staged), List.of(inquiry)).due()).isEmpty();
    store.desk().cancel(sms(lead), "anna");
    assertThat(reconciler(List.of(staged), List.of(inquiry)).due()).hasSize(1);
    assertThat(turns.watched).containsOnly(Set.of(SMS.id()));
  }

  @Test
  void without_the_turn_nothing_is_asked() {
    scene.due(1);
    scene.lapsed(SMS);
    pass(SETTLE);
    turns.taken = true;
    var reconciler = reconciler(List.of(SMS), List.of(inquiry));
    assertThat(reconciler.due()).isEmpty();
    assertThat(turns.pauses).hasSize(1);
    turns.taken = false;
    assertThat(reconciler.due()).hasSize(1);
  }

  @Test
  void before_its_turn_nothing_is_asked() {
    scene.due(1);
    scene.lapsed(SMS);
    var reconciler = reconciler(List.of(SMS), List.of(inquiry));
    pass(FIRST);
    step(reconciler);
    assertThat(turns.pauses).hasSize(1);
    pass(FIRST.minus(LEAST));
    step(reconciler);
    assertThat(turns.pauses).hasSize(1);
    pass(LEAST);
    step(reconciler);
    assertThat(turns.pauses).containsExactly(FIRST, FIRST);
    assertThat(inquiry.asked()).hasSize(2);
  }

  @Test
  void turns_come_at_twice_the_age_and_meet_the_end_of_settle() {
    scene.due(1);
    scene.lapsed(SMS);
    var reconciler = reconciler(List.of(SMS), List.of(inquiry));
    reconciler.due(); // the watch begins here, at age 0
    for (var minute = 0; minute < 10; minute++) {
      pass(Duration.ofMinutes(1));
      reconciler.due();
    }
    assertThat(turns.pauses)
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(2), // what is left at minute 8
            FIRST);
  }

  @Test
  void after_settle_a_turn_is_taken_again_soon() {
    scene.due(1);
    scene.lapsed(SMS);
    var reconciler = reconciler(List.of(SMS), List.of(inquiry));
    reconciler.due();
    pass(SETTLE.multipliedBy(3));
    reconciler.due();
    assertThat(turns.pauses.getLast()).isEqualTo(FIRST);
  }
}
