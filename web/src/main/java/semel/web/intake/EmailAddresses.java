package semel.web.intake;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import semel.message.Recipient.EmailAddress;

/// Turns what people type into an address that mail providers take: a plain name before the @, and
/// a domain of at least two labels, in lower case and punycode.
final class EmailAddresses {

  /// What a text turned out to be.
  sealed interface Reading {
    /// An address that mail can be sent to.
    record Usable(EmailAddress address) implements Reading {}

    /// None that is taken.
    record Unusable(Reason reason) implements Reading {}
  }

  /// Why a text is not taken.
  enum Reason {
    /// Not exactly one @.
    AT,
    /// The name before the @ is empty, too long, or has a character that names do not have.
    NAME,
    /// The domain after the @ is none.
    DOMAIN,
    /// Longer than any address.
    TOO_LONG
  }

  static final int LENGTH_MAX = 254;

  private static final int NAME_MAX = 64;
  private static final int DOMAIN_MAX = 253;

  // The atoms of RFC 5322; quoted names exist on paper only, and could smuggle in a header.
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  private EmailAddresses() {}

  /// Reads what a person typed; spaces around it are no part of it.
  static Reading read(String typed) {
    var text = typed.strip();
    var at = text.indexOf('@');
    if (at < 0 || text.indexOf('@', at + 1) >= 0) {
      return new Reading.Unusable(Reason.AT);
    }
    if (text.length() > LENGTH_MAX) {
      return new Reading.Unusable(Reason.TOO_LONG);
    }
    var name = text.substring(0, at);
    if (name.length() > NAME_MAX || !NAME.matcher(name).matches()) {
      return new Reading.Unusable(Reason.NAME);
    }
    var domain = ascii(text.substring(at + 1));
    if (domain.length() > DOMAIN_MAX || !DOMAIN.matcher(domain).matches()) {
      return new Reading.Unusable(Reason.DOMAIN);
    }
    var address = name + "@" + domain;
    return address.length() > LENGTH_MAX
        ? new Reading.Unusable(Reason.TOO_LONG)
        : new Reading.Usable(new EmailAddress(address));
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return "";
    }
  }
}
