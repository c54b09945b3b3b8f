package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.ProviderReference;
import semel.monitor.Alert;
import semel.monitor.Alert.Telling;
import semel.monitor.AlertRules;
import semel.monitor.Here;
import semel.monitor.Snapshot;
import semel.postgres.PostgresAlerts;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The book of alerts, shared by two workers.
final class AlertsTest extends StoreContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration QUIET = Duration.ofMinutes(5);

  private static final AlertRules RULES =
      new AlertRules(new AlertRules.Bounds(Duration.ofMinutes(5), HOUR, 1_000));

  private final PostgresAlerts alerts =
      new PostgresAlerts(SharedServer.database(), List.of("log", "webhook"));
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
    alerts.note(RULES.of(snapshot, new Here("worker-1", Duration.ZERO, List.of())), QUIET);
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

  private void note(Alert... called) {
    alerts.note(List.of(called), QUIET);
  }

  private static Alert lag(String text) {
    return new Alert("lag", text, 1, HOUR, true);
  }

  private List<String> said(String destination) {
    var said = new ArrayList<String>();
    for (var next = alerts.take(destination); next.isPresent(); next = alerts.take(destination)) {
      said.add(next.get().sentence());
      alerts.told(next.get());
    }
    return said;
  }

  @Test
  void rules_do_not_wait_for_each_other() {
    note(
        new Alert("failed", "one", 1, MINUTE, false),
        lag("two"),
        new Alert("failed", "three", 1, MINUTE, false));
    assertThat(said("log")).containsExactly("one", "two");
  }

  @Test
  void each_destination_is_told_for_itself() {
    note(lag("slow"));
    assertThat(said("webhook")).containsExactly("slow");
    assertThat(said("log")).containsExactly("slow");
    assertThat(said("webhook")).isEmpty();
    assertThat(said("unheard of")).isEmpty();
  }

  @Test
  void one_worker_takes_a_telling_and_it_comes_back_under_its_name_until_it_is_told() {
    note(new Alert("held", "look", 7, MINUTE, false));
    var taken =
        Race.of(4, () -> alerts.take("webhook")).stream().flatMap(Optional::stream).toList();
    assertThat(taken).hasSize(1);
    var first = taken.getFirst();
    assertThat(first.alert().count()).isEqualTo(7);
    assertThat(first.alert().rule()).isEqualTo("held");
    assertThat(first.tries()).isEqualTo(1);
    assertThat(alerts.take("webhook")).isEmpty();
    alerts.untold(first, Duration.ofSeconds(20));
    assertThat(alerts.take("webhook")).isEmpty();
    store.passed(Duration.ofSeconds(21));
    var again = alerts.take("webhook").orElseThrow();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.tries()).isEqualTo(2);
    store.passed(Duration.ofSeconds(61)); // who took it was killed
    var third = alerts.take("webhook").orElseThrow();
    assertThat(third.id()).isEqualTo(first.id());
    alerts.told(third);
    store.passed(HOUR);
    assertThat(alerts.take("webhook")).isEmpty();
  }

  @Test
  void what_nobody_heard_for_three_days_is_let_go() {
    note(lag("slow"));
    store.passed(Duration.ofDays(3).plusSeconds(1));
    assertThat(alerts.take("webhook")).isEmpty();
    assertThat(snapshots.take().watched().unheard()).isEmpty();
  }

  @Test
  void what_waits_for_a_destination_is_seen() {
    note(lag("slow"), new Alert("failed", "one", 1, MINUTE, false));
    said("log");
    alerts.untold(alerts.take("webhook").orElseThrow(), Duration.ZERO);
    alerts.untold(alerts.take("webhook").orElseThrow(), Duration.ZERO);
    store.passed(MINUTE);
    assertThat(snapshots.take().watched().unheard())
        .singleElement()
        .satisfies(unheard -> {
          assertThat(unheard.destination()).isEqualTo("webhook");
          assertThat(unheard.waiting()).isEqualTo(2);
          assertThat(unheard.tries()).isPositive();
          assertThat(unheard.oldest()).isBetween(MINUTE, MINUTE.plusSeconds(20));
        });
  }

  @Test
  void what_lasts_is_one_alarm_that_is_told_again_each_hour_and_once_when_it_is_over() {
    note(lag("5 min"));
    var first = alerts.take("webhook").orElseThrow();
    for (var i = 0; i < 70; i++) {
      store.passed(MINUTE);
      Race.of(
          2,
          () -> {
            note(lag("longer"));
            return true;
          });
    }
    assertThat(said("log")).containsExactly("5 min", "longer");
    store.passed(QUIET.minusSeconds(1));
    note();
    assertThat(said("log")).isEmpty();
    store.passed(Duration.ofSeconds(30));
    Race.of(
        4,
        () -> {
          note();
          return true;
        });
    assertThat(said("log")).containsExactly("Over after 75 min: longer");
    alerts.told(first);
    var rest = new ArrayList<Telling>();
    for (var n = alerts.take("webhook"); n.isPresent(); n = alerts.take("webhook")) {
      rest.add(n.get());
      alerts.told(n.get());
    }
    assertThat(rest).extracting(Telling::over).containsExactly(false, true);
    assertThat(rest).extracting(Telling::alarm).containsOnly(first.alarm());
    assertThat(rest).extracting(Telling::id).doesNotContain(first.id()).doesNotHaveDuplicates();
  }

  @Test
  void that_it_is_over_is_not_said_before_that_it_began() {
    note(lag("slow"));
    var began = alerts.take("webhook").orElseThrow();
    alerts.untold(began, HOUR); // whoever is told is out for an hour
    store.passed(QUIET.plusSeconds(1));
    note();
    assertThat(said("log")).containsExactly("slow", "Over after 5 min: slow");
    assertThat(said("webhook")).isEmpty();
    store.passed(HOUR);
    assertThat(said("webhook")).containsExactly("slow", "Over after 5 min: slow");
  }

  @Test
  void what_comes_back_after_its_end_is_another_alarm_at_once() {
    note(lag("first"));
    var first = alerts.take("webhook").orElseThrow();
    store.passed(QUIET.plusSeconds(1));
    note();
    note(lag("second"));
    assertThat(said("log")).containsExactly("first", "Over after 5 min: first", "second");
    alerts.told(first);
    alerts.told(alerts.take("webhook").orElseThrow());
    assertThat(alerts.take("webhook").orElseThrow().alarm()).isNotEqualTo(first.alarm());
  }

  @Test
  void what_comes_and_goes_is_one_alarm() {
    for (var i = 0; i < 10; i++) {
      note(lag("slow"));
      store.passed(MINUTE);
      note();
      store.passed(MINUTE);
    }
    assertThat(said("log")).containsExactly("slow");
  }

  @Test
  void what_happened_has_no_end() {
    note(new Alert("failed", "one", 1, MINUTE, false));
    store.passed(Duration.ofDays(1));
    note();
    assertThat(said("log")).containsExactly("one");
  }

  @Test
  void another_past_is_told_once() {
    SharedServer.execute("UPDATE semel.history SET changed_at = clock_timestamp(), doubted = 3");
    watch();
    assertThat(snapshots.take().watched().newPasts()).isZero();
    assertThat(said("log")).singleElement().asString().contains("3 message(s) may be out");
  }
}
