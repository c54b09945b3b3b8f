package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.lifecycle.Timing;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedStore;

/// The reconciler between a simulated store and a provider that is asked. The database's clock and
/// the worker's own pass apart.
class ReconcilerTest extends StoreContract {

  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final Timing TIMING = Timing.of(LEASE, Duration.ofSeconds(10), SETTLE);
  private static final Finding FOUND = new Finding.Found(new ProviderReference("p-1"));
  private static final Finding ABSENT = new Finding.Absent("not in the list");

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedJournal journal = new SimulatedJournal();
  private final SimulatedInquiry inquiry = new SimulatedInquiry(SMS);

  @Override
  protected StoreUnderTest open() {
    return new SimulatedStore();
  }

  private Reconciler reconciler() {
    var settings = new Reconciler.Settings(TIMING, RETRY, clock);
    return new Reconciler(
        List.of(SMS, EMAIL, BLIND), List.of(inquiry), store.doubts(), journal, settings);
  }

  private static int step(Reconciler reconciler) {
    var looks = reconciler.due();
    looks.forEach(reconciler::look);
    return looks.size();
  }

  private void pass(Duration time) {
    clock.passed(time);
    store.passed(time);
  }

  /// Steps once a second for as long, and counts the questions.
  private int watch(Reconciler reconciler, Duration time) {
    var questions = 0;
    for (var second = 0; second < time.toSeconds(); second++) {
      pass(Duration.ofSeconds(1));
      questions += step(reconciler);
    }
    return questions;
  }

  /// A lapsed SMS that the reconciler saw when it lapsed.
  private LeadId doubt(Reconciler reconciler) {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    step(reconciler);
    return lead;
  }

  private static Duration almost(Duration time) {
    return time.minusSeconds(2);
  }

