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
  ///
  /// @param stopLink where its recipient says that no more may come, also by a program that knows
  ///   nothing of the text
  record Email(String subject, String text, String html, String stopLink) implements Content {
    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }
  }
}
