package semel.takeover;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// Reads what people typed, as the public door does.
public interface Reader {

  /// Empty for what is no mobile number of an accepted country.
  Optional<PhoneNumber> phone(@Nullable String typed);

  /// Empty for what no mail can be sent to.
  Optional<EmailAddress> email(@Nullable String typed);

  /// Empty where nobody is named.
  Optional<String> name(@Nullable String typed);
}
