package semel.providers.telegram;

import java.net.URI;
import semel.providers.Secret;

/// One bot and the chat that it writes to.
///
/// @param token as the bot's maker was given it, `number:letters`
/// @param chat the number of a chat, or `@name` of a public one
public record TelegramSettings(URI url, Secret token, String chat) {

  /// The token becomes part of an address, so nothing else is let in.
  public TelegramSettings {
    if (!token.value().matches("[0-9]+:[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("A Telegram token is a number, a colon and letters.");
    }
    if (!chat.matches("-?[0-9]{1,16}|@[A-Za-z0-9_]{1,64}")) {
      throw new IllegalArgumentException("A Telegram chat is a number or a name with an @.");
    }
  }
}
