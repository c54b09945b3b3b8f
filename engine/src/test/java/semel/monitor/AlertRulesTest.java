package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.Snapshot.Arrivals;
import semel.monitor.Snapshot.CampaignOnHold;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshot.Receipts;
import semel.monitor.Snapshot.Unheard;
import semel.monitor.Snapshot.Watched;

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
          List.of(),
          List.of(),
          Receipts.NONE,
          Watched.NONE);

  private static final AlertRules RULES =
      new AlertRules(new AlertRules.Bounds(Duration.ofMinutes(5), Duration.ofMinutes(30), 1_000));

  private static final Here HERE = new Here("worker-1", Duration.ofSeconds(5), List.of());

  private static List<Alert> of(Snapshot snapshot) {
    return RULES.of(snapshot, HERE);
  }

  private static Snapshot repeats(Map<String, Long> byReason) {
    return new Snapshot(
        CALM.messages(),
        CALM.lag(),
        CALM.oldestDoubt(),
        byReason,
        0,
        0,
        List.of(),
        List.of(),
        Receipts.NONE,
        Watched.NONE);
  }

  private static Alert only(Snapshot snapshot) {
    var alerts = of(snapshot);
    assertThat(alerts).hasSize(1);
    return alerts.getFirst();
  }

  @Test
  void a_calm_moment_calls_for_nothing() {
    assertThat(of(CALM)).isEmpty();
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
    assertThat(of(repeats(Map.of("already sent", 0L)))).isEmpty();
  }

  @Test
  void a_failed_message_is_never_silent() {
    var alert =
        only(
            new Snapshot(
                CALM.messages(),
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                0,
                3,
                List.of(),
                List.of(),
                Receipts.NONE,
                Watched.NONE));
    assertThat(alert.rule()).isEqualTo("failed");
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.text()).startsWith("3 message(s) failed");
  }

  @Test
  void an_incident_is_never_silent() {
    var alert =
        only(
            new Snapshot(
                CALM.messages(),
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                1,
                0,
                List.of(),
                List.of(),
                Receipts.NONE,
                Watched.NONE));
    assertThat(alert.rule()).isEqualTo("incident");
    assertThat(alert.count()).isEqualTo(1);
    assertThat(alert.text()).contains("A second acceptance is possible: 1 incident(s)");
  }

  @Test
  void what_is_held_waits_for_a_person_who_is_told_how() {
    var held =
        Map.of(
            Channel.SMS, Map.of(State.Name.HELD, 2L), Channel.EMAIL, Map.of(State.Name.HELD, 1L));
    var alert =
        only(
            new Snapshot(
                held,
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                0,
                0,
                List.of(),
                List.of(),
                Receipts.NONE,
                Watched.NONE));
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
        of(
            new Snapshot(
                CALM.messages(),
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                0,
                0,
                paused,
                List.of(),
                Receipts.NONE,
                Watched.NONE));
    assertThat(alerts).extracting(Alert::rule).containsExactly("paused:mobizon", "paused:resend");
    assertThat(alerts.getFirst().text()).contains("mobizon", "no balance", "by themselves");
  }

  @Test
  void what_a_person_paused_waits_for_a_person() {
    var paused = List.of(new PausedAccount("mobizon", "paused by Aya", null));
    var alert =
        only(
            new Snapshot(
                CALM.messages(),
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                0,
                0,
                paused,
                List.of(),
                Receipts.NONE,
                Watched.NONE));
    assertThat(alert.text())
        .isEqualTo(
            "Account mobizon is paused: paused by Aya. Messages wait until somebody resumes it.");
  }

  @Test
  void a_campaign_on_hold_waits_for_a_person_who_is_told_why() {
    var onHold = List.of(new CampaignOnHold("spring", "a burst of registrations"));
    var alert =
        only(
            new Snapshot(
                CALM.messages(),
                CALM.lag(),
                CALM.lag(),
                Map.of(),
                0,
                0,
                List.of(),
                onHold,
                Receipts.NONE,
                Watched.NONE));
    assertThat(alert.rule()).isEqualTo("campaign:spring");
    assertThat(alert.text())
        .startsWith("The SMS of campaign spring wait: a burst of registrations.");
  }

  @Test
  void a_lag_is_told_when_it_is_over_five_minutes() {
    var lag = Duration.ofMinutes(7);
    var alert =
        only(
            new Snapshot(
                CALM.messages(),
                lag,
                CALM.lag(),
                Map.of(),
                0,
                0,
                List.of(),
                List.of(),
                Receipts.NONE,
                Watched.NONE));
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
            List.of(new PausedAccount("mobizon", "no balance", Duration.ofMinutes(3))),
            List.of(new CampaignOnHold("spring", "a burst of registrations")),
            Receipts.NONE,
            Watched.NONE);
    assertThat(of(all))
        .extracting(Alert::rule)
        .containsExactly("repeat", "incident", "held", "paused:mobizon", "campaign:spring", "lag");
  }

  @Test
  void what_goes_on_has_an_end_and_what_happened_has_none() {
    var all =
        new Snapshot(
            Map.of(Channel.SMS, Map.of(State.Name.HELD, 1L)),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Map.of("already sent", 1L),
            1,
            1,
            List.of(new PausedAccount("mobizon", "no balance", Duration.ofMinutes(3))),
            List.of(new CampaignOnHold("spring", "a burst of registrations")),
            Receipts.NONE,
            new Watched(2_000, Duration.ofHours(1), 1, 7, List.of()));
    assertThat(of(all))
        .filteredOn(Alert::lasts)
        .extracting(Alert::rule)
        .containsExactly("held", "paused:mobizon", "campaign:spring", "lag", "backlog", "doubt");
    assertThat(of(all))
        .filteredOn(alert -> !alert.lasts())
        .extracting(Alert::rule)
        .containsExactly("repeat", "incident", "failed", "past");
  }

  private static Snapshot watched(Watched watched) {
    return new Snapshot(
        CALM.messages(),
        CALM.lag(),
        CALM.lag(),
        Map.of(),
        0,
        0,
        List.of(),
        List.of(),
        Receipts.NONE,
        watched);
  }

  @Test
  void a_backlog_is_told_above_its_bound() {
    assertThat(of(watched(new Watched(1_000, Duration.ZERO, 0, 0, List.of())))).isEmpty();
    var alert = only(watched(new Watched(1_001, Duration.ZERO, 0, 0, List.of())));
    assertThat(alert.rule()).isEqualTo("backlog");
    assertThat(alert.text()).startsWith("1001 messages are due at once.");
  }

  @Test
  void a_doubt_is_told_when_it_is_older_than_its_bound() {
    assertThat(of(watched(new Watched(0, Duration.ofMinutes(30), 0, 0, List.of())))).isEmpty();
    var alert = only(watched(new Watched(0, Duration.ofMinutes(31), 0, 0, List.of())));
    assertThat(alert.rule()).isEqualTo("doubt");
    assertThat(alert.text()).startsWith("A message is in doubt for 31 min.");
  }

  @Test
  void another_past_is_told_with_what_it_put_in_doubt() {
    var alert = only(watched(new Watched(0, Duration.ZERO, 1, 12, List.of())));
    assertThat(alert.rule()).isEqualTo("past");
    assertThat(alert.text()).contains("12 message(s) may be out", "put them in doubt");
  }

  @Test
  void a_destination_that_was_tried_in_vain_is_told_to_the_others() {
    var once = new Unheard("webhook", 3, 1, Duration.ofMinutes(3));
    var brief = new Unheard("webhook", 3, 4, Duration.ofMinutes(2));
    var away = new Unheard("webhook", 3, 4, Duration.ofMinutes(3));
    assertThat(of(watched(new Watched(0, Duration.ZERO, 0, 0, List.of(once, brief))))).isEmpty();
    var alert = only(watched(new Watched(0, Duration.ZERO, 0, 0, List.of(away))));
    assertThat(alert.rule()).isEqualTo("unheard:webhook");
    assertThat(alert.text()).startsWith("Alarms do not reach webhook: 3 wait, the oldest for 3");
  }

  @Test
  void a_clock_that_is_wrong_is_named() {
    var here = new Here("worker-1", Duration.ofSeconds(61), List.of());
    assertThat(RULES.of(CALM, here))
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("clock");
          assertThat(alert.text()).startsWith("The clock of worker-1 is 61 s from the database's.");
        });
  }

  @ParameterizedTest
  @CsvSource({"1000, 0", "999.99, 1", "0, 1", "-3, 1"})
  void less_than_the_least_is_a_low_balance(String left, int alerts) {
    var balance = new Here.Balance("mobizon", new BigDecimal(left), "KZT", new BigDecimal("1000"));
    var here = new Here("worker-1", Duration.ZERO, List.of(balance));
    assertThat(RULES.of(CALM, here))
        .hasSize(alerts)
        .allSatisfy(alert -> {
          assertThat(alert.rule()).isEqualTo("balance:mobizon");
          assertThat(alert.text()).contains(left + " KZT left, less than 1000.");
        });
  }

  private static Snapshot reported(Receipts receipts) {
    return new Snapshot(
        CALM.messages(),
        CALM.lag(),
        CALM.lag(),
        Map.of(),
        0,
        0,
        List.of(),
        List.of(),
        receipts,
        Watched.NONE);
  }

  @Test
  void a_receipt_without_a_message_is_told_once_a_day() {
    var alert = only(reported(new Receipts(Map.of(), 3, 0, List.of())));
    assertThat(alert.rule()).isEqualTo("unmatched");
    assertThat(alert.count()).isEqualTo(3);
    assertThat(alert.every()).isEqualTo(Duration.ofDays(1));
    assertThat(alert.text()).startsWith("3 receipt(s) name a message");
  }

  @Test
  void two_last_words_about_one_message_are_told() {
    var alert = only(reported(new Receipts(Map.of(), 0, 2, List.of())));
    assertThat(alert.rule()).isEqualTo("receipts");
    assertThat(alert.text()).startsWith("2 message(s) were reported delivered and undelivered");
  }

  @Test
  void an_operator_where_fewer_than_four_of_five_arrive_is_told() {
    var well = new Arrivals("mobizon", "+7701", 16, 20);
    var badly = new Arrivals("mobizon", "+7747", 15, 20);
    var alert = only(reported(new Receipts(Map.of(), 0, 0, List.of(well, badly))));
    assertThat(alert.rule()).isEqualTo("prefix:7747");
    assertThat(alert.text()).startsWith("15 of 20 messages to numbers that begin with +7747");
  }
}
