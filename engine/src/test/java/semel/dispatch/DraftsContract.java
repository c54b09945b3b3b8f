package semel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.STAGED;
import static semel.contract.Scene.order;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.lifecycle.Event;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.LeadId;
import semel.message.MessageKey;

/// What every [Drafts] keeps: one draft is chosen under a live claim, and it alone is sent, again
/// and again, until it is withdrawn.
public abstract class DraftsContract extends StoreContract {

  private static final DraftId FIRST = new DraftId("d-1");
  private static final DraftId SECOND = new DraftId("d-2");
  private static final Duration LONG = Duration.ofMinutes(11);

  protected DraftsContract() {}

  private Optional<DraftId> choose(Claim claim, DraftId draft) {
    return store.drafts().choose(claim.key(), claim.id(), draft);
  }

  private boolean mayWithdraw(Claim claim) {
    return store.drafts().mayWithdraw(claim.key(), claim.id());
  }

  private void settle(LeadId lead, Finding finding) {
    var doubt = scene.doubt(sms(lead));
    store.doubts().settle(STAGED, doubt, new Event.Looked(doubt.claim(), finding), RETRY);
  }

  @Test
  void the_first_draft_is_chosen_and_stands() {
    scene.due(1);
    var claim = scene.claimOne(STAGED);
    assertThat(claim.draft()).isNull();
    assertThat(choose(claim, FIRST)).contains(FIRST);
    assertThat(choose(claim, SECOND)).contains(FIRST);
    assertThat(choose(claim, FIRST)).contains(FIRST);
    assertThat(scene.message(claim.key()).attempts().draft()).isEqualTo(FIRST);
  }

  @Test
  void two_that_choose_at_once_are_told_the_same_draft() {
    for (var round = 0; round < 10; round++) {
      scene.due(round);
      var claim = scene.claimOne(STAGED);
      var next = new AtomicInteger();
      var told = Race.of(2, () -> choose(claim, new DraftId("d-" + next.incrementAndGet())));
      assertThat(told).doesNotContain(Optional.empty());
      assertThat(told.getFirst()).isEqualTo(told.getLast());
    }
  }

  @Test
  void a_claim_that_lapsed_chooses_nothing() {
    var lead = scene.due(1);
    var claim = scene.lapsed(STAGED);
    assertThat(choose(claim, FIRST)).isEmpty();
    store.passed(LONG);
    var next = scene.claimOne(STAGED);
    assertThat(choose(claim, FIRST)).isEmpty();
    assertThat(choose(next, SECOND)).contains(SECOND);
    assertThat(choose(claim, FIRST)).isEmpty();
    assertThat(scene.message(sms(lead)).attempts().draft()).isEqualTo(SECOND);
  }

  @Test
  void nothing_is_chosen_for_what_was_handed_back_or_never_was() {
    var lead = scene.due(1);
    var claim = scene.claimOne(STAGED);
    scene.release(STAGED, claim);
    assertThat(choose(claim, FIRST)).isEmpty();
    var nobody = new MessageKey(new LeadId(new UUID(9, 9)), sms(lead).channel());
    assertThat(store.drafts().choose(nobody, claim.id(), FIRST)).isEmpty();
  }

  @Test
  void a_draft_that_was_handed_back_unsent_is_the_next_claims() {
    scene.due(1);
    var claim = scene.claimOne(STAGED);
    choose(claim, FIRST);
    scene.release(STAGED, claim);
    assertThat(scene.state(claim.key())).isEqualTo(SCHEDULED);
    assertThat(scene.claimOne(STAGED).draft()).isEqualTo(FIRST);
    assertThat(scene.message(claim.key()).attempts().exposed()).isFalse();
  }

  @Test
  void a_doubt_with_a_draft_is_repeated_with_it() {
    scene.due(1);
    scene.drafted("d-1");
    store.passed(LONG);
    var again = scene.claimOne(STAGED);
    assertThat(again.draft()).isEqualTo(FIRST);
    assertThat(scene.message(again.key()).attempts().exposed()).isTrue();
  }

