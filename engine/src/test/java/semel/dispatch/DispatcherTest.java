package semel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.TTL_SAFE;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.UnsureClaims.Commit;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;
import semel.simulated.SimulatedStore;

/// The dispatcher between a simulated store and a simulated provider.
class DispatcherTest extends StoreContract {

  private static final Timing TIMING =
      Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Duration HORIZON = Duration.ofMinutes(5);

  /// The latest moment at which a whole exchange still fits into the lease: 60 − 5 − 10 s.
  private static final Duration LAST = Duration.ofSeconds(45);

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedJournal journal = new SimulatedJournal();
  private UnsureClaims claims = new UnsureClaims(new SimulatedStore().claims());
  private SimulatedSender sender = new SimulatedSender(SMS);

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    claims = new UnsureClaims(opened.claims());
    return opened;
  }

  private Dispatcher dispatcher(Account account) {
    sender = new SimulatedSender(account);
    var settings = new Dispatcher.Settings("worker", TIMING, RETRY, null, clock, new Random(7));
    return new Dispatcher(
        sender, claims, (_, key, lead) -> new Body(key + lead.name()), journal, settings);
  }

  private static Claim only(Dispatcher.Round round) {
    assertThat(round.claims()).hasSize(1);
    return round.claims().getFirst();
  }

  /// Claims one and makes its call; the closing is not recorded yet.
  private static Closing attempt(Dispatcher dispatcher) {
    return dispatcher.attempt(only(dispatcher.claim(1, HORIZON)));
  }

  private void pass(Duration time) {
    clock.passed(time);
    store.passed(time);
  }

  @Test
  void a_due_message_is_sent_and_told_of() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    assertThat(dispatcher.close(List.of(attempt(dispatcher)))).isTrue();
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(sender.written()).hasSize(1);
    assertThat(journal.sendings()).containsExactly(sms(lead));
    assertThat(journal.entries()).extracting(JournalEntry::to).containsExactly(SENT);
    assertThat(dispatcher.claim(1, HORIZON).claims()).isEmpty();
  }

  @Test
  void it_claims_no_more_than_it_has_permits() {
    scene.dueMany(0, 5);
    var dispatcher = dispatcher(SMS);
    assertThat(dispatcher.claim(2, HORIZON).claims()).hasSize(2);
    assertThat(dispatcher.claim(0, HORIZON).claims()).isEmpty();
    assertThat(dispatcher.claim(9, HORIZON).claims()).hasSize(3);
  }

  @Test
  void it_comes_back_when_the_next_is_due_but_within_its_horizon() {
    var dispatcher = dispatcher(SMS);
    assertThat(dispatcher.claim(1, HORIZON).idle()).isEqualTo(HORIZON);
    scene.register(Scene.SPRING, 1);
    store.passed(Scene.DELAY.minusSeconds(20));
    assertThat(dispatcher.claim(1, HORIZON).idle()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void a_byte_may_leave_while_a_whole_exchange_fits_into_the_lease() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> clock.passed(LAST));
    attempt(dispatcher);
    assertThat(sender.written()).hasSize(1);
  }

  @Test
  void no_byte_leaves_later_and_the_claim_is_handed_back() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> clock.passed(LAST.plusNanos(1)));
    assertThat(dispatcher.close(List.of(attempt(dispatcher)))).isTrue();
    assertThat(sender.written()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.message(sms(lead)).attempts().spent()).isZero();
  }

  @Test
  void a_machine_that_was_suspended_is_caught_by_the_wall_clock() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> clock.suspended(LAST.plusNanos(1)));
    attempt(dispatcher);
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void a_wall_clock_that_was_set_back_buys_no_time() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> {
      clock.passed(LAST.plusNanos(1));
      clock.wallJumped(Duration.ofHours(-1));
    });
    attempt(dispatcher);
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void nor_does_one_that_was_set_back_further_than_the_machine_was_suspended() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> {
      clock.suspended(Duration.ofMinutes(47));
      clock.wallJumped(Duration.ofMinutes(-47).minus(TIMING.margin()).minusNanos(1));
    });
    attempt(dispatcher);
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void a_wall_clock_that_is_set_right_by_less_than_the_margin_stops_nothing() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(() -> clock.wallJumped(TIMING.margin().negated()));
    attempt(dispatcher);
    assertThat(sender.written()).hasSize(1);
  }

  @Test
  void time_counts_from_before_the_transaction() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    var claim = only(dispatcher.claim(1, HORIZON));
    clock.passed(LAST.plusNanos(1));
    dispatcher.attempt(claim);
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void a_key_is_not_used_after_its_time() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(EMAIL);
    sender.answers(_ -> new Outcome.Unknown("no answer"));
    dispatcher.close(List.of(attempt(dispatcher)));
    pass(TTL_SAFE.minusSeconds(30));
    sender.connects(() -> pass(Duration.ofSeconds(30)));
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(sender.written()).hasSize(1);
    assertThat(scene.state(email(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_keyed_doubt_is_repeated_with_the_same_bytes() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(EMAIL);
    sender.answers(_ -> new Outcome.Unknown("no answer"));
    dispatcher.close(List.of(attempt(dispatcher)));
    pass(Duration.ofMinutes(30));
    sender.answers(_ -> new Outcome.Accepted(new ProviderReference("p-1")));
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(scene.state(email(lead))).isEqualTo(SENT);
    assertThat(sender.written())
        .extracting(Claim::body)
        .hasSize(2)
        .containsOnly(sender.written().getFirst().body());
  }

  @Test
  void an_adapter_that_throws_leaves_an_unknown_outcome() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.answers(_ -> {
      throw new IllegalStateException("secret");
    });
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(journal.entries()).noneMatch(entry -> entry.why().contains("secret"));
  }

  @Test
  void so_does_one_whose_class_does_not_load() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.answers(_ -> {
      throw new NoClassDefFoundError("provider/Reply");
    });
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void not_sent_before_the_guard_is_recorded_as_such() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.answers(
        _ -> new Outcome.NotSent("no balance", Outcome.Scope.ACCOUNT, Duration.ofMinutes(2)));
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    var closed = dispatcher.claim(1, HORIZON);
    assertThat(closed.claims()).isEmpty();
    assertThat(closed.idle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(dispatcher.claim(1, Duration.ofSeconds(1)).idle()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void after_a_stop_nothing_is_claimed_and_no_byte_leaves() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    var claim = only(dispatcher.claim(1, HORIZON));
    dispatcher.stop();
    dispatcher.close(List.of(dispatcher.attempt(claim)));
    assertThat(sender.written()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(dispatcher.claim(1, HORIZON).claims()).isEmpty();
  }

  @Test
  void a_stop_between_connection_and_guard_is_in_time() {
    scene.due(1);
    var dispatcher = dispatcher(SMS);
    sender.connects(dispatcher::stop);
    attempt(dispatcher);
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void an_unsure_claim_is_never_sent_and_is_handed_back() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    claims.commits(Commit.UNSEEN);
    var round = dispatcher.claim(1, HORIZON);
    assertThat(round.claims()).isEmpty();
    assertThat(round.idle()).isEqualTo(TIMING.margin());
    assertThat(journal.troubles()).hasSize(1);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    claims.commits(Commit.SEEN);
    var next = only(dispatcher.claim(1, HORIZON));
    assertThat(handedBack()).isNotEqualTo(next.id());
    assertThat(scene.message(sms(lead)).claim()).isEqualTo(next.id());
  }

  private Object handedBack() {
    var event = claims.closings().getLast().getFirst().events().getFirst();
    assertThat(event).isInstanceOf(Event.Released.class);
    return ((Event.Released) event).claim();
  }

  @Test
  void a_commit_that_lands_late_is_handed_back_all_the_same() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    claims.commits(Commit.LATER);
    assertThat(dispatcher.claim(1, HORIZON).claims()).isEmpty();
    claims.commits(Commit.SEEN);
    dispatcher.claim(0, HORIZON);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    claims.land();
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    dispatcher.claim(0, HORIZON);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.repeats()).isZero();
    assertThat(sender.written()).isEmpty();
  }

  @Test
  void it_is_handed_back_until_lease_and_margin_are_over_and_then_left_to_the_sweep() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    claims.commits(Commit.LATER);
    dispatcher.claim(1, HORIZON);
    claims.commits(Commit.SEEN);
    clock.passed(TIMING.lease().plus(TIMING.margin()));
    dispatcher.claim(0, HORIZON);
    assertThat(claims.closings()).hasSize(1);
    clock.passed(Duration.ofNanos(1));
    dispatcher.claim(0, HORIZON);
    assertThat(claims.closings()).hasSize(1);
    claims.land();
    dispatcher.claim(0, HORIZON);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    store.passed(TIMING.lease().plusSeconds(1));
    scene.sweep();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void it_is_handed_back_after_a_stop_too() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    claims.commits(Commit.UNSEEN);
    dispatcher.claim(1, HORIZON);
    claims.commits(Commit.SEEN);
    dispatcher.stop();
    dispatcher.claim(1, HORIZON);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void an_unsure_recording_is_repeated_and_counts_once() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    var closing = attempt(dispatcher);
    claims.commits(Commit.UNSEEN);
    assertThat(dispatcher.close(List.of(closing))).isFalse();
    claims.commits(Commit.SEEN);
    assertThat(dispatcher.close(List.of(closing))).isTrue();
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.repeats()).isZero();
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void a_recording_that_lands_twice_late_changes_nothing() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(SMS);
    var closing = attempt(dispatcher);
    claims.commits(Commit.LATER);
    assertThat(dispatcher.close(List.of(closing))).isFalse();
    assertThat(dispatcher.close(List.of(closing))).isFalse();
    store.passed(TIMING.lease().plusSeconds(1));
    scene.sweep();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    claims.land();
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.repeats()).isZero();
  }

  @Test
  void an_answer_for_a_person_is_held_at_once() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(EMAIL);
    sender.answers(_ -> new Outcome.Unknown("another body under our key", true));
    dispatcher.close(List.of(attempt(dispatcher)));
    assertThat(scene.state(email(lead))).isEqualTo(HELD);
  }
}
