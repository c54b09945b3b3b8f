package semel.providers.telegram;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.lifecycle.LocalClock;
import semel.monitor.Alarm;
import semel.monitor.Alert.Telling;
import semel.providers.Json;
import semel.providers.Secret;
import semel.providers.wire.Wire;

/// Tells an operator through a Telegram bot. Whoever hears an alert twice sees the same rule in it.
///
/// Plain text, because markup in what an alert quotes would make Telegram refuse it. What goes
/// wrong is logged, each reason once an hour, and otherwise said by the returned false alone.
public final class TelegramAlarm implements Alarm {

  private static final Logger LOG = LoggerFactory.getLogger(TelegramAlarm.class);

  private static final int TEXT_MAX = 4096;
  private static final long LOG_EVERY = Duration.ofHours(1).toNanos();
  private static final int REASONS_MAX = 20;

  private final TelegramCalls calls;
  private final Secret token;
  private final LocalClock clock;
  private final Map<String, Long> loggedAt = new HashMap<>();
  private String chat;
  private long quietSince;
  private Duration quiet = Duration.ZERO;

  public TelegramAlarm(TelegramSettings settings, Wire wire, LocalClock clock) {
    this.calls = new TelegramCalls(settings, wire);
    this.token = settings.token();
    this.chat = settings.chat();
    this.clock = clock;
  }

  @Override
  public synchronized boolean tell(Telling telling) {
    if (clock.monotonicNanos() - quietSince < quiet.toNanos()) {
      return false;
    }
    var word = say(telling);
    if (word instanceof Word.Moved(var now)) {
      log("The Telegram chat has become chat " + now + "; set TELEGRAM_CHAT_ID to it.");
      chat = now;
      word = say(telling);
    }
    return switch (word) {
      case Word.Done() -> true;
      case Word.Later(var pause) -> {
        quietSince = clock.monotonicNanos();
        quiet = pause;
        yield false;
      }
      case Word.Moved _ -> {
        log("The Telegram chat has moved twice; set TELEGRAM_CHAT_ID to what it is now.");
        yield false;
      }
      case Word.Not(var reason) -> {
        log("An alert could not be told through Telegram and stays untold. " + reason);
        yield false;
      }
    };
  }

  private Word say(Telling telling) {
    var message = Json.create().put("chat_id", chat).put("text", text(telling));
    message.putObject("link_preview_options").put("is_disabled", true);
    return Word.of(calls.call("sendMessage", message), token);
  }

  static String text(Telling telling) {
    var alert = telling.alert();
    var times = alert.count() > 1 ? " (" + alert.count() + " times)" : "";
    var end = "\n" + alert.rule() + times;
    return shortened("Semel: " + telling.sentence(), TEXT_MAX - end.length()) + end;
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  private void log(String what) {
    long now = clock.monotonicNanos();
    loggedAt.values().removeIf(at -> now - at >= LOG_EVERY);
    if (loggedAt.size() < REASONS_MAX && loggedAt.putIfAbsent(what, now) == null) {
      LOG.warn(what);
    }
  }
}
