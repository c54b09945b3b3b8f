package semel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.app.Checkup.Result;
import semel.configuration.Configuration;
import semel.database.Condition;
import semel.database.Condition.Schema;
import semel.lifecycle.Timing;
import semel.monitor.Here.Balance;
import semel.monitor.Snapshot;
import semel.monitor.Snapshot.CampaignOnHold;
import semel.monitor.Snapshot.PausedAccount;
import semel.monitor.Snapshot.Unheard;
import semel.postgres.claim.Customs;

/// What a friend at three in the morning is told: what is wrong, what Semel does meanwhile, what to
/// do. And that nothing is said where nothing is wrong.
class FindingsTest {

  private static final Timing TIMING =
      Timing.of(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));

  private static final Configuration.Delivery HERE =
      new Configuration.Delivery(
          Duration.ofMinutes(10), TIMING, Duration.ofMinutes(1), 64, Optional.empty());

  private static String unfit(List<Result> results) {
    var bad = results.stream().filter(result -> !result.fit()).toList();
    assertThat(bad).hasSize(1);
    return bad.getFirst().sentence();
  }

  @Test
  void a_database_in_order_is_fit() {
    assertThat(Findings.of(new Condition(true, 5, Schema.SAME, true)))
        .containsExactly(new Result(true, "schema: of this version"));
  }

  @Test
  void a_standby_is_unfit_and_the_primary_is_asked_for() {
    assertThat(unfit(Findings.of(new Condition(false, 50, Schema.SAME, true))))
        .contains("takes no writes", "answers 503", "the server that takes writes");
  }

  @Test
  void a_server_without_connections_is_unfit() {
    assertThat(unfit(Findings.of(new Condition(true, 4, Schema.SAME, true))))
        .contains("takes only 4 more", "wait for one", "max_connections");
  }

  @Test
  void a_restored_database_is_unfit_until_its_doubts_are_seen_to() {
    assertThat(unfit(Findings.of(new Condition(true, 50, Schema.SAME, false))))
        .contains("restored or failed over", "nothing is sent twice", "look at the doubts");
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void a_schema_of_another_version_is_told_and_fit(Schema schema) {
    assertThat(Findings.of(new Condition(true, 50, schema, true)))
        .singleElement()
        .satisfies(result -> assertThat(result.fit()).isTrue())
        .satisfies(result -> assertThat(result.sentence()).startsWith("schema: "));
  }

  @Test
  void a_disk_that_is_nearly_full_is_unfit() {
    assertThat(Findings.disk(1L << 30, "data").fit()).isTrue();
    var full = Findings.disk((1L << 30) - 1, "data");
    assertThat(full.fit()).isFalse();
    assertThat(full.sentence()).contains("1023 MB are left for data.", "Make room");
  }

  @Test
  void a_backlog_is_late_after_five_minutes() {
    assertThat(Findings.late(Duration.ofMinutes(5))).isEmpty();
    assertThat(Findings.late(Duration.ofMinutes(6)).orElseThrow().sentence())
        .contains("waits for 6 min", "Nothing is lost", "whether a Semel runs");
  }

  @Test
  void what_is_held_needs_a_person() {
    assertThat(Findings.held(0)).isEmpty();
    assertThat(Findings.held(2).orElseThrow().sentence())
        .contains("2 message(s)", "never sends them again", "settle each");
  }

  @Test
  void a_doubt_is_told_of_when_evidence_should_have_settled_it() {
    var patience = Duration.ofMinutes(24);
    assertThat(Findings.doubts(patience, patience)).isEmpty();
    assertThat(Findings.doubts(patience.plusSeconds(1), patience).orElseThrow().sentence())
        .contains("open for 24 min", "sends nothing for it", "the provider answers");
  }

  @Test
  void an_account_says_who_closed_it_and_how_it_opens() {
    var byPerson = Findings.paused(new PausedAccount("mobizon", "paused by Aliya", null));
    assertThat(byPerson.sentence())
        .isEqualTo(
            "account mobizon: paused by Aliya. Its messages wait until somebody resumes it under"
                + " Accounts.");
    var byProvider = new PausedAccount("resend", "HTTP 401", Duration.ofSeconds(90));
    assertThat(Findings.paused(byProvider).sentence())
        .contains("account resend: HTTP 401.", "in 90 s", "needs a new one", "a lower _RATE");
  }

  @Test
  void a_campaign_on_hold_is_unfit_although_nothing_is_late() {
    assertThat(Findings.onHold(new CampaignOnHold("spring", "a burst of registrations")))
        .extracting(Result::fit, Result::sentence)
        .containsExactly(
            false,
            "campaign spring: its SMS wait: a burst of registrations. Nothing is spent on them, and"
                + " what waits for a day fails as too late. Look at its new leads, then release it"
                + " on its page under Campaigns.");
  }

  @Test
  void all_that_a_snapshot_holds_against_it_is_told() {
    var watched =
        new Snapshot.Watched(
            0,
            Duration.ZERO,
            0,
            0,
            List.of(
                new Unheard("webhook", 3, 9, Duration.ofMinutes(7)),
                new Unheard("telegram", 1, 2, Duration.ofSeconds(9)),
                new Unheard("log", 1, 1, Duration.ofMinutes(9))));
    var snapshot =
        new Snapshot(
            Map.of(),
            Duration.ZERO,
            Duration.ZERO,
            Map.of(),
            0,
            0,
            List.of(new PausedAccount("resend", "HTTP 401", null)),
            List.of(new CampaignOnHold("spring", "a burst of registrations")),
            Snapshot.Receipts.NONE,
            watched);
    assertThat(Findings.of(snapshot, Duration.ofMinutes(24)))
        .noneMatch(Result::fit)
        .extracting(Result::sentence)
        .satisfiesExactly(
            account -> assertThat(account).startsWith("account resend: "),
            campaign -> assertThat(campaign).startsWith("campaign spring: "),
            alarms -> assertThat(alarms).contains("3 do not reach webhook", "for 7 min", "secret"));
  }

  @Test
  void a_low_balance_is_unfit() {
    var balance = new Balance("mobizon", new BigDecimal("0.00"), "KZT", new BigDecimal("1000"));
    assertThat(Findings.low(balance).sentence())
        .isEqualTo(
            "balance: mobizon has 0.00 KZT left, less than 1000. It sends as long as the provider"
                + " takes messages. Top it up.");
  }

  @Test
  void times_that_are_the_same_everywhere_are_not_mentioned() {
    var same = new Customs(Map.of("proftest", HERE.delay()), Optional.of(TIMING.lease()));
    assertThat(Findings.of(same, HERE)).isEmpty();
    assertThat(Findings.of(new Customs(Map.of(), Optional.empty()), HERE)).isEmpty();
  }

  @Test
  void other_times_of_another_node_are_unfit() {
    var minute = Duration.ofMinutes(1);
    assertThat(unfit(Findings.of(new Customs(Map.of("a", minute), Optional.empty()), HERE)))
        .startsWith("SEMEL_DELAY: 600 s here, and 60 s for campaign a in the database");
    var lease = Optional.of(Duration.ofSeconds(30));
    assertThat(unfit(Findings.of(new Customs(Map.of(), lease), HERE)))
        .startsWith("SEMEL_LEASE: 60 s here, and 30 s for a claim in the database");
  }
}
