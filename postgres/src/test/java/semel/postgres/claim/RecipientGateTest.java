package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.ONE_PER_HOUR;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.order;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.RecipientLimit;
import semel.message.Body;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The limit per recipient, over campaigns and workers.
final class RecipientGateTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));
  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private List<Claim> claim(int count, RecipientLimit limit) {
    return switch (store.claims().claim(order(SMS, count, limit), (_, _, _) -> new Body("b"))) {
      case ClaimAnswer.Granted(var claims, _, _, _) -> claims;
      case ClaimAnswer.Closed(var reason, _) -> throw new AssertionError(reason);
      case ClaimAnswer.Unsure(var reason, _) -> throw new AssertionError(reason);
    };
  }

  private List<Claim> claimUntilNothingIsDue(RecipientLimit limit) {
    var all = new ArrayList<Claim>();
    while (SharedServer.count(DUE) > 0) {
      all.addAll(claim(2, limit));
    }
    return all;
  }

  private static final String DUE =
      """
      SELECT count(*) FROM semel.message
      WHERE channel = 0 AND state = 0 AND next_at <= clock_timestamp()
      """;

  private Instant nextAt(LeadId lead) {
    return ((State.Scheduled) scene.message(sms(lead)).state()).nextAt();
  }

  private LeadId other(Claim claim, LeadId one, LeadId two) {
    return claim.key().lead().equals(one) ? two : one;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void three_campaigns_and_racing_workers_give_each_person_no_more_than_the_limit(int limit) {
    store.leads().publish(campaign("winter", TARGET));
    for (var person = 1; person <= 12; person++) {
      scene.register(SPRING, person);
      scene.register(AUTUMN, person);
      scene.register("winter", person);
    }
    store.passed(DELAY.plusSeconds(1));
    var rule = new RecipientLimit(limit, HOUR, StoreUnderTest.SETTLE);
    var claims =
        Race.of(4, () -> claimUntilNothingIsDue(rule)).stream().flatMap(List::stream).toList();
    var each =
        claims.stream().collect(Collectors.groupingBy(Claim::recipient, Collectors.counting()));
    assertThat(each).hasSize(12);
    assertThat(each.values()).allMatch(count -> count == limit);
  }

  @Test
  void everybody_gets_everything_in_the_end() {
    store.leads().publish(campaign("winter", TARGET));
    for (var campaign : List.of(SPRING, AUTUMN, "winter")) {
      scene.register(campaign, 1);
    }
    store.passed(DELAY.plusSeconds(1));
    for (var round = 0; round < 3; round++) {
      var claims = claim(5, ONE_PER_HOUR);
      assertThat(claims).hasSize(1);
      scene.close(SMS, claims.getFirst(), ACCEPTED);
      assertThat(claim(5, ONE_PER_HOUR)).isEmpty();
      store.passed(HOUR.plusSeconds(1));
    }
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message WHERE state = 4"))
        .isEqualTo(3);
  }

  @Test
  void an_hour_is_counted_from_when_a_message_was_recorded_as_sent() {
    var spring = scene.register(SPRING, 1);
    var autumn = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    var claim = claim(1, ONE_PER_HOUR).getFirst();
    store.passed(LEASE.dividedBy(2));
    scene.close(SMS, claim, ACCEPTED);
    var waits = other(claim, spring, autumn);
    assertThat(claim(5, ONE_PER_HOUR)).isEmpty();
    var sent = (State.Sent) scene.message(claim.key()).state();
    assertThat(nextAt(waits)).isEqualTo(sent.at().plus(HOUR));
  }

  @Test
  void what_would_wait_beyond_its_end_ends_there() {
    var month = new RecipientLimit(1, Duration.ofDays(30), StoreUnderTest.SETTLE);
    var spring = scene.register(SPRING, 1);
    var autumn = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    var claim = claim(1, month).getFirst();
    scene.close(SMS, claim, ACCEPTED);
    var waits = other(claim, spring, autumn);
    assertThat(claim(5, month)).isEmpty();
    var message = scene.message(sms(waits));
    assertThat(nextAt(waits)).isEqualTo(message.notAfter());
    store.passed(Duration.ofHours(25));
    assertThat(claim(5, month)).isEmpty();
    assertThat(scene.message(sms(waits)).state()).isInstanceOf(State.Failed.class);
  }

  @Test
  void an_hour_is_counted_from_the_last_instant_at_which_a_doubt_may_have_been_sent() {
    var spring = scene.register(SPRING, 1);
    var autumn = scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    var claim = claim(1, ONE_PER_HOUR).getFirst();
    scene.close(SMS, claim, new Outcome.Unknown("time-out"));
    var waits = other(claim, spring, autumn);
    assertThat(claim(5, ONE_PER_HOUR)).isEmpty();
    var doubt = (State.InDoubt) scene.message(claim.key()).state();
    assertThat(nextAt(waits)).isEqualTo(doubt.leaseUntil().plus(HOUR).plus(StoreUnderTest.SETTLE));
  }

  @Test
  void a_message_that_waits_for_a_claim_is_looked_at_again_soon() {
    scene.register(SPRING, 1);
    scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    var claim = claim(5, ONE_PER_HOUR).getFirst();
    assertThat(claim(5, ONE_PER_HOUR)).isEmpty();
    scene.release(SMS, claim);
    store.passed(Duration.ofSeconds(3));
    assertThat(claim(5, ONE_PER_HOUR)).hasSize(1);
  }

  @Test
  void what_was_not_sent_does_not_count() {
    scene.register(SPRING, 1);
    scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    scene.close(SMS, claim(1, ONE_PER_HOUR).getFirst(), new Outcome.Refused("stop list"));
    assertThat(claim(5, ONE_PER_HOUR)).hasSize(1);
  }

  @Test
  void an_operator_can_read_why_a_message_waits() {
    scene.register(SPRING, 1);
    scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    claim(5, ONE_PER_HOUR);
    assertThat(
            SharedServer.rows(
                "SELECT reason FROM semel.message WHERE channel = 0 AND state = 0",
                row -> row.getString(1)))
        .containsExactly("waits: the recipient has had its messages of this time");
  }
}
