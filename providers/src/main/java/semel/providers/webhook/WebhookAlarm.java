package semel.providers.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.lifecycle.LocalClock;
import semel.monitor.Alarm;
import semel.monitor.Alert.Telling;
import semel.providers.Json;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import semel.providers.wire.Wire;

/// Posts alarms to an address. Any answer 2xx means that it was heard; everything else, silence
/// included, that it may not have been: the same comes again with the same `webhook-id`.
public final class WebhookAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookAlarm.class);

  private final WebhookSettings settings;
  private final Signature signature;
  private final Wire wire;
  private final LocalClock clock;

  public WebhookAlarm(WebhookSettings settings, Wire wire, LocalClock clock) {
    this.settings = settings;
    this.signature = new Signature(settings.secret());
    this.wire = wire;
    this.clock = clock;
  }

  @Override
  public boolean tell(Telling telling) {
    var body = body(telling);
    var id = telling.id().toString();
    var now = clock.wall();
    var headers =
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("webhook-id", id),
            new Header("webhook-timestamp", Long.toString(now.getEpochSecond())),
            new Header("webhook-signature", signature.of(id, now, body)));
    var exchange = wire.exchange(Request.post(settings.url(), headers, body), Guard.OPEN);
    return switch (exchange) {
      case Exchange.Answered(var answer) ->
          answer.code() / 100 == 2 || unheard(telling, "It answered HTTP " + answer.code() + ".");
      case Exchange.NotWritten(var reason) -> unheard(telling, reason);
      case Exchange.Lost(var reason) -> unheard(telling, reason);
      case Exchange.Stopped() -> unheard(telling, "The call was not made.");
    };
  }

  /// Logs the first try, the second, the fourth, the eighth.
  private static boolean unheard(Telling telling, String reason) {
    if (Integer.bitCount(telling.tries()) == 1) {
      LOG.warn(
          "An alarm did not reach the webhook at try {} and comes again. {}",
          telling.tries(),
          reason);
    }
    return false;
  }

  private static String body(Telling telling) {
    var alert = telling.alert();
    var body =
        Json.create()
            .put("type", telling.over() ? "alarm.over" : "alarm.raised")
            .put("timestamp", time(telling.at()));
    body.putObject("data")
        .put("alarm", telling.alarm().toString())
        .put("rule", alert.rule())
        .put("text", telling.sentence())
        .put("count", alert.count())
        .put("since", time(telling.since()));
    return body.toString();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
