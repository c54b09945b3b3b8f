package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.order;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.SCHEDULED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.contract.Eventually;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.Closing;
import semel.dispatch.Endings;
import semel.journal.JournalEntry;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.HeldCommit;
import semel.postgres.Later;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What claims and their ends become when the answer to a COMMIT is lost (§5, §6).
final class UnsureCommitTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref-1"));

  private static final String WAITING_FOR_A_ROW =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'";

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private Later<ClaimAnswer> claiming(int count) {
    return Later.of(
        () -> store.claims().claim(order(SMS, count, null), (_, _, _) -> new Body("body")));
  }

  private Later<Optional<List<JournalEntry>>> closing(Claim claim, Outcome outcome) {
    var closings = List.of(Endings.of(claim, outcome));
    return Later.of(() -> store.claims().close(SMS, RETRY, "worker", closings));
  }

  private static List<Claim> unsure(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(ClaimAnswer.Unsure.class);
    return ((ClaimAnswer.Unsure) answer).claims();
  }

  private List<JournalEntry> handBack(List<Claim> claims) {
    var back = claims.stream().map(claim -> Endings.release(claim, "unsure")).toList();
    return store.claims().close(SMS, RETRY, "worker", back).orElseThrow();
  }

  private static long lines() {
    return SharedServer.count("SELECT count(*) FROM semel.journal");
  }

  @Test
  void a_claim_that_landed_without_an_answer_is_unsure_and_can_be_handed_back() throws Exception {
    scene.dueMany(1, 3);
    List<Claim> claims;
    try (var held = HeldCommit.after(SharedServer.address())) {
      var answer = claiming(3);
      held.kill();
      claims = unsure(answer.get());
    }
    assertThat(claims)
        .hasSize(3)
        .allMatch(claim -> scene.state(claim.key()) == CLAIMED)
        .allMatch(claim -> scene.message(claim.key()).isClaim(claim.id()));
    assertThat(handBack(claims)).hasSize(3);
    assertThat(claims).allMatch(claim -> scene.state(claim.key()) == SCHEDULED);
    assertThat(scene.claim(SMS, 5)).hasSize(3);
  }

  @Test
  void a_claim_that_no_standby_confirmed_is_unsure() throws Exception {
    scene.dueMany(1, 2);
    try (var held = HeldCommit.after(SharedServer.address())) {
      var answer = claiming(2);
      held.cancel();
      assertThat(unsure(answer.get())).hasSize(2);
    }
  }

  @Test
  void a_claim_that_did_not_land_is_unsure_and_leaves_its_messages_to_others() throws Exception {
    scene.dueMany(1, 3);
    List<Claim> claims;
    try (var held = HeldCommit.before(SharedServer.address(), "semel.message")) {
      var answer = claiming(3);
      held.kill();
      claims = unsure(answer.get());
    }
    assertThat(claims).hasSize(3).allMatch(claim -> scene.state(claim.key()) == SCHEDULED);
    var others = scene.claim(SMS, 5);
    assertThat(others).hasSize(3);
    assertThat(handBack(claims)).isEmpty();
    assertThat(others).allMatch(claim -> scene.message(claim.key()).isClaim(claim.id()));
  }

  @Test
  void a_hand_back_waits_for_a_commit_that_is_still_on_its_way() throws Exception {
    var lead = scene.due(1);
    var order = order(SMS, 1, null);
    try (var held = HeldCommit.before(SharedServer.address(), "semel.message")) {
      var answer = Later.of(() -> store.claims().claim(order, (_, _, _) -> new Body("body")));
      held.await();
      var claim =
          new Claim(
              Scene.sms(lead),
              order.ids().getFirst(),
              new PhoneNumber("+77010000001"),
              new Body("body"),
              order.began(),
              Scene.LEASE,
              null);
      var back = Later.of(() -> handBack(List.of(claim)));
      Eventually.eventually(
          "the hand-back waits", () -> SharedServer.count(WAITING_FOR_A_ROW) == 1);
      held.release();
      assertThat(answer.get()).isInstanceOf(ClaimAnswer.Granted.class);
      assertThat(back.get()).hasSize(1);
    }
    assertThat(scene.state(Scene.sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void a_database_that_is_gone_closes_the_gate_for_a_moment() throws Exception {
    var away = Database.open(SharedServer.address(), 1);
    away.close();
    var claims = new PostgresClaims(away, List.of(SMS), new Random());
    var answer = claims.claim(order(SMS, 1, null), (_, _, _) -> new Body("body"));
    assertThat(answer).isInstanceOf(ClaimAnswer.Closed.class);
    assertThat(((ClaimAnswer.Closed) answer).pause()).isPositive();
    assertThat(claims.close(SMS, RETRY, "worker", List.of())).isEmpty();
  }

  @Test
  void an_end_that_landed_without_an_answer_is_recorded_once_with_its_entries() throws Exception {
    scene.due(1);
    var claim = scene.claimOne(SMS);
    try (var held = HeldCommit.after(SharedServer.address())) {
      var entries = closing(claim, ACCEPTED);
      held.kill();
      held.release();
      assertThat(entries.get().orElseThrow()).hasSize(1);
    }
    assertThat(lines()).isEqualTo(1);
    assertThat(closing(claim, ACCEPTED).get().orElseThrow()).isEmpty();
    assertThat(lines()).isEqualTo(1);
  }

  @Test
  void an_end_that_did_not_land_is_recorded_when_it_is_repeated() throws Exception {
    scene.due(1);
    var claim = scene.claimOne(SMS);
    try (var held = HeldCommit.before(SharedServer.address(), "semel.message")) {
      var entries = closing(claim, ACCEPTED);
      held.kill();
      assertThat(entries.get()).isEmpty();
    }
    assertThat(scene.state(claim.key())).isEqualTo(CLAIMED);
    assertThat(lines()).isZero();
    assertThat(closing(claim, ACCEPTED).get().orElseThrow()).hasSize(1);
    assertThat(lines()).isEqualTo(1);
  }

  @Test
  void an_incident_whose_commit_did_not_land_is_not_lost() throws Exception {
    var lead = scene.due(1);
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, new NotSent("busy", Scope.MESSAGE, Duration.ZERO));
    store.desk().cancel(Scene.sms(lead), "anna");
    var before = lines();
    try (var held = HeldCommit.before(SharedServer.address(), "semel.journal")) {
      var entries = closing(claim, ACCEPTED);
      held.kill();
      assertThat(entries.get()).isEmpty();
    }
    assertThat(scene.incidents()).isZero();
    assertThat(closing(claim, ACCEPTED).get().orElseThrow()).hasSize(1);
    assertThat(scene.incidents()).isEqualTo(1);
    assertThat(lines()).isEqualTo(before + 1);
  }

  @Test
  void a_whole_batch_is_recorded_or_none_of_it() throws Exception {
    scene.dueMany(1, 4);
    var claims = scene.claim(SMS, 4);
    List<Closing> ends = claims.stream().map(claim -> Endings.of(claim, ACCEPTED)).toList();
    try (var held = HeldCommit.before(SharedServer.address(), "semel.message")) {
      var recorded = Later.of(() -> store.claims().close(SMS, RETRY, "worker", ends).isPresent());
      held.kill();
      assertThat(recorded.get()).isFalse();
    }
    assertThat(claims).allMatch(claim -> scene.state(claim.key()) == CLAIMED);
    assertThat(store.claims().close(SMS, RETRY, "worker", ends).orElseThrow()).hasSize(4);
  }
}
