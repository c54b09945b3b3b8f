package semel.intake;

import org.jspecify.annotations.Nullable;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// One inbound request from a landing page, validated.
///
/// @param typedPhone the number as the person typed it, kept beside its E.164 form
/// @param answers JSON text, or null when there is none
/// @param metadata JSON text of everything else that came, or null
/// @param key null when the caller sent no idempotency key
/// @param origin null when it came by another way than the public door, and no limit concerns it
public record Registration(
    String campaign,
    String name,
    EmailAddress email,
    String typedPhone,
    PhoneNumber phone,
    @Nullable String source,
    @Nullable String answers,
    @Nullable String metadata,
    @Nullable IdempotencyKey key,
    @Nullable Origin origin) {

  /// The same, come from there.
  public Registration from(@Nullable Origin other) {
    return new Registration(
        campaign, name, email, typedPhone, phone, source, answers, metadata, key, other);
  }
}
