/// Telegram, for alerts: at least once, because Telegram honours no key and cannot be asked.
///
/// Owns: the bot's calls, how long Telegram wants to be left alone. Must never import: another
/// provider, postgres, web; decides nothing about messages. Start reading at:
/// [semel.providers.telegram.TelegramAlarm].
@NullMarked
package semel.providers.telegram;

import org.jspecify.annotations.NullMarked;
