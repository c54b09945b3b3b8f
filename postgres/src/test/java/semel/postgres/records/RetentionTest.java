package semel.postgres.records;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.Verdict;
import semel.intake.Registered;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.postgres.retention.PostgresRetention;

/// What is kept long enough is forgotten, and the proof stays.
final class RetentionTest extends StoreContract {

  private static final Optional<Duration> MONTH = Optional.of(Duration.ofDays(30));

  private final PostgresRetention retention =
      new PostgresRetention(
          SharedServer.database(), new PostgresRetention.Terms(MONTH, MONTH, MONTH, MONTH));

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private void send(Account account) {
    scene
        .claim(account, 50)
        .forEach(claim ->
            scene.close(
                account, claim, new Outcome.Accepted(new ProviderReference("r-" + claim.id()))));
  }

  private LeadId sent(int person) {
    var lead = scene.due(person);
    send(SMS);
    send(EMAIL);
    return lead;
  }

  /// A whole day of it.
  private void forget() {
    for (var hour = 0; hour < 24; hour++) {
      round();
    }
  }

  private void round() {
    while (retention.step().compareTo(Duration.ofMinutes(1)) < 0) {
      // One batch after the other, to the end.
    }
    scene.sweep();
  }

  private static long withData() {
    return SharedServer.count(
        """
        SELECT count(*) FROM semel.lead
        WHERE num_nonnulls(name, email, phone, phone_typed, answers, source) > 0
        """);
  }

  @Test
  void a_lead_whose_messages_ended_long_ago_is_erased_and_never_written_to_again() {
    var lead = sent(1);
    store.passed(Duration.ofDays(31));
    var young = sent(2);
    forget();
    assertThat(withData()).isEqualTo(1);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message WHERE body IS NULL"))
        .isEqualTo(2);
    assertThat(scene.message(sms(lead)).state()).isInstanceOf(State.Sent.class);
    assertThat(store.records().lead(young).orElseThrow().lead().name()).isEqualTo("Person 2");
    assertThat(store.leads().register(registration(SPRING, 1, null)))
        .isInstanceOfSatisfying(
            Registered.Known.class, known -> assertThat(known.lead()).isEqualTo(lead));
  }

  @Test
  void a_doubt_is_kept_until_it_is_settled() {
    scene.due(1);
    send(EMAIL);
    scene.lapsed(SMS);
    store.passed(Duration.ofDays(31));
    forget();
    assertThat(withData()).isEqualTo(1);
  }

  @Test
  void what_has_been_walked_is_walked_anew_once_a_day() {
    scene.due(1);
    send(EMAIL);
    scene.lapsed(SMS);
    store.passed(Duration.ofDays(31));
    round();
    SharedServer.execute(
        """
        UPDATE semel.message
        SET state = 6, open = false, doubt_since = NULL, settled_at = now() - interval '31 days'
        WHERE doubt_since IS NOT NULL
        """);
    round();
    assertThat(withData()).isEqualTo(1);
    forget();
    assertThat(withData()).isZero();
  }

  @Test
  void on_another_history_nothing_is_erased() {
    sent(1);
    store.passed(Duration.ofDays(31));
    SharedServer.execute("UPDATE semel.history SET timeline = '7FFFFFFF'");
    try {
      forget();
      assertThat(withData()).isEqualTo(1);
    } finally {
      SharedServer.execute(
          "UPDATE semel.history h SET timeline = l.timeline FROM semel.live_history() l");
    }
    forget();
    assertThat(withData()).isZero();
  }

  @Test
  void more_than_a_batch_is_walked_to_its_end() {
    SharedServer.execute(
        """
        SELECT semel.register('spring', 'Person', 'a@example.org', '+7701' || 1000000 + n, '{}')
        FROM generate_series(1, 1200) n
        """,
        """
        UPDATE semel.message SET state = 6, open = false, reason = 'x', settled_at = now()
        """);
    store.passed(Duration.ofDays(31));
    forget();
    assertThat(withData()).isZero();
  }

  @Test
  void the_story_of_what_ended_long_ago_is_forgotten_and_its_end_is_not() {
    var lead = sent(1);
    store.passed(Duration.ofDays(31));
    var young = sent(2);
    assertThat(linesOf(lead)).isEqualTo(2);
    forget();
    assertThat(linesOf(lead)).isZero();
    assertThat(linesOf(young)).isEqualTo(2);
    assertThat(scene.message(sms(lead)).state()).isInstanceOf(State.Sent.class);
  }

  @Test
  void a_doubt_and_an_incident_keep_their_whole_story() {
    var doubted = scene.due(1);
    send(EMAIL);
    scene.lapsed(SMS);
    var doubt = store.desk().doubt(sms(doubted)).orElseThrow();
    store.desk().resolve(sms(doubted), new Verdict(doubt, true, "anna", "seen in the list"));
    var incident = sent(2);
    SharedServer.execute(
        "UPDATE semel.journal SET mark = 2 WHERE channel = 0 AND lead_id = '" + incident + "'");
    var before = List.of(linesOf(doubted), linesOf(incident));
    store.passed(Duration.ofDays(31));
    forget();
    assertThat(List.of(linesOf(doubted), linesOf(incident))).isEqualTo(before);
  }

  private static long linesOf(LeadId lead) {
    return SharedServer.count("SELECT count(*) FROM semel.journal WHERE lead_id = '" + lead + "'");
  }

  @Test
  void what_people_did_is_forgotten_too() {
    SharedServer.execute(
        "DELETE FROM semel.act",
        "INSERT INTO semel.act (who, what, at) VALUES ('anna', 'sign-in', now() - interval '31 d')",
        "INSERT INTO semel.act (who, what) VALUES ('anna', 'sign-in')");
    forget();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.act")).isEqualTo(1);
  }

  @Test
  void alarms_are_forgotten_but_the_newest_of_a_rule_and_what_goes_on() {
    SharedServer.execute(
        "DELETE FROM semel.alert",
        """
        INSERT INTO semel.alert (rule, text, count, repeat_id, line_id, raised_at, since, total,
                                 lasts, over_at)
        SELECT rule, 'x', 1, 7, 9, now() - age * interval '1 day', now(), 1, lasts,
               CASE WHEN over THEN now() END
        FROM (VALUES ('repeat', 50, false, false), ('repeat', 40, false, false),
                     ('lag', 50, true, true), ('lag', 45, true, false), ('lag', 20, true, true))
             AS a (rule, age, lasts, over)
        """,
        """
        INSERT INTO semel.telling (alert_id, destination, over)
        SELECT id, 'log', false FROM semel.alert
        """);
    forget();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.alert"))
        .as("nobody has heard them yet")
        .isEqualTo(5);
    SharedServer.execute("UPDATE semel.telling SET told_at = now()");
    forget();
    assertThat(
            SharedServer.count(
                """
                SELECT count(*) FROM semel.alert
                WHERE raised_at < now() - interval '46 days'
                """))
        .isZero();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.alert")).isEqualTo(3);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.telling")).isEqualTo(3);
    SharedServer.execute("DELETE FROM semel.telling", "DELETE FROM semel.alert");
  }

  @Test
  void nothing_is_forgotten_where_nobody_asked_for_it() {
    sent(1);
    store.passed(Duration.ofDays(3_000));
    Optional<Duration> off = Optional.empty();
    var never = new PostgresRetention.Terms(off, off, off, off);
    assertThat(new PostgresRetention(SharedServer.database(), never).step())
        .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(withData()).isEqualTo(1);
  }
}
