package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.STAGED;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Capability;
import semel.account.Finding;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.lifecycle.Timing;
import semel.message.Attempts.DraftId;
import semel.message.ProviderReference;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedStore;

/// The reconciler leaves a draft to the dispatcher as long as that repeats it, and has it withdrawn
/// afterwards.
class StagedReconcilerTest extends StoreContract {

  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final Timing TIMING = Timing.of(LEASE, Duration.ofSeconds(10), SETTLE);

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedInquiry inquiry = new SimulatedInquiry(STAGED);

  @Override
  protected StoreUnderTest open() {
    return new SimulatedStore();
  }

  private Reconciler reconciler(Account account) {
    var settings = new Reconciler.Settings(TIMING, RETRY, clock);
    return new Reconciler(
        List.of(account), List.of(inquiry), store.doubts(), new SimulatedJournal(), settings);
  }

  /// Steps every ten seconds for as long.
  private void watch(Reconciler reconciler, Duration time) {
    for (var tenth = 0; tenth < time.toSeconds() / 10; tenth++) {
      clock.passed(Duration.ofSeconds(10));
      store.passed(Duration.ofSeconds(10));
      reconciler.due().forEach(reconciler::look);
    }
  }

  @Test
  void a_draft_that_the_dispatcher_repeats_is_never_asked_about() {
    scene.due(1);
    scene.drafted("d-1");
    watch(reconciler(STAGED), SETTLE.multipliedBy(3));
    assertThat(inquiry.asked()).isEmpty();
  }

  @Test
  void a_cancelled_draft_is_asked_about_by_its_name_and_ends_cancelled() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.desk().cancel(sms(lead), "anna");
    watch(reconciler(STAGED), SETTLE.multipliedBy(2));
    assertThat(inquiry.asked()).isNotEmpty();
    assertThat(inquiry.asked()).allMatch(d -> d.draft().equals(Optional.of(DRAFT)));
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  private static final DraftId DRAFT = new DraftId("d-1");

  @Test
  void a_draft_that_went_out_before_it_could_be_withdrawn_is_sent() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.desk().cancel(sms(lead), "anna");
    inquiry.answers(_ -> new Finding.Found(new ProviderReference("campaign:d-1")));
    watch(reconciler(STAGED), Duration.ofMinutes(5));
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void a_draft_that_cannot_be_withdrawn_yet_stays_in_doubt() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.desk().cancel(sms(lead), "anna");
    inquiry.answers(_ -> new Finding.NoAnswer("still there"));
    watch(reconciler(STAGED), SETTLE.multipliedBy(3));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void when_its_time_is_over_a_draft_is_withdrawn_and_failed() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.passed(Duration.ofHours(25));
    watch(reconciler(STAGED), SETTLE.multipliedBy(2));
    assertThat(scene.state(sms(lead))).isEqualTo(FAILED);
  }

  @Test
  void drafts_of_an_account_that_sends_no_more_are_withdrawn_and_freed() {
    var retired = new Account(STAGED.id(), STAGED.channel(), new Capability.Lookup());
    var lead = scene.due(1);
    scene.drafted("d-1");
    watch(reconciler(retired), SETTLE.multipliedBy(2));
    assertThat(inquiry.asked()).isNotEmpty();
    assertThat(scene.message(sms(lead)).attempts().draft()).isNull();
  }
}
