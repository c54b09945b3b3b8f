package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.registration;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Channel;
import semel.message.ProviderReference;
import semel.message.State;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.PausedAccount;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.postgres.board.PostgresPauses;

/// The numbers an operator sees.
final class SnapshotsTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));

  private final PostgresSnapshots snapshots = new PostgresSnapshots(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void an_empty_store_has_no_numbers() {
    assertThat(snapshots.take()).isEqualTo(Snapshot.NONE);
    assertThat(snapshots.backlog()).isEqualTo(new PostgresSnapshots.Backlog(0, 0, 0));
  }

  @Test
  void what_is_open_or_held_is_counted_by_channel_and_state() {
    scene.dueMany(1, 6);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("time-out"));
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    scene.claimOne(SMS);
    var messages = snapshots.take().messages();
    assertThat(messages.get(Channel.SMS))
        .isEqualTo(
            Map.of(
                State.Name.IN_DOUBT, 1L,
                State.Name.HELD, 1L,
                State.Name.CLAIMED, 1L,
                State.Name.SCHEDULED, 2L));
    assertThat(messages.get(Channel.EMAIL)).isEqualTo(Map.of(State.Name.SCHEDULED, 6L));
    assertThat(snapshots.take().count(State.Name.SCHEDULED)).isEqualTo(8);
    assertThat(snapshots.take().watched().due()).isEqualTo(8);
    scene.register(SPRING, 50);
    assertThat(snapshots.take().watched().due()).isEqualTo(8);
    assertThat(snapshots.backlog()).isEqualTo(new PostgresSnapshots.Backlog(8, 1, 2));
  }

  @Test
  void lag_is_how_long_the_oldest_due_message_waits() {
    scene.register(SPRING, 1);
    assertThat(snapshots.take().lag()).isZero();
    store.passed(Duration.ofMinutes(17));
    assertThat(snapshots.take().lag())
        .isBetween(Duration.ofMinutes(7).minusSeconds(1), Duration.ofMinutes(7).plusSeconds(20));
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    scene.close(EMAIL, scene.claimOne(EMAIL), ACCEPTED);
    assertThat(snapshots.take().lag()).isZero();
  }

  @Test
  void the_oldest_doubt_has_an_age_also_when_it_is_held() {
    scene.dueMany(1, 2);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    store.passed(Duration.ofHours(3));
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("time-out"));
    assertThat(snapshots.take().oldestDoubt())
        .isBetween(Duration.ofHours(3), Duration.ofHours(3).plusSeconds(20));
    assertThat(snapshots.take().watched().openDoubt())
        .isBetween(Duration.ZERO, Duration.ofSeconds(20));
  }

  @Test
  void repeats_are_new_until_an_alert_told_of_them() {
    scene.register(SPRING, 1);
    store.leads().register(registration(SPRING, 1, null));
    store.leads().register(registration(SPRING, 1, null));
    assertThat(snapshots.take().newRepeats()).isEqualTo(Map.of("form sent twice", 2L));
  }

  @Test
  void a_paused_account_is_shown_with_its_reason_unless_it_opens_soon() {
    scene.dueMany(1, 2);
    pause("busy", Duration.ofSeconds(5));
    assertThat(snapshots.take().paused()).isEmpty();
    store.passed(Duration.ofSeconds(6));
    pause("no balance", Duration.ofMinutes(10));
    var paused = snapshots.take().paused();
    assertThat(paused).hasSize(1);
    assertThat(paused.getFirst().account()).isEqualTo("contract-sms");
    assertThat(paused.getFirst().reason()).isEqualTo("no balance");
    assertThat(paused.getFirst().left()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
  }

  @Test
  void an_account_that_a_person_paused_is_shown_without_an_end() {
    var pauses = new PostgresPauses(SharedServer.database());
    scene.dueMany(1, 1);
    pause("busy", Duration.ofSeconds(5));
    pauses.pause(SMS.id(), "Aya");
    assertThat(snapshots.take().paused())
        .containsExactly(new PausedAccount("contract-sms", "paused by Aya", null));
    pauses.resume(SMS.id());
    assertThat(snapshots.take().paused()).isEmpty();
  }

  private void pause(String reason, Duration length) {
    scene.close(SMS, scene.claimOne(SMS), new NotSent(reason, Scope.ACCOUNT, length));
  }

  @Test
  void a_sweep_takes_lapsed_claims_off_the_list_of_claims() {
    scene.dueMany(1, 3);
    scene.claim(SMS, 3);
    store.passed(Duration.ofMinutes(2));
    store.doubts().sweep(RETRY);
    assertThat(snapshots.take().count(State.Name.CLAIMED)).isZero();
    assertThat(snapshots.take().count(State.Name.IN_DOUBT)).isEqualTo(3);
  }
}
