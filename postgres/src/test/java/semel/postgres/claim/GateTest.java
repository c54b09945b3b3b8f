package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.Closing.Pause;
import semel.message.Body;
import semel.message.Channel;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.postgres.board.PostgresPauses;

/// The gate of an account, at which two workers with four threads each claim.
final class GateTest extends StoreContract {

  private static final int THREADS = 4;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static void rate(GateRate rate) {
    new Gates(SharedServer.database()).open(SMS.id(), rate);
  }

  private static ClaimAnswer claim(PostgresClaims claims, int count) {
    return claims.claim(order(SMS, count, null), (_, _, _) -> new Body("body"));
  }

  /// Claims until all messages are claimed; each answer is at most what was asked for.
  private static List<Claim> claimAll(PostgresClaims claims, AtomicInteger left) {
    var all = new ArrayList<Claim>();
    while (left.get() > 0) {
      var asked = ThreadLocalRandom.current().nextInt(1, 8);
      switch (claim(claims, asked)) {
        case ClaimAnswer.Granted(var granted, _, _, _) -> {
          assertThat(granted).hasSizeLessThanOrEqualTo(asked);
          left.addAndGet(-granted.size());
          all.addAll(granted);
        }
        case ClaimAnswer.Closed(_, var pause) -> LockSupport.parkNanos(pause.toNanos());
        case ClaimAnswer.Unsure(_, var reason) -> throw new AssertionError(reason);
      }
    }
    return all;
  }

  private static List<Claim> twoWorkers(int messages) throws Exception {
    var left = new AtomicInteger(messages);
    try (var other = Database.open(SharedServer.address(), THREADS)) {
      var one = new PostgresClaims(SharedServer.database(), List.of(SMS), new Random());
      var two = new PostgresClaims(other, List.of(SMS), new Random());
      var runners = new ArrayList<Callable<List<Claim>>>();
      for (var i = 0; i < THREADS; i++) {
        runners.add(() -> claimAll(one, left));
        runners.add(() -> claimAll(two, left));
      }
      return Race.between(runners).stream().flatMap(List::stream).toList();
    }
  }

  private static List<Instant> claimedAt() {
    return SharedServer.rows(
        "SELECT claimed_at FROM semel.message WHERE state = 1 ORDER BY 1",
        row -> row.getTimestamp(1).toInstant());
  }

  @Test
  void no_window_holds_more_claims_than_the_rate_allows() throws Exception {
    var spacing = Duration.ofMillis(20);
    var burst = 5;
    rate(new GateRate(burst, spacing.multipliedBy(burst)));
    scene.dueMany(1, 60);
    twoWorkers(60);
    var at = claimedAt();
    assertThat(at).hasSize(60);
    for (var first = 0; first < at.size(); first++) {
      for (var last = first; last < at.size(); last++) {
        var window = Duration.between(at.get(first), at.get(last));
        var allowed = window.toNanos() / spacing.toNanos() + burst;
        assertThat((long) last - first + 1).as("claims in %s", window).isLessThanOrEqualTo(allowed);
      }
    }
  }