  @Test
  void two_absences_after_settle_and_apart_schedule_it_again() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    watch(reconciler, almost(SETTLE));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
    watch(reconciler, Duration.ofSeconds(4));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
    watch(reconciler, almost(TIMING.secondLook()).minusSeconds(2));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    watch(reconciler, Duration.ofSeconds(8));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void a_database_clock_that_jumps_ahead_shortens_no_wait() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    store.passed(Duration.ofHours(1));
    watch(reconciler, almost(SETTLE));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
    watch(reconciler, Duration.ofSeconds(40));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
  }

  @Test
  void nor_does_it_bring_the_second_look_forward() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    pass(SETTLE);
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
    store.passed(Duration.ofHours(1));
    step(reconciler);
    for (var second = 1; second < TIMING.secondLook().toSeconds(); second++) {
      pass(Duration.ofSeconds(1));
      step(reconciler);
      assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    }
    pass(Duration.ofSeconds(1));
    step(reconciler);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void a_worker_whose_own_clock_runs_ahead_waits_for_the_database() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    clock.passed(Duration.ofHours(1));
    store.passed(SETTLE.minusSeconds(1));
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void a_wall_clock_means_nothing() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    clock.wallJumped(Duration.ofHours(1));
    store.passed(Duration.ofHours(1));
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void a_restart_only_makes_it_longer() {
    var before = reconciler();
    var lead = doubt(before);
    watch(before, almost(SETTLE));
    var after = reconciler();
    watch(after, almost(SETTLE));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
    watch(after, Duration.ofSeconds(40));
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
  }

  @Test
  void a_restart_between_the_looks_waits_for_both_again() {
    var before = reconciler();
    var lead = doubt(before);
    pass(SETTLE);
    step(before);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
    var after = reconciler();
    watch(after, almost(SETTLE));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    watch(after, Duration.ofSeconds(40));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void the_watch_starts_only_after_the_lease() {
    var reconciler = reconciler();
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("no answer"));
    step(reconciler);
    pass(Duration.ofSeconds(30));
    store.passed(Duration.ofHours(1)); // by the database's clock the lease is over now
    step(reconciler);
    pass(SETTLE.minusSeconds(20));
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
    pass(Duration.ofMinutes(1));
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
  }

  @Test
  void a_new_claim_starts_a_new_watch() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    watch(reconciler, SETTLE.plus(Duration.ofMinutes(2)));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    scene.lapsed(SMS);
    pass(SETTLE);
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void found_counts_at_once() {
    var reconciler = reconciler();
    inquiry.answers(_ -> FOUND);
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("no answer"));
    pass(Duration.ofSeconds(30));
    assertThat(step(reconciler)).isEqualTo(1);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(journal.entries()).extracting(e -> e.to()).containsExactly(SENT);
  }

  @Test
  void found_between_two_absences_counts_too() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    pass(SETTLE);
    step(reconciler);
    step(reconciler); // sees its own note
    inquiry.answers(_ -> FOUND);
    pass(TIMING.secondLook());
    step(reconciler);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void early_questions_thin_out() {
    var reconciler = reconciler();
    doubt(reconciler);
    assertThat(watch(reconciler, almost(SETTLE))).isBetween(3, 8);
  }

  @Test
  void an_error_is_not_an_answer() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    inquiry.answers(_ -> new Finding.NoAnswer("HTTP 500"));
    watch(reconciler, SETTLE.multipliedBy(2));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
    assertThat(journal.troubles()).isNotEmpty().allMatch(line -> line.contains("HTTP 500"));
    inquiry.answers(_ -> ABSENT);
    watch(reconciler, Duration.ofMinutes(2));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void an_error_at_the_second_look_does_not_count_as_absent() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    pass(SETTLE);
    step(reconciler);
    inquiry.answers(_ -> {
      throw new IllegalStateException("secret");
    });
    watch(reconciler, Duration.ofMinutes(5));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(journal.troubles()).isNotEmpty().noneMatch(line -> line.contains("secret"));
  }

  @Test
  void an_adapter_whose_class_does_not_load_gives_no_answer() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    inquiry.answers(_ -> {
      throw new NoClassDefFoundError("provider/Reply");
    });
    pass(SETTLE);
    assertThat(step(reconciler)).isEqualTo(1);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(journal.troubles()).hasSize(1);
  }

  @Test
  void an_unclear_answer_is_held() {
    var reconciler = reconciler();
    inquiry.answers(_ -> new Finding.Ambiguous("two of them"));
    var lead = doubt(reconciler);
    pass(Duration.ofMinutes(1));
    step(reconciler);
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
  }

  @Test
  void what_was_to_be_stopped_is_cancelled_when_it_is_absent() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    store.desk().cancel(sms(lead), "anna");
    watch(reconciler, SETTLE.plus(Duration.ofMinutes(2)));
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  @Test
  void a_blind_doubt_is_held_without_a_question() {
    var reconciler = reconciler();
    var lead = scene.due(1);
    scene.lapsed(BLIND);
    assertThat(step(reconciler)).isZero();
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void a_keyed_doubt_is_left_to_the_dispatcher() {
    var reconciler = reconciler();
    var lead = scene.due(1);
    scene.lapsed(EMAIL);
    assertThat(watch(reconciler, SETTLE.plus(Duration.ofMinutes(2)))).isZero();
    assertThat(scene.state(email(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_doubt_of_an_account_that_is_gone_stays_and_is_seen() {
    var settings = new Reconciler.Settings(TIMING, RETRY, clock);
    var reconciler = new Reconciler(List.of(EMAIL), List.of(), store.doubts(), journal, settings);
    var lead = doubt(reconciler);
    assertThat(watch(reconciler, SETTLE.multipliedBy(2))).isZero();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.doubts()).hasSize(1);
  }

  @Test
  void two_workers_take_turns() {
    var one = reconciler();
    var other = reconciler();
    doubt(one);
    step(other);
    pass(Duration.ofMinutes(1));
    assertThat(one.due()).hasSize(1);
    assertThat(other.due()).isEmpty();
  }

  @Test
  void a_second_look_needs_a_worker_that_watched_all_along() {
    var one = reconciler();
    var lead = doubt(one);
    pass(SETTLE);
    step(one);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNotNull();
    var other = reconciler();
    step(other);
    pass(TIMING.secondLook());
    assertThat(step(other)).isZero();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_verdict_about_a_message_that_moved_on_changes_nothing() {
    var reconciler = reconciler();
    var lead = doubt(reconciler);
    pass(SETTLE);
    step(reconciler);
    step(reconciler); // sees its own note
    pass(TIMING.secondLook().plusSeconds(1));
    inquiry.answers(doubt -> {
      scene.movedOn(doubt);
      return ABSENT;
    });
    step(reconciler);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
  }

  @Test
  void a_doubt_that_was_out_of_sight_is_watched_anew() {
    var hidden = new AtomicBoolean();
    var settings = new Reconciler.Settings(TIMING, RETRY, clock);
    var doubts = new HidingDoubts(store.doubts(), hidden);
    var reconciler = new Reconciler(List.of(SMS), List.of(inquiry), doubts, journal, settings);
    var lead = doubt(reconciler);
    pass(SETTLE);
    hidden.set(true);
    assertThat(step(reconciler)).isZero();
    hidden.set(false);
    step(reconciler);
    assertThat(scene.doubt(sms(lead)).times().firstAbsent()).isNull();
  }

  @Test
  void the_sweep_says_when_the_next_lease_lapses() {
    var reconciler = reconciler();
    assertThat(reconciler.sweep()).isEmpty();
    scene.due(1);
    scene.claimOne(SMS);
    assertThat(reconciler.sweep()).contains(LEASE);
    store.passed(LEASE.plusMillis(1));
    assertThat(reconciler.sweep()).isEmpty();
    assertThat(journal.entries()).extracting(e -> e.to()).containsExactly(IN_DOUBT);
  }
}
