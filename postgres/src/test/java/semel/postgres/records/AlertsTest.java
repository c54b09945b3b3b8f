package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.registration;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.ProviderReference;
import semel.monitor.Alert;
import semel.monitor.AlertRules;
import semel.monitor.Alerts;
import semel.monitor.Snapshot;
import semel.postgres.PostgresAlerts;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The book of alerts, shared by two workers.
final class AlertsTest extends StoreContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PostgresAlerts alerts = new PostgresAlerts(SharedServer.database());
  private final PostgresSnapshots snapshots = new PostgresSnapshots(SharedServer.database());

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @BeforeEach
  void registerOne() {
    scene.register(SPRING, 1);
  }

  private void repeat(int times) {
    for (var i = 0; i < times; i++) {
      store.leads().register(registration(SPRING, 1, null));
    }
  }

  private void watch() {
    raise(snapshots.take());
  }

  private void raise(Snapshot snapshot) {
    AlertRules.of(snapshot).forEach(alerts::raise);
  }

  private static List<Long> counts(String rule) {
    return SharedServer.rows(
        "SELECT count FROM semel.alert WHERE rule = '" + rule + "' ORDER BY id",
        row -> row.getLong(1));
  }

  @Test
  void two_workers_raise_one_alert_a_minute_with_the_right_count() {
    repeat(3);
    Race.of(
        4,
        () -> {
          watch();
          return true;
        });
    assertThat(counts("repeat")).containsExactly(3L);
    repeat(2);
    watch();
    assertThat(counts("repeat")).containsExactly(3L);
    repeat(1);
    store.passed(MINUTE.plusSeconds(1));
    Race.of(
        4,
        () -> {
          watch();
          return true;
        });
    assertThat(counts("repeat")).containsExactly(3L, 3L);
    store.passed(MINUTE.plusSeconds(1));
    watch();
    assertThat(counts("repeat")).hasSize(2);
  }

  @Test
  void what_happens_between_a_look_and_its_alert_is_counted_by_the_next() {
    repeat(2);
    var snapshot = snapshots.take();
    repeat(5);
    raise(snapshot);
    assertThat(counts("repeat")).containsExactly(2L);
    assertThat(snapshots.take().newRepeats()).containsEntry("form sent twice", 5L);
    store.passed(MINUTE.plusSeconds(1));
    watch();
    assertThat(counts("repeat")).containsExactly(2L, 5L);
  }

  @Test
  void a_failed_message_is_told_of_once() {
    scene.due(7);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Refused("a stop list"));
    watch();
    assertThat(counts("failed")).containsExactly(1L);
    store.passed(MINUTE.plusSeconds(1));
    watch();
    assertThat(counts("failed")).containsExactly(1L);
  }

  @Test
  void an_incident_between_a_look_and_its_alert_is_not_forgotten() {
    incident(2);
    var snapshot = snapshots.take();
    assertThat(snapshot.newIncidents()).isEqualTo(1);
    incident(3);
    raise(snapshot);
    assertThat(snapshots.take().newIncidents()).isEqualTo(1);
    store.passed(MINUTE.plusSeconds(1));
    watch();
    assertThat(counts("incident")).containsExactly(1L, 1L);
    assertThat(snapshots.take().newIncidents()).isZero();
  }

  /// One message, accepted twice under two references.
  private void incident(int person) {
    scene.due(person);
    for (var claim : scene.claim(SMS, 5)) {
      scene.close(SMS, claim, new Outcome.Accepted(new ProviderReference("a")));
      if (claim.recipient().equals(registration(SPRING, person, null).phone())) {
        scene.close(SMS, claim, new Outcome.Accepted(new ProviderReference("b")));
      }
    }
  }

  @Test
  void rules_do_not_wait_for_each_other() {
    alerts.raise(new Alert("held", "one", 1, MINUTE));
    alerts.raise(new Alert("lag", "two", 1, MINUTE));
    alerts.raise(new Alert("held", "three", 1, MINUTE));
    assertThat(alerts.takeUntold())
        .extracting(entry -> entry.alert().text())
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void one_worker_takes_an_alert_and_it_comes_back_until_it_is_told() {
    alerts.raise(new Alert("held", "look", 7, MINUTE));
    var taken = Race.of(4, alerts::takeUntold).stream().flatMap(List::stream).toList();
    assertThat(taken).hasSize(1);
    assertThat(taken.getFirst().alert().count()).isEqualTo(7);
    assertThat(taken.getFirst().alert().rule()).isEqualTo("held");
    assertThat(alerts.takeUntold()).isEmpty();
    store.passed(Duration.ofSeconds(31));
    var again = alerts.takeUntold();
    assertThat(again).extracting(Alerts.Entry::id).containsExactly(taken.getFirst().id());
    alerts.told(again.getFirst());
    store.passed(MINUTE);
    assertThat(alerts.takeUntold()).isEmpty();
  }
}
