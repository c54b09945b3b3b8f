package semel.providers.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import semel.lifecycle.LocalClock;
import semel.monitor.Alert;
import semel.monitor.Alert.Telling;
import semel.providers.CannedServer;
import semel.providers.Secret;
import semel.providers.fake.FakeTelegram;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;

final class TelegramAlarmTest {

  private static final Secret TOKEN = new Secret("100200:AAGxyzAAGxyzAAGxyzAAGxyzAAGxyzAAGxy");
  private static final String CHAT = "-1001234567890";
  private static final Telling ALERT = telling("doubts-old", "3 messages are in doubt.", 1);
  private static final String OK = "{\"ok\":true,\"result\":{\"message_id\":1}}";

  private final AtomicLong nanos = new AtomicLong();
  private final FakeTelegram telegram = new FakeTelegram(TOKEN.value(), CHAT);

  private static Telling telling(String rule, String text, long count) {
    var alert = new Alert(rule, text, count, Duration.ZERO, true);
    return new Telling(
        new UUID(1, 1), new UUID(2, 2), alert, Instant.EPOCH, Instant.EPOCH, false, 1);
  }

  @AfterEach
  void close() {
    telegram.close();
  }

  @Test
  void an_alert_is_told_in_plain_words_with_its_rule() {
    assertThat(alarm(telegram.uri()).tell(ALERT)).isTrue();

    assertThat(telegram.ledger().entries())
        .singleElement()
        .extracting(Ledger.Acceptance::text)
        .isEqualTo("Semel: 3 messages are in doubt.\ndoubts-old");
  }

  @Test
  void an_alert_that_stands_for_many_says_so() {
    var many = telling("refusals", "<b>Refused & *more*</b>", 12);

    assertThat(alarm(telegram.uri()).tell(many)).isTrue();
    assertThat(telegram.ledger().entries().getFirst().text())
        .isEqualTo("Semel: <b>Refused & *more*</b>\nrefusals (12 times)");
  }

