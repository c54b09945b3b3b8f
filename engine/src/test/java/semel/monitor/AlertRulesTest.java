package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.Snapshot.PausedAccount;

class AlertRulesTest {

  private static final Snapshot CALM =
      new Snapshot(
          Map.of(
              Channel.SMS, Map.of(State.Name.SENT, 9L, State.Name.IN_DOUBT, 2L),
              Channel.EMAIL, Map.of(State.Name.SENT, 9L)),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Map.of(),
          0,
          0,
          List.of());

  private static Snapshot repeats(Map<String, Long> byReason) {
    return new Snapshot(CALM.messages(), CALM.lag(), CALM.oldestDoubt(), byReason, 0, 0, List.of());
  }

  private static Alert only(Snapshot snapshot) {
    var alerts = AlertRules.of(snapshot);
    assertThat(alerts).hasSize(1);
    return alerts.getFirst();
  }

  @Test
  void a_calm_moment_calls_for_nothing() {
    assertThat(AlertRules.of(CALM)).isEmpty();
  }

  @Test
  void blocked_repeats_are_told_in_the_words_of_the_contract() {
    var alert = only(repeats(Map.of("registered again", 3L, "already sent", 2L)));
    assertThat(alert.rule()).isEqualTo("repeat");
    assertThat(alert.count()).isEqualTo(5);
    assertThat(alert.every()).isEqualTo(Duration.ofMinutes(1));
    assertThat(alert.text())
        .startsWith("Duplicate SMS attempt blocked: 5 (2 × already sent, 3 × registered again).");
  }

  @Test
  void reasons_without_a_count_are_no_repeat() {
    assertThat(AlertRules.of(repeats(Map.of("already sent", 0L)))).isEmpty();
  }

  @Test
  void a_failed_message_is_never_silent() {
    var alert =
        only(new Snapshot(CALM.messages(), CALM.lag(), CALM.lag(), Map.of(), 0, 3, List.of()));
    assertThat(alert.rule()).isEqualTo("failed");
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.text()).startsWith("3 message(s) failed");
  }

  @Test
  void an_incident_is_never_silent() {
    var alert =
        only(new Snapshot(CALM.messages(), CALM.lag(), CALM.lag(), Map.of(), 1, 0, List.of()));
    assertThat(alert.rule()).isEqualTo("incident");
    assertThat(alert.count()).isEqualTo(1);
    assertThat(alert.text()).contains("A second acceptance is possible: 1 incident(s)");
  }

  @Test
  void what_is_held_waits_for_a_person_who_is_told_how() {
    var held =
        Map.of(
            Channel.SMS, Map.of(State.Name.HELD, 2L), Channel.EMAIL, Map.of(State.Name.HELD, 1L));
    var alert = only(new Snapshot(held, CALM.lag(), CALM.lag(), Map.of(), 0, 0, List.of()));
    assertThat(alert.rule()).isEqualTo("held");
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.every()).isEqualTo(Duration.ofHours(1));
    assertThat(alert.text()).startsWith("3 message(s) are held").contains("/resolve");
  }

  @Test
  void each_paused_account_is_a_rule_of_its_own() {
    var paused =
        List.of(
            new PausedAccount("mobizon", "no balance", Duration.ofMinutes(3)),
            new PausedAccount("resend", "rate limit", Duration.ofMinutes(1)));
    var alerts =
        AlertRules.of(
            new Snapshot(CALM.messages(), CALM.lag(), CALM.lag(), Map.of(), 0, 0, paused));
    assertThat(alerts).extracting(Alert::rule).containsExactly("paused:mobizon", "paused:resend");
    assertThat(alerts.getFirst().text()).contains("mobizon", "no balance", "by themselves");
  }

  @Test
  void what_a_person_paused_waits_for_a_person() {
    var paused = List.of(new PausedAccount("mobizon", "paused by Aya", null));
    var alert = only(new Snapshot(CALM.messages(), CALM.lag(), CALM.lag(), Map.of(), 0, 0, paused));
    assertThat(alert.text())
        .isEqualTo(
            "Account mobizon is paused: paused by Aya. Messages wait until somebody resumes it.");
  }

  @Test
  void a_lag_is_told_when_it_is_over_five_minutes() {
    var lag = Duration.ofMinutes(7);
    var alert = only(new Snapshot(CALM.messages(), lag, CALM.lag(), Map.of(), 0, 0, List.of()));
    assertThat(alert.rule()).isEqualTo("lag");
    assertThat(alert.text()).contains("7 min", "./semel doctor");
  }

  @Test
  void everything_at_once_is_told_once_each() {
    var all =
        new Snapshot(
            Map.of(Channel.SMS, Map.of(State.Name.HELD, 1L)),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Map.of("already sent", 1L),
            1,
            0,
            List.of(new PausedAccount("mobizon", "no balance", Duration.ofMinutes(3))));
    assertThat(AlertRules.of(all))
        .extracting(Alert::rule)
        .containsExactly("repeat", "incident", "held", "paused:mobizon", "lag");
  }
}
