package semel.postgres.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.order;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.database.DatabaseUnfit;
import semel.database.Elsewhere;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.intake.Registered;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.postgres.SharedServer;
import semel.takeover.Newcomer.Fate;

/// Old tables taken over: nobody who has a message gets a second, and nobody is forgotten.
final class TakeoverTest extends Takeovers {

  /// Everything that leaves, now and in a long while.
  private List<Claim> everythingThatLeaves() {
    var claims = new ArrayList<Claim>();
    claims.addAll(scene.claim(SMS, 50));
    claims.addAll(scene.claim(EMAIL, 50));
    store.passed(LATER);
    claims.addAll(scene.claim(SMS, 50));
    claims.addAll(scene.claim(EMAIL, 50));
    return claims;
  }

  @Test
  void who_was_sent_to_is_a_known_lead_that_nothing_leaves_for() throws Exception {
    old.lead(1, "true, true", "sent", -600);
    old.execute("UPDATE landing_leads SET sms_sent_at = '2025-12-14 10:10:01+05'");
    var tally = run();
    assertThat(tally.of(Channel.SMS, Fate.SENT)).isEqualTo(1);
    var lead = lead(1);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(scene.state(email(lead))).isEqualTo(SENT);
    assertThat(everythingThatLeaves()).isEmpty();
    assertThat(store.leads().register(registration(SPRING, 1, null)))
        .isInstanceOfSatisfying(
            Registered.Known.class, known -> assertThat(known.lead()).isEqualTo(lead));
    assertThat(everythingThatLeaves()).isEmpty();
  }

  @Test
  void what_the_old_backend_knew_is_what_the_views_show() throws Exception {
    old.lead(1, "true, false", "pending", 600);
    old.execute("UPDATE landing_leads SET sms_sent_at = '2025-12-14 10:10:01+05'");
    run();
    assertThat(
            text(
                """
                SELECT concat_ws('|', name, email, phone, answers->>'q1', sms_sent, sms_sent_at,
                                 email_sent, click_count, created_at)
                FROM landing_leads
                """))
        .isEqualTo(
            "Person 1|Person1@Example.org|8 701 0000001|3|t|2025-12-14 05:10:01+00|f|2"
                + "|2025-12-14 05:00:00+00");
    var lines = store.records().lead(lead(1)).orElseThrow().journal();
    assertThat(lines).filteredOn(line -> line.who().equals("import")).hasSize(2);
  }