  @Test
  void a_long_alert_is_cut_to_what_telegram_takes_and_keeps_its_rule() {
    for (String piece : new String[] {"x", "😀", "x😀"}) {
      var text = TelegramAlarm.text(telling("long", piece.repeat(5000), 2));

      assertThat(text.length()).isBetween(4094, 4096);
      assertThat(text).endsWith("…\nlong (2 times)");
      assertThat(text.codePoints())
          .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
    assertThat(alarm(telegram.uri()).tell(telling("long", "x".repeat(5000), 1))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, true, 1",
    "CUT_BEFORE, false, 0",
    "CUT_AFTER_ACCEPTING, false, 1",
    "ERROR_500_AFTER_ACCEPTING, false, 1",
    "ERROR_500_WITHOUT_ACCEPTING, false, 0",
    "GARBAGE_AFTER_ACCEPTING, false, 1",
    "HALF_ANSWER_AFTER_ACCEPTING, false, 1",
    "NO_ID_AFTER_ACCEPTING, true, 1",
    "REFUSE, false, 0",
    "RATE_LIMIT, false, 0",
    "BAD_CREDENTIALS, false, 0",
    "SLOW, true, 1",
    "OUTAGE, false, 0"
  })
  void only_what_telegram_says_it_took_counts_as_told(Fault fault, boolean told, int accepted) {
    telegram.faults(FaultPlan.script(fault).pausing(Duration.ofMillis(50), Duration.ofSeconds(1)));

    assertThat(alarm(telegram.uri()).tell(ALERT)).isEqualTo(told);
    assertThat(telegram.ledger().entries()).hasSize(accepted);
    assertThat(telegram.ledger().requests()).hasSize(1);
  }

  @Test
  void after_too_many_requests_telegram_is_left_alone_for_as_long_as_it_said() {
    telegram.faults(FaultPlan.script(Fault.RATE_LIMIT));
    var alarm = alarm(telegram.uri());
    assertThat(alarm.tell(ALERT)).isFalse();

    nanos.addAndGet(Duration.ofMillis(2999).toNanos());
    assertThat(alarm.tell(ALERT)).isFalse();
    assertThat(telegram.ledger().requests()).hasSize(1);

    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(alarm.tell(ALERT)).isTrue();
    assertThat(telegram.ledger().requests()).hasSize(2);
  }

  @Test
  void a_chat_that_moved_is_followed_once_and_remembered() {
    try (var canned = new CannedServer()) {
      canned.then(400, moved(-1009)).then(200, OK).then(200, OK);
      var alarm = alarm(canned.uri());

      assertThat(alarm.tell(ALERT)).isTrue();
      assertThat(alarm.tell(ALERT)).isTrue();

      assertThat(canned.asked()).hasSize(3);
      assertThat(canned.asked().get(0).body()).contains("\"chat_id\":\"" + CHAT + "\"");
      assertThat(canned.asked().get(1).body()).contains("\"chat_id\":\"-1009\"");
      assertThat(canned.asked().get(2).body()).contains("\"chat_id\":\"-1009\"");
    }
  }

  @Test
  void a_chat_that_moves_again_at_once_is_not_followed_in_circles() {
    try (var canned = new CannedServer()) {
      canned.then(400, moved(-1009)).then(400, moved(-1008)).then(200, OK);

      assertThat(alarm(canned.uri()).tell(ALERT)).isFalse();
      assertThat(canned.asked()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"ok\":false}",
        "{\"ok\":\"true\"}",
        "{\"ok\":1}",
        "[{\"ok\":true}]",
        "{\"ok\":true",
        "<html>ok</html>"
      })
  void whatever_does_not_say_ok_was_not_told(String body) {
    try (var canned = new CannedServer()) {
      canned.then(200, body);

      assertThat(alarm(canned.uri()).tell(ALERT)).isFalse();
    }
  }

  @Test
  void the_request_is_plain_text_without_a_preview() {
    try (var canned = new CannedServer()) {
      canned.then(200, OK);
      alarm(URI.create(canned.uri() + "/")).tell(ALERT);

      assertThat(canned.asked())
          .containsExactly(
              new CannedServer.Asked(
                  "/bot" + TOKEN.value() + "/sendMessage",
                  "{\"chat_id\":\"-1001234567890\","
                      + "\"text\":\"Semel: 3 messages are in doubt.\\ndoubts-old\","
                      + "\"link_preview_options\":{\"is_disabled\":true}}"));
    }
  }

  @Test
  void a_telegram_that_is_not_there_was_not_told() {
    assertThat(alarm(nowhere()).tell(ALERT)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "BAD_CREDENTIALS", "OUTAGE", "CUT_BEFORE"})
  void a_reason_is_logged_once_an_hour_and_without_the_token(Fault fault) {
    telegram.faults(FaultPlan.always(fault));
    var alarm = alarm(telegram.uri());

    var lines =
        logged(() -> {
          alarm.tell(ALERT);
          alarm.tell(ALERT);
          nanos.addAndGet(Duration.ofMinutes(59).toNanos());
          alarm.tell(ALERT);
        });
    assertThat(lines).singleElement().asString().contains("stays untold");

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    lines.addAll(logged(() -> alarm.tell(ALERT)));
    assertThat(lines).hasSize(2);
    assertThat(String.join("\n", lines))
        .doesNotContain("AAGxyz", "100200", "127.0.0.1", ALERT.sentence());
  }

  @Test
  void another_reason_is_logged_at_once_and_a_chat_that_moved_is_named() {
    try (var canned = new CannedServer()) {
      canned.then(401, "{\"ok\":false}").then(400, moved(-1009)).then(400, moved(-1008));
      var alarm = alarm(canned.uri());

      var lines =
          logged(() -> {
            alarm.tell(ALERT);
            alarm.tell(ALERT);
          });

      assertThat(lines).hasSize(3);
      assertThat(lines.get(0)).contains("HTTP 401");
      assertThat(lines.get(1)).contains("-1009", "TELEGRAM_CHAT_ID");
      assertThat(lines.get(2)).contains("moved twice");
    }
  }

  @Test
  void what_was_told_and_what_must_wait_is_not_logged() {
    telegram.faults(FaultPlan.script(Fault.NONE, Fault.RATE_LIMIT));
    var alarm = alarm(telegram.uri());

    assertThat(
            logged(() -> {
              alarm.tell(ALERT);
              alarm.tell(ALERT);
            }))
        .isEmpty();
  }

  private static List<String> logged(Runnable what) {
    var logger = (Logger) LoggerFactory.getLogger(TelegramAlarm.class);
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    logger.addAppender(appender);
    try {
      what.run();
    } finally {
      logger.detachAppender(appender);
    }
    return appender.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Test
  void settings_refuse_what_is_no_token_or_chat_without_repeating_it() {
    for (String token : new String[] {"100200:a/b", "100200:a?b", "1:a#b", "1:a%2f"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TelegramSettings(nowhere(), new Secret(token), CHAT))
          .withMessage("A Telegram token is a number, a colon and letters.");
    }
    for (String chat : new String[] {"", " ", "12 34", "чат", "1".repeat(65)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TelegramSettings(nowhere(), TOKEN, chat));
    }
    assertThat(new TelegramSettings(nowhere(), TOKEN, "@ops").toString())
        .doesNotContain(TOKEN.value());
  }

  private TelegramAlarm alarm(URI url) {
    return new TelegramAlarm(new TelegramSettings(url, TOKEN, CHAT), wire(), clock());
  }

  private LocalClock clock() {
    return new LocalClock() {
      @Override
      public long monotonicNanos() {
        return nanos.get();
      }

      @Override
      public Instant wall() {
        return Instant.EPOCH;
      }
    };
  }

  private static String moved(long to) {
    return ("{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: upgraded\","
            + "\"parameters\":{\"migrate_to_chat_id\":%d}}")
        .formatted(to);
  }
}
