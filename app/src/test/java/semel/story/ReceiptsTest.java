package semel.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.story.Caller.Heard;

/// From a provider's webhook to the page of a lead.
@Timeout(900)
final class ReceiptsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /// The icon of a badge; what is done has the colour of what is delivered.
  private static final String DELIVERED = "href=\"#i-delivered\"";

  private final Stage stage = new Stage();
  private final Node node = new Node(environment());
  private final Caller caller = node.caller;

  @AfterEach
  void strike() {
    node.close();
    stage.close();
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(stage.environment());
    environment.put("RESEND_WEBHOOK_SECRET", "whsec_" + SECRET);
    stage.mobizon.rules().deliveredAfter(Duration.ZERO);
    return environment;
  }

  private void until(int count, String sql) {
    Eventually.within(
        PATIENCE, () -> stage.number(sql) == count, () -> stage.number(sql) + " by " + sql);
  }

  private Heard resend(String event, String id, String secret) {
    var at = Long.toString(Instant.now().getEpochSecond());
    var signature = "v1," + mac(secret, id + "." + at + "." + event);
    return caller.webhook(
        "/webhooks/resend",
        event,
        "svix-id",
        id,
        "svix-timestamp",
        at,
        "svix-signature",
        signature);
  }

  private static String mac(String secret, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String email(String lead, String type) {
    var id = stage.resend.ledger().entries().getFirst().reference();
    return """
    {"type":"email.%s","created_at":"2026-02-22T23:41:12.126Z","data":{"email_id":"%s",\
    "to":["person1@example.com"],"tags":{"lead":"%s","channel":"email"}}}\
    """
        .formatted(type, id, lead);
  }

  private String sms() {
    var id = stage.mobizon.ledger().entries().getFirst().reference();
    return """
    {"eventId":26,"eventType":"sms-delivery-report","eventCreateTs":"2026-01-15 11:42:28",\
    "webhookId":5,"attempt":1,"data":{"campaignId":1,"messageId":%s,"status":"UNDELIV"}}\
    """
        .formatted(id);
  }

  private String seen(String path) {
    return caller.operator("GET", path, "").body();
  }

  @Test
  void both_messages_are_shown_as_delivered_once_their_providers_say_so() {
    var lead = caller.register(1).lead();
    until(2, "SELECT count(*) FROM semel.message WHERE state = 4");
    assertThat(seen("/api/leads/" + lead)).contains("\"receipt\":null");
    assertThat(seen("/leads/" + lead)).doesNotContain(DELIVERED);

    for (var i = 0; i < 2; i++) {
      assertThat(resend(email(lead, "delivered"), "msg_1", SECRET).code()).isEqualTo(200);
    }
    until(1, "SELECT count(*) FROM semel.receipt WHERE kind = 2 AND channel = 1");
    // Mobizon's word in the event is not believed: it is asked, and says that it arrived.
    assertThat(caller.webhook("/webhooks/mobizon", sms()).code()).isEqualTo(200);
    until(2, "SELECT count(*) FROM semel.receipt WHERE kind = 2");

    assertThat(seen("/api/leads/" + lead))
        .contains("\"receipt\":\"delivered\"")
        .doesNotContain("\"receipt\":null");
    assertThat(seen("/api/messages")).contains("\"receipt\":\"delivered\"");
    for (var page : List.of("/leads/" + lead, "/messages", "/leads")) {
      assertThat(seen(page)).as(page).contains(DELIVERED);
    }
    assertThat(stage.number("SELECT count(*) FROM semel.provider_event")).isEqualTo(2);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE mark <> 0")).isZero();
  }

  @Test
  void what_nobody_signed_changes_nothing() {
    var lead = caller.register(1).lead();
    until(2, "SELECT count(*) FROM semel.message WHERE state = 4");
    var foreign = Base64.getEncoder().encodeToString(new byte[24]);
    assertThat(resend(email(lead, "bounced"), "msg_1", foreign).code()).isEqualTo(401);
    assertThat(caller.webhook("/webhooks/resend", email(lead, "bounced")).code()).isEqualTo(401);
    assertThat(stage.number("SELECT count(*) FROM semel.provider_event")).isZero();
    assertThat(seen("/metrics"))
        .contains("semel_webhooks_refused_total{provider=\"resend\",reason=\"forged\"} 1.0")
        .contains("semel_webhooks_refused_total{provider=\"resend\",reason=\"unsigned\"} 1.0");
  }

  @Test
  void an_email_whose_answer_was_lost_is_settled_by_its_event_and_not_sent_again() {
    var faults = new ArrayList<>(List.of(Fault.CUT_AFTER_ACCEPTING));
    faults.addAll(Collections.nCopies(10_000, Fault.ERROR_500_WITHOUT_ACCEPTING));
    stage.resend.faults(FaultPlan.script(faults.toArray(Fault[]::new)));
    var lead = caller.register(1).lead();
    until(1, "SELECT count(*) FROM semel.message WHERE state = 2 AND channel = 1");

    assertThat(resend(email(lead, "bounced"), "msg_1", SECRET).code()).isEqualTo(200);
    until(1, "SELECT count(*) FROM semel.message WHERE state = 4 AND channel = 1");
    until(1, "SELECT count(*) FROM semel.receipt WHERE kind = 3 AND channel = 1");
    until(1, "SELECT count(*) FROM semel.journal WHERE who = 'resend' AND rule = 5");
    assertThat(stage.resend.ledger().entries()).hasSize(1);
    assertThat(stage.number("SELECT count(*) FROM semel.journal WHERE mark = 2")).isZero();
    assertThat(seen("/leads/" + lead)).contains("class=\"st undelivered\"");
  }
}
