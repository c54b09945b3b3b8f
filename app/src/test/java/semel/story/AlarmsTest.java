package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.app.LogLines;
import semel.contract.Eventually;
import semel.providers.webhook.FakeWebhook;

/// Two nodes, one account that somebody paused, and whoever is told of it.
@Timeout(900)
final class AlarmsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String RAISED = "\"type\":\"alarm.raised\"";
  private static final String OVER = "\"type\":\"alarm.over\"";

  private final Stage stage = new Stage();
  private final FakeWebhook webhook = new FakeWebhook();
  private final LogLines log = new LogLines("semel");
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    log.close();
    webhook.close();
    stage.close();
  }

  private Node node(Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_ALARM_WEBHOOK_URL", webhook.uri().toString());
    environment.put("SEMEL_ALARM_WEBHOOK_SECRET", FakeWebhook.SECRET);
    environment.putAll(changes);
    var node = new Node(environment);
    nodes.add(node);
    return node;
  }

  private void pauseResend(String by) {
    stage.number(
        """
        WITH paused AS (
          UPDATE semel.rate_gate SET paused_by = %s WHERE account LIKE 'resend%%' RETURNING 1)
        SELECT count(*) FROM paused
        """
            .formatted(by));
  }

  private void fiveMinutesPass() {
    stage.number(
        """
        WITH passed AS (
          UPDATE semel.alert SET called_at = called_at - interval '301 seconds' RETURNING 1)
        SELECT count(*) FROM passed
        """);
  }

  private long webhookHeard(String type) {
    return webhook.heard().stream()
        .filter(heard -> heard.body().contains(type))
        .filter(heard -> heard.body().contains("\"rule\":\"paused:resend"))
        .count();
  }

  private long waitingForTheWebhook() {
    return stage.number(
        """
        SELECT count(*) FROM semel.telling
        WHERE destination = 'webhook' AND told_at IS NULL
        """);
  }

  private long telegramHeard(String text) {
    return stage.telegram.ledger().entries().stream()
        .filter(entry -> entry.text().contains(text))
        .count();
  }

  private void until(BooleanSupplier holds) {
    Eventually.within(PATIENCE, holds, () -> webhook.heard() + "\n" + log.lines());
  }

  @Test
  void an_alarm_is_told_once_by_two_nodes_to_each_destination_and_once_when_it_is_over() {
    node(Map.of());
    node(Map.of());
    pauseResend("'Aya'");
    until(() -> webhookHeard(RAISED) == 1 && telegramHeard("paused by Aya") == 1);
    assertThat(stage.number("SELECT count(*) FROM semel.alert")).isEqualTo(1);
    pauseResend("NULL");
    until(() -> {
      fiveMinutesPass();
      var over = webhookHeard(OVER) == 1 && telegramHeard("Over after") == 1;
      return over && log.count("[ALERT] Over after") == 1; // each is told for itself
    });
    assertThat(webhookHeard(RAISED)).isEqualTo(1);
    assertThat(telegramHeard("paused by Aya")).isEqualTo(2);
    assertThat(webhook.refused()).isEmpty();
    assertThat(webhook.heard()).extracting(FakeWebhook.Heard::id).doesNotHaveDuplicates();
    assertThat(log.count("[ALERT] Account resend")).isEqualTo(1);
    assertThat(log.count("[ALERT] Over after")).isEqualTo(1);
  }

  @Test
  void a_webhook_that_is_down_holds_up_nothing_and_hears_the_same_alarm_later() {
    webhook.answer(503);
    var node = node(Map.of());
    pauseResend("'Aya'");
    until(() -> webhookHeard(RAISED) >= 1 && telegramHeard("paused by Aya") == 1);
    var lead = node.caller.register(1).lead();
    until(() ->
        stage.number("SELECT count(*) FROM landing_leads WHERE sms_sent AND id = '" + lead + "'")
            == 1);
    until(() -> webhookHeard(RAISED) >= 2);
    webhook.answer(204);
    until(() -> waitingForTheWebhook() == 0);
    assertThat(webhook.heard())
        .extracting(FakeWebhook.Heard::id)
        .containsOnly(webhook.heard().getFirst().id());
    assertThat(webhook.heard())
        .extracting(FakeWebhook.Heard::body)
        .containsOnly(webhook.heard().getFirst().body());
    assertThat(telegramHeard("paused by Aya")).isEqualTo(1);
  }
}