  @Test
  void what_waits_leaves_once_at_its_time() throws Exception {
    old.lead(1, NONE, "pending", 3_600);
    assertThat(run().of(Channel.EMAIL, Fate.SCHEDULED)).isEqualTo(1);
    assertThat(scene.claim(SMS, 5)).isEmpty();
    store.passed(Duration.ofMinutes(61));
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead(1)));
    assertThat(scene.claim(EMAIL, 5)).hasSize(1);
    assertThat(everythingThatLeaves()).isEmpty();
  }

  @Test
  void what_is_overdue_is_held_unless_the_old_backend_had_stopped_by_then() throws Exception {
    old.lead(1, NONE, "pending", -60);
    assertThat(run(true, null).of(Channel.SMS, Fate.HELD)).isEqualTo(1);
    var tally = run(false, Instant.now().minusSeconds(120));
    assertThat(tally.of(Channel.SMS, Fate.SCHEDULED)).isEqualTo(1);
    assertThat(scene.claim(SMS, 5)).hasSize(1);
    old.lead(2, NONE, "pending", -60);
    run();
    assertThat(scene.state(sms(lead(2)))).isEqualTo(HELD);
  }

  @Test
  void what_cannot_be_known_is_held_with_what_the_old_rows_said_and_leaves_by_a_word_alone()
      throws Exception {
    old.lead(1, NONE, "sending", -60);
    run();
    var lead = lead(1);
    assertThat(everythingThatLeaves()).isEmpty();
    assertThat(reason(sms(lead)))
        .startsWith("old lead " + OldBackend.id(1) + ": row ")
        .contains("is 'sending'");
    letGo(sms(lead));
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead));
    assertThat(everythingThatLeaves()).isEmpty();
  }

  private void letGo(MessageKey key) {
    var claim = store.desk().doubt(key).orElseThrow();
    var verdict = new Verdict(claim, false, "anna", "asked the provider");
    assertThat(store.desk().resolve(key, verdict).kind()).isEqualTo(Ruling.Kind.DONE);
  }

  @Test
  void what_was_let_go_is_after_another_past_a_doubt_of_the_account_that_sends() throws Exception {
    old.lead(1, NONE, "sending", -60);
    run();
    letGo(sms(lead(1)));
    SharedServer.execute("UPDATE semel.history SET timeline = '7FFFFFFF'");
    assertThat(store.claims().claim(order(SMS, 5, null), (_, _, _) -> new Body("body")))
        .isInstanceOf(ClaimAnswer.Closed.class);
    assertThat(scene.doubt(sms(lead(1))).account()).isEqualTo(SMS.id());
  }

  @Test
  void the_day_of_the_three_sms_comes_to_no_fourth() throws Exception {
    // 10:10:04: the SMS is out, the flag is not there yet, the row says pending.
    old.lead(1, NONE, "pending", -1);
    // 10:10:06: the flag is there, and the row still says pending.
    old.lead(2, "true, false", "pending", -1);
    run();
    assertThat(everythingThatLeaves()).isEmpty();
    assertThat(scene.state(sms(lead(1)))).isEqualTo(HELD);
    assertThat(scene.state(sms(lead(2)))).isEqualTo(SENT);
    assertThat(scene.state(email(lead(2)))).isEqualTo(HELD);
  }

  @Test
  void who_registered_with_semel_meanwhile_is_not_sent_to_again() throws Exception {
    var sent = scene.register(SPRING, 1);
    var doubtful = scene.register(SPRING, 2);
    var fresh = scene.register(SPRING, 3);
    old.lead(1, "true, true", "sent", -600);
    old.lead(2, NONE, "sending", -600);
    old.lead(3, NONE, "pending", 3_600);
    assertThat(run().known()).isEqualTo(3);
    assertThat(scene.state(sms(sent))).isEqualTo(SENT);
    assertThat(scene.state(sms(doubtful))).isEqualTo(HELD);
    assertThat(scene.state(sms(fresh))).isEqualTo(SCHEDULED);
    store.passed(LATER);
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(fresh));
  }

  @Test
  void a_person_in_several_rows_is_one_lead() throws Exception {
    old.lead(1, "true, false", "pending", 3_600);
    old.lead(2, NONE, "pending", 3_600);
    old.execute("UPDATE landing_leads SET phone = '8 (701) 000-00-01'");
    var tally = run();
    assertThat(tally.people()).isEqualTo(1);
    assertThat(tally.repeats()).isEqualTo(1);
    assertThat(scene.state(sms(lead(1)))).isEqualTo(SENT);
    assertThat(reason(email(lead(1)))).contains("the same person stands in 2 rows");
  }

  @Test
  void a_row_that_cannot_be_taken_is_named_and_the_others_are_taken() throws Exception {
    old.lead(1, NONE, "pending", 3_600);
    old.lead(2, NONE, "pending", 3_600);
    old.lead(3, NONE, "pending", 3_600);
    old.lead(4, "true, false", "pending", 3_600);
    old.execute(
        "UPDATE landing_leads SET phone = '12' WHERE id = '" + OldBackend.id(1) + "'",
        "UPDATE landing_leads SET email = NULL WHERE id IN ('%s', '%s')"
            .formatted(OldBackend.id(2), OldBackend.id(4)),
        "INSERT INTO scheduled_notifications (id, lead_id, status) VALUES ('%s', '%s', 'pending')"
            .formatted(OldBackend.id(8), OldBackend.id(9)));
    assertThat(run().left()).isEqualTo(4);
    assertThat(left)
        .containsExactlyInAnyOrder(
            "landing_leads "
                + OldBackend.id(1)
                + " (row 1): its phone is no mobile number of an accepted country",
            "landing_leads "
                + OldBackend.id(2)
                + " (row 2): it has no email that can be written to",
            "landing_leads "
                + OldBackend.id(4)
                + " (row 4): it has no email that can be written to;"
                + " kept so that no second message leaves",
            "scheduled_notifications " + OldBackend.id(8) + ": its lead is not in landing_leads");
    assertThat(scene.state(sms(lead(4)))).isEqualTo(SENT);
    assertThat(scene.state(email(lead(4)))).isEqualTo(CANCELLED);
    assertThat(scene.state(sms(lead(3)))).isEqualTo(SCHEDULED);
    assertThat(text("SELECT count(*) FROM semel.lead")).isEqualTo("2");
  }

  @Test
  void a_row_that_the_database_refuses_takes_nobody_along() throws Exception {
    old.execute("ALTER TABLE landing_leads ALTER answers TYPE json USING answers::json");
    for (var person = 1; person <= 3; person++) {
      old.lead(person, NONE, "pending", 3_600);
    }
    old.execute(
        "UPDATE landing_leads SET answers = '{\"q\": 1e999999}' WHERE id = '%s'"
            .formatted(OldBackend.id(2)),
        "UPDATE landing_leads SET answers = '{\"q\": \"a\\u0000\"}' WHERE id = '%s'"
            .formatted(OldBackend.id(3)));
    assertThat(run().left()).isEqualTo(1);
    assertThat(left)
        .singleElement()
        .asString()
        .startsWith("landing_leads " + OldBackend.id(2) + " (row 2): the database does not take");
    assertThat(text("SELECT count(*) FROM semel.lead")).isEqualTo("2");
    assertThat(text("SELECT count(*) FROM semel.message")).isEqualTo("4");
    assertThat(text("SELECT answers FROM landing_leads WHERE name = 'Person 3'"))
        .isEqualTo("{\"q\": \"a\ufffd\"}");
  }

  @Test
  void a_dry_run_says_the_same_and_changes_nothing() throws Exception {
    old.lead(1, "true, true", "sent", -600);
    old.lead(2, NONE, "pending", 3_600);
    var dry = run(true, null);
    assertThat(text("SELECT count(*) FROM semel.lead")).isEqualTo("0");
    var wet = run();
    for (var fate : Fate.values()) {
      assertThat(dry.of(Channel.SMS, fate)).isEqualTo(wet.of(Channel.SMS, fate));
    }
  }

  @Test
  void tables_that_never_had_most_columns_are_read_all_the_same() throws Exception {
    old.execute(
        "DROP TABLE landing_leads, scheduled_notifications",
        "CREATE TABLE landing_leads (id int, name text, email text, phone text)",
        """
        CREATE TABLE scheduled_notifications (lead_id int, status text, scheduled_for timestamp)
        """,
        "INSERT INTO landing_leads VALUES (1, 'Anna', 'a@b.kz', '8 701 0000001')",
        """
        INSERT INTO scheduled_notifications
        VALUES (1, 'pending', (now() AT TIME ZONE 'UTC') + interval '1 hour')
        """);
    assertThat(run().of(Channel.SMS, Fate.SCHEDULED)).isEqualTo(1);
    assertThat(scene.claim(SMS, 5)).isEmpty();
    store.passed(Duration.ofMinutes(61));
    assertThat(scene.claim(SMS, 5)).hasSize(1);
  }

  @Test
  void the_old_tables_are_only_read() throws Exception {
    old.lead(1, NONE, "sending", -60);
    try (var source = PostgresOldLeads.open(OldBackend.ADDRESS)) {
      assertThat(source.count()).isEqualTo(1);
    }
    try (var connection = Elsewhere.read(OldBackend.ADDRESS);
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("UPDATE landing_leads SET sms_sent = true"))
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void what_is_no_old_database_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> PostgresOldLeads.open(SharedServer.address()))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining("is a Semel's own database");
    old.execute("ALTER TABLE landing_leads DROP phone", "DROP TABLE scheduled_notifications");
    assertThatThrownBy(() -> PostgresOldLeads.open(OldBackend.ADDRESS))
        .isInstanceOf(DatabaseUnfit.class)
        .hasMessageContaining(
            "has no landing_leads.phone, scheduled_notifications.lead_id,"
                + " scheduled_notifications.status, scheduled_notifications.scheduled_for that")
        .hasMessageNotContainingAny("Exception");
  }

  @Test
  void an_old_backend_that_is_connected_is_seen() throws Exception {
    try (var source = PostgresOldLeads.open(OldBackend.ADDRESS)) {
      assertThat(source.others()).isZero();
    }
    try (var _ = SharedServer.connect(OldBackend.ADDRESS);
        var source = PostgresOldLeads.open(OldBackend.ADDRESS)) {
      assertThat(source.others()).isEqualTo(1);
    }
  }
}
