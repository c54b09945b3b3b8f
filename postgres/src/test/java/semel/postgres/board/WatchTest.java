package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.board.Shown;
import semel.board.Watch;
import semel.board.Watch.AlertRow;
import semel.board.Watch.Health;
import semel.board.Watch.Point;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Channel;
import semel.message.ProviderReference;
import semel.monitor.Alert;
import semel.postgres.PostgresAlerts;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;

/// Accounts, alerts and campaigns.
// The checker does not read a nested type's annotation from a class file.
@SuppressWarnings("NullAway")
final class WatchTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PostgresWatch watch = Boards.watch();
  private final PostgresAlerts alerts = new PostgresAlerts(SharedServer.database(), List.of("log"));

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private Watch.Provider sms() {
    assertThat(watch.providers()).hasSize(2);
    return watch.providers().getFirst();
  }

  /// Ends the next attempt and makes it as long as that.
  private void attempt(Outcome outcome, Duration length) {
    scene.close(SMS, scene.claimOne(SMS), outcome);
    SharedServer.execute(
        """
        UPDATE semel.journal SET claimed_at = at - interval '%d milliseconds'
        WHERE id = (SELECT max(id) FROM semel.journal)
        """
            .formatted(length.toMillis()));
  }

  @Test
  void an_account_without_attempts_is_healthy_and_says_so() {
    var provider = sms();
    assertThat(provider.account()).isEqualTo(SMS.id());
    assertThat(provider.attempts().all()).isZero();
    assertThat(provider.attempts().p95()).isNull();
    assertThat(provider.latency()).hasSize(20).extracting(Point::p95).containsOnlyNulls();
    assertThat(provider.pause()).isNull();
    assertThat(provider.rate()).isNull();
    assertThat(provider.oldestClaim()).isNull();
    assertThat(provider.health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void attempts_of_the_last_hour_are_counted_by_how_they_ended() {
    scene.dueMany(1, 40);
    attempt(ACCEPTED, Duration.ofMinutes(15));
    store.passed(Duration.ofMinutes(70));
    for (var i = 1; i <= 20; i++) {
      attempt(ACCEPTED, Duration.ofMillis(100L * i));
    }
    attempt(new Outcome.Refused("a stop list"), Duration.ofMillis(100));
    attempt(new NotSent("busy", Scope.MESSAGE, Duration.ZERO), Duration.ofMillis(100));
    attempt(new Outcome.Unknown("time-out"), Duration.ofMillis(100));
    scene.release(SMS, scene.claimOne(SMS));
    scene.close(EMAIL, scene.claimOne(EMAIL), ACCEPTED);
    var tally = sms().attempts();
    assertThat(tally.accepted()).isEqualTo(20);
    assertThat(tally.refused()).isEqualTo(1);
    assertThat(tally.notSent()).isEqualTo(1);
    assertThat(tally.unknown()).isEqualTo(1);
    assertThat(tally.p50()).isEqualTo(Duration.ofMillis(900));
    assertThat(tally.p95()).isEqualTo(Duration.ofMillis(1_900));
    assertThat(Duration.between(tally.since(), sms().at()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(sms().doubts()).isEqualTo(1);
    assertThat(watch.providers().getLast().attempts().accepted()).isEqualTo(1);
  }

  @Test
  void the_hour_is_drawn_in_steps() {
    scene.dueMany(1, 5);
    attempt(ACCEPTED, Duration.ofSeconds(3));
    store.passed(Duration.ofMinutes(10));
    attempt(ACCEPTED, Duration.ofSeconds(1));
    attempt(ACCEPTED, Duration.ofSeconds(2));
    var latency = sms().latency();
    assertThat(latency.getLast().attempts()).isEqualTo(2);
    assertThat(latency.getLast().p95()).isEqualTo(Duration.ofSeconds(2));
    assertThat(latency.get(16).p95()).isEqualTo(Duration.ofSeconds(3));
    assertThat(latency.stream().mapToLong(Point::attempts).sum()).isEqualTo(3);
  }

  @Test
  void a_lapse_is_an_unknown_end_without_a_length() {
    scene.dueMany(1, 2);
    scene.lapsed(SMS);
    assertThat(sms().attempts().unknown()).isEqualTo(1);
    assertThat(sms().attempts().p95()).isNull();
  }

  @Test
  void the_gate_and_the_oldest_claim_are_shown() {
    new Gates(SharedServer.database()).open(SMS.id(), new GateRate(10, Duration.ofSeconds(1)));
    scene.dueMany(1, 3);
    scene.claimOne(SMS);
    store.passed(Duration.ofSeconds(20));
    attempt(new NotSent("no balance", Scope.ACCOUNT, Duration.ofMinutes(10)), Duration.ZERO);
    var provider = sms();
    assertThat(provider.rate().spacing()).isEqualTo(Duration.ofMillis(100));
    assertThat(provider.rate().burst()).isEqualTo(10);
    assertThat(provider.pause().reason()).isEqualTo("no balance");
    assertThat(Duration.between(provider.at(), provider.pause().until()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(Duration.between(provider.oldestClaim(), provider.at()))
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(50));
    assertThat(provider.health()).isEqualTo(Health.PAUSED);
    assertThat(watch.providers().getLast().health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void a_pause_of_a_person_has_no_end_and_is_shown_before_one_of_the_provider() {
    scene.dueMany(1, 1);
    attempt(new NotSent("no balance", Scope.ACCOUNT, Duration.ofMinutes(10)), Duration.ZERO);
    new PostgresPauses(SharedServer.database()).pause(SMS.id(), "Aya");
    assertThat(sms().pause()).isEqualTo(new Watch.Pause(null, "paused by Aya"));
    assertThat(sms().health()).isEqualTo(Health.PAUSED);
  }

  @Test
  void an_account_that_turns_most_down_is_refusing_and_one_that_dawdles_is_slow() {
    scene.dueMany(1, 12);
    for (var i = 0; i < 6; i++) {
      attempt(ACCEPTED, Duration.ofSeconds(6));
    }
    assertThat(sms().health()).isEqualTo(Health.SLOW);
    for (var i = 0; i < 6; i++) {
      attempt(new Outcome.Refused("no"), Duration.ofMillis(10));
    }
    assertThat(sms().health()).isEqualTo(Health.REFUSING);
  }

  private AlertRow alert(String rule) {
    return watch.alerts(10).stream().filter(row -> row.rule().equals(rule)).findFirst().get();
  }

  private void raise(Alert alert) {
    alerts.note(List.of(alert), Duration.ofMinutes(5));
  }

  private void raise(String text, long count) {
    raise(new Alert("failed", text, count, MINUTE, false));
  }

  @Test
  void alerts_that_follow_each_other_are_one_spell() {
    assertThat(watch.alerts(10)).isEmpty();
    raise("first", 3);
    store.passed(Duration.ofSeconds(90));
    raise("second", 2);
    store.passed(Duration.ofSeconds(90));
    raise("third", 1);
    var row = alert("failed");
    assertThat(row.text()).isEqualTo("third");
    assertThat(row.count()).isEqualTo(6);
    assertThat(Duration.between(row.since(), row.last()))
        .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    assertThat(row.open()).isTrue();
    assertThat(row.told()).isNull();
  }

  @Test
  void a_rule_that_is_quiet_closes_its_row_and_begins_anew() {
    raise("first", 3);
    store.passed(Duration.ofMinutes(2).plusSeconds(1));
    assertThat(alert("failed").open()).isFalse();
    assertThat(watch.acknowledge("failed", "olga")).isFalse();
    assertThat(Boards.listing().counts(ZoneOffset.UTC).alerts()).isZero();
    raise("second", 2);
    assertThat(alert("failed").count()).isEqualTo(2);
    assertThat(alert("failed").since()).isEqualTo(alert("failed").last());
    assertThat(Boards.listing().counts(ZoneOffset.UTC).alerts()).isEqualTo(1);
  }

  @Test
  void who_acknowledged_stays_for_the_spell_and_no_longer() {
    raise("first", 3);
    raise(new Alert("lag", "slow", 1, Duration.ofHours(1), false));
    assertThat(watch.acknowledge("failed", "olga")).isTrue();
    assertThat(watch.acknowledge("failed", "boris")).isTrue();
    store.passed(Duration.ofSeconds(90));
    raise("second", 2);
    assertThat(alert("failed").acknowledged().by()).isEqualTo("olga");
    assertThat(alert("lag").acknowledged()).isNull();
    assertThat(watch.acknowledge("unheard of", "olga")).isFalse();
    store.passed(Duration.ofMinutes(3));
    raise("third", 1);
    assertThat(alert("failed").acknowledged()).isNull();
  }

  @Test
  void what_is_raised_comes_first_and_what_was_told_says_when() {
    raise(new Alert("held", "look", 1, Duration.ofHours(1), false));
    raise("first", 3);
    for (var next = alerts.take("log"); next.isPresent(); next = alerts.take("log")) {
      alerts.told(next.get());
    }
    store.passed(Duration.ofSeconds(90));
    raise("second", 1);
    assertThat(alert("failed").told()).isBefore(alert("failed").last());
    store.passed(Duration.ofMinutes(5));
    raise(new Alert("lag", "slow", 1, Duration.ofHours(1), false));
    assertThat(watch.alerts(10))
        .extracting(AlertRow::rule)
        .containsExactly("lag", "held", "failed");
    assertThat(watch.alerts(2)).hasSize(2);
  }

  @Test
  void what_lasts_is_open_until_it_is_over_however_long_nobody_said_so() {
    raise(new Alert("lag", "slow", 1, Duration.ofHours(1), true));
    store.passed(Duration.ofHours(9));
    assertThat(alert("lag").open()).isTrue();
    assertThat(Boards.listing().counts(ZoneOffset.UTC).alerts()).isEqualTo(1);
    alerts.note(List.of(), Duration.ofMinutes(5));
    assertThat(alert("lag").open()).isFalse();
    assertThat(watch.acknowledge("lag", "olga")).isFalse();
    assertThat(Boards.listing().counts(ZoneOffset.UTC).alerts()).isZero();
  }

  @Test
  void an_acknowledgement_is_not_lost_to_an_alert_that_comes_at_the_same_time() {
    raise("first", 1);
    store.passed(MINUTE.plusSeconds(1));
    Race.between(
        List.of(
            () -> {
              raise("second", 1);
              return true;
            },
            () -> watch.acknowledge("failed", "olga")));
    assertThat(alert("failed").count()).isEqualTo(2);
    assertThat(alert("failed").acknowledged()).isNotNull();
  }

  @Test
  void a_campaign_shows_what_became_of_its_leads_of_today() {
    scene.register(AUTUMN, 1);
    store.passed(Duration.ofDays(2));
    scene.register(SPRING, 2);
    var rows = watch.campaigns(ZoneOffset.UTC);
    assertThat(rows).extracting(row -> row.slug()).containsExactly(AUTUMN, SPRING);
    var spring = rows.getLast();
    assertThat(spring.languages()).isEqualTo(List.of("en"));
    assertThat(spring.delay()).hasMinutes(10);
    assertThat(spring.target()).isEqualTo("https://example.org/test");
    assertThat(spring.leadsToday()).isEqualTo(1);
    assertThat(spring.statesToday().get(Channel.SMS).get(Shown.SCHEDULED)).isEqualTo(1);
    assertThat(rows.getFirst().leadsToday()).isZero();
    assertThat(rows.getFirst().statesToday().get(Channel.SMS)).isEmpty();
  }
}
