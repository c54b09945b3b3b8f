package semel.providers.telegram;

import java.net.URI;
import semel.providers.Secret;

/// One bot and the chat that it writes to.
///
/// @param token as the bot's maker was given it, `number:letters`
/// @param chat the number of a chat, or `@name` of a public one
public record TelegramSettings(URI url, Secret token, String chat) {

  /// The token becomes part of an address, so nothing is let in that means something there.
  public TelegramSettings {
    if (!token.value().matches("[A-Za-z0-9:_-]+")) {
      throw new IllegalArgumentException("A Telegram token is a number, a colon and letters.");
    }
    if (!chat.matches("[!-~]{1,64}")) {
      throw new IllegalArgumentException("A Telegram chat is a number or a name with an @.");
    }
  }
}
