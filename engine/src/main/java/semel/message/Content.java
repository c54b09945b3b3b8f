package semel.message;

/// The rendered text of one message, frozen no later than the first claim.
public sealed interface Content {

  Channel channel();

  /// The text of an SMS.
  record Sms(String text) implements Content {
    @Override
    public Channel channel() {
      return Channel.SMS;
    }
  }

  /// An email in both of its forms.
  record Email(String subject, String text, String html) implements Content {
    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }
  }
}
