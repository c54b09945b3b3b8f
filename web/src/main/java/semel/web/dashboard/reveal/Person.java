package semel.web.dashboard.reveal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import semel.desk.LeadRow;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// How a lead may be reached, as much of it as may be shown.
///
/// @param phone whole or masked; empty once the lead is erased
/// @param email the same
/// @param seconds for which it is still shown whole; zero while it is masked
public record Person(String lead, String phone, String email, long seconds, boolean erased) {

  /// A lead to somebody for whom it is revealed so long, which may be not at all.
  public static Person of(LeadRow lead, Duration left) {
    var whole = left.isPositive();
    return new Person(
        lead.id().toString(),
        phone(lead.phoneE164(), whole),
        email(lead.email(), whole),
        whole ? Math.max(1, left.toSeconds()) : 0,
        lead.erased());
  }

  private static String phone(@Nullable String e164, boolean whole) {
    if (e164 == null) {
      return "";
    }
    return whole ? spaced(e164) : new PhoneNumber(e164).masked();
  }

  private static String email(@Nullable String address, boolean whole) {
    if (address == null) {
      return "";
    }
    return whole ? address : new EmailAddress(address).masked();
  }

  /// `+7 700 000 00 42`; other countries group in ways of their own.
  private static String spaced(String e164) {
    return e164.matches("\\+7[0-9]{10}")
        ? String.join(
            " ",
            "+7",
            e164.substring(2, 5),
            e164.substring(5, 8),
            e164.substring(8, 10),
            e164.substring(10))
        : e164;
  }

  public boolean whole() {
    return seconds > 0;
  }
}
