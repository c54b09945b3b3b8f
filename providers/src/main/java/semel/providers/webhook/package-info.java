/// A webhook of whoever runs Semel, for alarms: at least once, signed as Standard Webhooks says.
///
/// Owns: the body, the signature. Must never import: another provider, postgres, web; decides
/// nothing about messages. Start reading at: [semel.providers.webhook.WebhookAlarm].
@NullMarked
package semel.providers.webhook;

import org.jspecify.annotations.NullMarked;