  @Test
  void a_doubt_without_a_draft_begins_anew_and_exposes_nothing() {
    scene.due(1);
    scene.lapsed(STAGED);
    store.passed(LONG);
    var again = scene.claimOne(STAGED);
    assertThat(again.draft()).isNull();
    assertThat(scene.message(again.key()).attempts().exposed()).isFalse();
  }

  @Test
  void a_doubt_tells_which_draft_was_chosen() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    assertThat(scene.doubt(sms(lead)).draft()).contains(FIRST);
  }

  @Test
  void a_cancelled_draft_is_not_claimed_keeps_nobody_waiting_and_ends_when_withdrawn() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.desk().cancel(sms(lead), "anna");
    var other = scene.due(2);
    store.passed(LONG);
    assertThat(scene.claim(STAGED, 1)).extracting(Claim::key).containsExactly(sms(other));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    settle(lead, new Finding.Absent("withdrawn"));
    assertThat(scene.state(sms(lead))).isEqualTo(CANCELLED);
  }

  @Test
  void what_is_not_repeated_does_not_call_for_the_next_look() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    store.desk().cancel(sms(lead), "anna");
    store.passed(LONG);
    var answer = scene.granted(order(STAGED, 5, null), (_, _, _) -> new Body("body"));
    assertThat(answer.claims()).isEmpty();
    assertThat(answer.idle()).isGreaterThan(Duration.ofMinutes(1));
  }

  @Test
  void a_draft_whose_attempts_are_used_up_or_whose_time_is_over_is_left_to_be_withdrawn() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    for (var attempt = 1; attempt < RETRY.attemptsMax(); attempt++) {
      store.passed(LONG);
      scene.close(STAGED, scene.claimOne(STAGED), new Outcome.Unknown("no answer"));
    }
    store.passed(LONG);
    assertThat(scene.claim(STAGED, 1)).isEmpty();
    var late = scene.due(2);
    scene.drafted("d-2");
    store.passed(Duration.ofHours(25));
    assertThat(scene.claim(STAGED, 5)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.state(sms(late))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_draft_that_lapses_stays_the_one_to_send() {
    scene.due(1);
    var claim = scene.claimOne(STAGED);
    choose(claim, FIRST);
    store.passed(LEASE.plusSeconds(1));
    scene.sweep();
    store.passed(LONG);
    var again = scene.claimOne(STAGED);
    assertThat(again.draft()).isEqualTo(FIRST);
    assertThat(choose(again, SECOND)).contains(FIRST);
    assertThat(scene.state(again.key())).isEqualTo(CLAIMED);
  }

  @Test
  void drafts_are_withdrawn_only_while_their_claim_is_in_doubt() {
    var lead = scene.due(1);
    var claim = scene.claimOne(STAGED);
    assertThat(mayWithdraw(claim)).isFalse();
    scene.close(STAGED, claim, new Outcome.Unknown("no answer"));
    assertThat(mayWithdraw(claim)).isTrue();
    store.passed(LONG);
    var next = scene.claimOne(STAGED);
    scene.close(STAGED, next, new Outcome.Unknown("no answer"));
    assertThat(mayWithdraw(claim)).isFalse();
    assertThat(mayWithdraw(next)).isTrue();
    settle(lead, new Finding.Absent("withdrawn"));
    assertThat(mayWithdraw(next)).isFalse();
  }

  @Test
  void after_a_draft_was_withdrawn_another_may_be_chosen() {
    var lead = scene.due(1);
    scene.drafted("d-1");
    settle(lead, new Finding.Absent("withdrawn"));
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    var next = scene.claimOne(STAGED);
    assertThat(next.draft()).isNull();
    assertThat(choose(next, SECOND)).contains(SECOND);
  }
}