  @Test
  void a_burst_is_given_at_once_and_then_one_at_a_time() {
    rate(new GateRate(3, Duration.ofHours(3)));
    scene.dueMany(1, 6);
    assertThat(scene.claim(SMS, 6)).hasSize(3);
    var shut = (ClaimAnswer.Closed) claim(claims(), 6);
    assertThat(shut.reason()).isEqualTo("rate");
    assertThat(shut.pause()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    store.passed(Duration.ofMinutes(61));
    assertThat(scene.claim(SMS, 6)).hasSize(1);
  }

  private static PostgresClaims claims() {
    return new PostgresClaims(SharedServer.database(), List.of(SMS), new Random());
  }

  @Test
  void a_claim_that_finds_nothing_takes_nothing_from_the_rate() {
    rate(new GateRate(2, Duration.ofHours(2)));
    for (var i = 0; i < 5; i++) {
      assertThat(scene.claim(SMS, 5)).isEmpty();
    }
    scene.dueMany(1, 2);
    assertThat(scene.claim(SMS, 5)).hasSize(2);
  }

  @Test
  void a_new_rate_holds_from_the_next_claim() {
    rate(new GateRate(1, Duration.ofHours(1)));
    scene.dueMany(1, 4);
    assertThat(scene.claim(SMS, 4)).hasSize(1);
    assertThat(claim(claims(), 4)).isInstanceOf(ClaimAnswer.Closed.class);
    rate(GateRate.NONE);
    assertThat(scene.claim(SMS, 4)).hasSize(3);
  }

  @Test
  void a_rate_that_was_lowered_stays_shut_until_it_is_free() {
    rate(new GateRate(50, Duration.ofHours(1)));
    scene.dueMany(1, 60);
    assertThat(scene.claim(SMS, 50)).hasSize(50);
    rate(new GateRate(1, Duration.ofMinutes(5)));
    var shut = (ClaimAnswer.Closed) claim(claims(), 6);
    assertThat(shut.reason()).isEqualTo("rate");
    assertThat(shut.pause()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void the_longest_pause_counts() {
    scene.dueMany(1, 1);
    pause(Duration.ofMinutes(10), "balance");
    pause(Duration.ofMinutes(1), "busy");
    var shut = (ClaimAnswer.Closed) claim(claims(), 1);
    assertThat(shut.pause()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    store.passed(Duration.ofMinutes(9));
    assertThat(claim(claims(), 1)).isInstanceOf(ClaimAnswer.Closed.class);
    store.passed(Duration.ofMinutes(2));
    assertThat(scene.claim(SMS, 1)).hasSize(1);
  }

  @Test
  void nothing_is_claimed_while_a_person_pauses_the_account_and_all_of_it_afterwards() {
    var pauses = new PostgresPauses(SharedServer.database());
    scene.dueMany(1, 2);
    assertThat(pauses.pause(SMS.id(), "Aya")).isTrue();
    assertThat(pauses.pause(SMS.id(), "Boris")).as("paused already").isFalse();

    var shut = (ClaimAnswer.Closed) claim(claims(), 2);
    assertThat(shut.reason()).isEqualTo("paused by Aya");
    assertThat(shut.pause()).as("a resumed account is soon seen").isLessThan(Duration.ofSeconds(5));

    assertThat(pauses.resume(SMS.id())).isTrue();
    assertThat(pauses.resume(SMS.id())).as("resumed already").isFalse();
    assertThat(scene.claim(SMS, 2)).hasSize(2);
  }

  @Test
  void a_person_and_a_provider_pause_apart_from_each_other() {
    var pauses = new PostgresPauses(SharedServer.database());
    scene.dueMany(1, 1);
    pause(Duration.ofMinutes(10), "balance");
    pauses.pause(SMS.id(), "Aya");
    store.passed(Duration.ofMinutes(11));
    assertThat(((ClaimAnswer.Closed) claim(claims(), 1)).reason()).isEqualTo("paused by Aya");

    pause(Duration.ofMinutes(10), "balance");
    pauses.resume(SMS.id());
    assertThat(((ClaimAnswer.Closed) claim(claims(), 1)).reason()).isEqualTo("balance");
    store.passed(Duration.ofMinutes(11));
    assertThat(scene.claim(SMS, 1)).hasSize(1);
  }

  @Test
  void an_account_that_nobody_serves_yet_begins_paused() {
    var pauses = new PostgresPauses(SharedServer.database());
    var unserved = new Account(new AccountId("unserved"), Channel.SMS, new Capability.Lookup());
    assertThat(pauses.resume(unserved.id())).isFalse();
    assertThat(pauses.pause(unserved.id(), "Aya")).isTrue();
    new Gates(SharedServer.database()).open(unserved.id(), GateRate.NONE);
    var order = order(unserved, 1, null);
    var shut = (ClaimAnswer.Closed) claims().claim(order, (_, _, _) -> new Body("body"));
    assertThat(shut.reason()).isEqualTo("paused by Aya");
    assertThat(pauses.resume(unserved.id())).isTrue();
  }

  private static void pause(Duration length, String reason) {
    SharedServer.database()
        .transaction(connection -> {
          Gate.pause(connection, SMS.id(), new Pause(length, reason));
          return true;
        });
  }

  @Test
  void many_rounds_never_take_more_than_was_asked_for_nor_a_message_twice() throws Exception {
    scene.dueMany(1, 400);
    var claims = twoWorkers(400);
    assertThat(claims).extracting(Claim::key).hasSize(400).doesNotHaveDuplicates();
    assertThat(claimedAt()).hasSize(400);
  }
}
