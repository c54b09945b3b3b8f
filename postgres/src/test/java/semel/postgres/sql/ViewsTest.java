package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The views that scripts of the old backend read.
final class ViewsTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));
  private static final Outcome UNKNOWN = new Outcome.Unknown("time-out");

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static List<String> columns(String view) {
    return SharedServer.rows(
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = '%s' ORDER BY ordinal_position
        """
            .formatted(view),
        row -> row.getString(1));
  }

  private static Map<String, @Nullable Object> lead(LeadId lead) {
    return row("SELECT * FROM landing_leads WHERE id = '%s'".formatted(lead));
  }

  private static Map<String, @Nullable Object> message(LeadId lead, Channel channel) {
    return row(
        "SELECT * FROM scheduled_notifications WHERE lead_id = '%s' AND notification_type = '%s'"
            .formatted(lead, channel.key()));
  }

  private static Map<String, @Nullable Object> row(String sql) {
    var rows =
        SharedServer.rows(
            sql,
            row -> {
              var values = new HashMap<String, @Nullable Object>();
              var meta = row.getMetaData();
              for (var i = 1; i <= meta.getColumnCount(); i++) {
                values.put(meta.getColumnName(i), row.getObject(i));
              }
              return values;
            });
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private void close(Account account, Outcome outcome) {
    scene.close(account, scene.claimOne(account), outcome);
  }

  @Test
  void the_columns_are_those_of_the_old_backend_in_order() {
    assertThat(columns("landing_leads"))
        .containsExactly(
            "id",
            "name",
            "email",
            "phone",
            "phone_normalized",
            "source",
            "answers",
            "metadata",
            "email_sent",
            "email_sent_at",
            "email_error",
            "sms_sent",
            "sms_sent_at",
            "sms_error",
            "email_clicked",
            "email_clicked_at",
            "sms_clicked",
            "sms_clicked_at",
            "click_count",
            "created_at",
            "updated_at");
    assertThat(columns("scheduled_notifications"))
        .containsExactly(
            "id",
            "lead_id",
            "notification_type",
            "scheduled_for",
            "status",
            "sent_at",
            "error_message",
            "retry_count",
            "created_at");
  }

  @Test
  void a_scheduled_message_is_pending() {
    var lead = scene.register(SPRING, 1);
    assertThat(lead(lead))
        .containsEntry("name", "Person 1")
        .containsEntry("email", "person1@example.org")
        .containsEntry("phone", "8 7010000001")
        .containsEntry("phone_normalized", "+77010000001")
        .containsEntry("source", "landing")
        .containsEntry("email_sent", false)
        .containsEntry("sms_sent", false)
        .containsEntry("sms_sent_at", null)
        .containsEntry("sms_error", null)
        .containsEntry("sms_clicked", false)
        .containsEntry("click_count", 0);
    var sms = message(lead, Channel.SMS);
    assertThat(sms)
        .containsEntry("status", "pending")
        .containsEntry("sent_at", null)
        .containsEntry("error_message", null)
        .containsEntry("retry_count", 0)
        .containsEntry("created_at", lead(lead).get("created_at"));
    assertThat(sms.get("scheduled_for"))
        .isEqualTo(message(lead, Channel.EMAIL).get("scheduled_for"));
  }

  @Test
  void a_claimed_message_is_sending() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    assertThat(message(lead, Channel.SMS))
        .containsEntry("status", "sending")
        .containsEntry("sent_at", null);
    assertThat(message(lead, Channel.EMAIL)).containsEntry("status", "pending");
    assertThat(lead(lead)).containsEntry("sms_sent", false);
  }

  @Test
  void a_sent_message_is_sent_in_both_views_at_one_instant() {
    var lead = scene.due(1);
    close(SMS, ACCEPTED);
    var seen = lead(lead);
    assertThat(seen).containsEntry("sms_sent", true).containsEntry("email_sent", false);
    assertThat(seen.get("sms_sent_at")).isNotNull().isEqualTo(seen.get("updated_at"));
    assertThat(message(lead, Channel.SMS))
        .containsEntry("status", "sent")
        .containsEntry("sent_at", seen.get("sms_sent_at"))
        .containsEntry("error_message", null);
    close(EMAIL, ACCEPTED);
    assertThat(lead(lead)).containsEntry("sms_sent", true).containsEntry("email_sent", true);
  }

  @Test
  void a_doubt_and_a_held_message_are_in_doubt_with_the_reason() {
    var doubted = scene.due(1);
    close(SMS, UNKNOWN);
    assertThat(message(doubted, Channel.SMS))
        .containsEntry("status", "in_doubt")
        .containsEntry("error_message", "time-out");
    assertThat(lead(doubted))
        .containsEntry("sms_sent", false)
        .containsEntry("sms_error", "time-out");
    var held = scene.due(2);
    close(SMS, new Outcome.Unknown("another body under our key", true));
    assertThat(message(held, Channel.SMS))
        .containsEntry("status", "in_doubt")
        .containsEntry("error_message", "another body under our key");
  }

  @Test
  void a_failed_message_is_failed_with_the_reason() {
    var lead = scene.due(1);
    close(EMAIL, new Outcome.Refused("no such mailbox"));
    assertThat(message(lead, Channel.EMAIL))
        .containsEntry("status", "failed")
        .containsEntry("sent_at", null)
        .containsEntry("error_message", "no such mailbox");
    assertThat(lead(lead))
        .containsEntry("email_sent", false)
        .containsEntry("email_sent_at", null)
        .containsEntry("email_error", "no such mailbox")
        .containsEntry("sms_error", null);
  }

  @Test
  void a_cancelled_message_is_cancelled_and_no_error() {
    var lead = scene.register(SPRING, 1);
    store.desk().cancel(sms(lead), "anna");
    assertThat(message(lead, Channel.SMS))
        .containsEntry("status", "cancelled")
        .containsEntry("sent_at", null)
        .containsEntry("error_message", null);
    assertThat(lead(lead)).containsEntry("sms_error", null).containsEntry("sms_sent", false);
  }

  @Test
  void attempts_after_the_first_are_retries() {
    var lead = scene.due(1);
    for (var attempt = 1; attempt <= 3; attempt++) {
      close(SMS, new NotSent("busy", Scope.MESSAGE, Duration.ofSeconds(1)));
      assertThat(message(lead, Channel.SMS))
          .containsEntry("status", "pending")
          .containsEntry("retry_count", attempt - 1)
          .containsEntry("error_message", null);
      store.passed(Duration.ofMinutes(1));
    }
    close(SMS, ACCEPTED);
    assertThat(message(lead, Channel.SMS)).containsEntry("retry_count", 3);
  }

  @Test
  void a_click_is_seen_in_its_channel() {
    var lead = scene.register(SPRING, 1);
    store.leads().click(lead, Channel.EMAIL);
    store.leads().click(lead, Channel.EMAIL);
    var seen = lead(lead);
    assertThat(seen)
        .containsEntry("email_clicked", true)
        .containsEntry("sms_clicked", false)
        .containsEntry("sms_clicked_at", null)
        .containsEntry("click_count", 2);
    assertThat(seen.get("email_clicked_at")).isNotNull();
  }

  @Test
  void a_message_that_waits_for_its_recipient_shows_no_error() {
    scene.register(SPRING, 1);
    scene.register(AUTUMN, 1);
    store.passed(DELAY.plusSeconds(1));
    scene.claimLimited(SMS, 5);
    assertThat(SharedServer.count("SELECT count(sms_error) FROM landing_leads")).isZero();
    assertThat(SharedServer.count("SELECT count(error_message) FROM scheduled_notifications"))
        .isZero();
  }

  @Test
  void an_erased_person_stays_one_row_without_the_person() {
    var lead = scene.due(1);
    close(SMS, ACCEPTED);
    store.desk().erase(lead, "anna");
    assertThat(lead(lead))
        .containsEntry("name", null)
        .containsEntry("email", null)
        .containsEntry("phone", null)
        .containsEntry("phone_normalized", null)
        .containsEntry("answers", null)
        .containsEntry("sms_sent", true)
        .containsEntry("email_sent", false);
    assertThat(message(lead, Channel.EMAIL)).containsEntry("status", "cancelled");
  }

  @Test
  void there_is_one_row_a_lead_and_one_a_message() {
    for (var person = 1; person <= 5; person++) {
      scene.register(SPRING, person);
      scene.register(AUTUMN, person);
    }
    store.passed(DELAY.plusSeconds(1));
    scene.claim(SMS, 3).forEach(claim -> scene.close(SMS, claim, ACCEPTED));
    scene.claim(EMAIL, 4).forEach(claim -> scene.close(EMAIL, claim, UNKNOWN));
    var leads =
        SharedServer.query(
            "SELECT count(*) || ' ' || count(DISTINCT id) FROM landing_leads",
            row -> row.getString(1));
    assertThat(leads).isEqualTo("10 10");
    var messages =
        SharedServer.query(
            """
            SELECT count(*) || ' ' || count(DISTINCT id)
                   || ' ' || count(DISTINCT (lead_id, notification_type))
            FROM scheduled_notifications
            """,
            row -> row.getString(1));
    assertThat(messages).isEqualTo("20 20 20");
  }
}
