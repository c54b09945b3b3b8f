package semel.campaign;

import org.jspecify.annotations.Nullable;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// What a message says about its lead, and where it goes.
///
/// @param language that the registration named, as it came; null when it named none
public record LeadCard(
    String name, PhoneNumber phone, EmailAddress email, LinkCode code, @Nullable String language) {

  /// The same lead in another language.
  public LeadCard in(String other) {
    return new LeadCard(name, phone, email, code, other);
  }
}
