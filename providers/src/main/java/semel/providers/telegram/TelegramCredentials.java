package semel.providers.telegram;

import semel.providers.Credentials;
import semel.providers.Json;
import semel.providers.wire.Wire;

/// Asks who the bot is, and whether it sees the chat. Neither is seen by anybody in the chat.
public final class TelegramCredentials implements Credentials {

  private final TelegramSettings settings;
  private final TelegramCalls calls;

  public TelegramCredentials(TelegramSettings settings, Wire wire) {
    this.settings = settings;
    this.calls = new TelegramCalls(settings, wire);
  }

  @Override
  public Report ask() {
    var bot = Word.of(calls.call("getMe", Json.create()), settings.token());
    if (!(bot instanceof Word.Done)) {
      return new Report(false, "Telegram does not take the token: " + why(bot));
    }
    var chat = Json.create().put("chat_id", settings.chat());
    var seen = Word.of(calls.call("getChat", chat), settings.token());
    return seen instanceof Word.Done
        ? new Report(true, "Telegram takes the token, and the bot sees the chat.")
        : new Report(false, "Telegram takes the token, but not the chat: " + why(seen));
  }

  private static String why(Word word) {
    return switch (word) {
      case Word.Done() -> "It is fine.";
      case Word.Later(var pause) -> "It wants to be asked in " + pause.toSeconds() + " s.";
      case Word.Moved(var chat) -> "It has become chat " + chat + "; set TELEGRAM_CHAT_ID to it.";
      case Word.Not(var reason) -> reason;
    };
  }
}
