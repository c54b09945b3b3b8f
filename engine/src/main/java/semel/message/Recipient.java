package semel.message;

/// Where a message goes; it decides the channel.
public sealed interface Recipient {

  Channel channel();

  /// What a log line or an alert may show.
  String masked();

  /// A phone number in E.164, for example `+77771234567`.
  record PhoneNumber(String e164) implements Recipient {
    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 15;
    private static final int SHOWN_AT_END = 2;

    public PhoneNumber {
      if (!isE164(e164)) {
        throw new IllegalArgumentException("a phone number is stored in E.164");
      }
    }

    /// By hand: every row that is read makes one of these.
    private static boolean isE164(String text) {
      var digits = text.length() - 1;
      return digits >= DIGITS_MIN
          && digits <= DIGITS_MAX
          && text.charAt(0) == '+'
          && text.charAt(1) != '0'
          && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /// The digits without the plus sign.
    public String digits() {
      return e164.substring(1);
    }

    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public String masked() {
      var shown = e164.substring(e164.length() - SHOWN_AT_END);
      var start = e164.startsWith("+7") ? "+7 " + e164.substring(2, 5) : e164.substring(0, 3);
      return start + " ••• •• " + shown;
    }
  }

  /// An email address, its domain in lower case.
  record EmailAddress(String address) implements Recipient {
    public EmailAddress {
      if (address.indexOf('@') < 1) {
        throw new IllegalArgumentException("an email address has a name before its @");
      }
    }

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }

    @Override
    public String masked() {
      var at = address.lastIndexOf('@');
      return address.codePointAt(0) < 0x10000
          ? address.charAt(0) + "•••" + address.substring(at)
          : "•••" + address.substring(at);
    }
  }
}
