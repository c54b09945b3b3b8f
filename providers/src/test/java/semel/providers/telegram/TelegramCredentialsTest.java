package semel.providers.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.providers.CannedServer;
import semel.providers.Credentials.Report;
import semel.providers.Secret;
import semel.providers.fake.FakeTelegram;

final class TelegramCredentialsTest {

  private static final Secret TOKEN = new Secret("100200:AAGxyzAAGxyzAAGxyzAAGxyzAAGxyzAAGxy");
  private static final String CHAT = "-1001234567890";

  private final FakeTelegram telegram = new FakeTelegram(TOKEN.value(), CHAT);

  @AfterEach
  void close() {
    telegram.close();
  }

  @Test
  void a_bot_that_sees_its_chat_works_and_says_nothing_in_it() {
    assertThat(ask(new TelegramSettings(telegram.uri(), TOKEN, CHAT)))
        .isEqualTo(new Report(true, "Telegram takes the token, and the bot sees the chat."));
    assertThat(telegram.ledger().entries()).isEmpty();
  }

  @Test
  void a_wrong_token_and_a_wrong_chat_are_told_apart() {
    assertThat(ask(new TelegramSettings(telegram.uri(), new Secret("1:x"), CHAT)))
        .isEqualTo(
            new Report(
                false,
                "Telegram does not take the token: Telegram answered HTTP 401: “Unauthorized”"));
    assertThat(ask(new TelegramSettings(telegram.uri(), TOKEN, "-5")))
        .isEqualTo(
            new Report(
                false,
                "Telegram takes the token, but not the chat: Telegram answered HTTP 400:"
                    + " “Bad Request: chat not found”"));
  }

  @Test
  void a_telegram_that_is_not_there_or_wants_to_be_left_alone_is_told() {
    assertThat(ask(new TelegramSettings(nowhere(), TOKEN, CHAT)).work()).isFalse();
    try (var canned = new CannedServer()) {
      canned.then(429, "{\"ok\":false,\"parameters\":{\"retry_after\":8}}");
      assertThat(ask(new TelegramSettings(canned.uri(), TOKEN, CHAT)).sentence())
          .contains("in 8 s");

      canned
          .then(200, "{\"ok\":true}")
          .then(400, "{\"ok\":false,\"parameters\":{\"migrate_to_chat_id\":-7}}");
      assertThat(ask(new TelegramSettings(canned.uri(), TOKEN, CHAT)).sentence())
          .contains("chat -7", "TELEGRAM_CHAT_ID");
    }
  }

  private static Report ask(TelegramSettings settings) {
    return new TelegramCredentials(settings, wire()).ask();
  }
}
