package semel.web.dashboard.sandbox;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import semel.message.Recipient.EmailAddress;
import semel.sandbox.Capture;
import semel.sandbox.SandboxProvider;

/// A captured email.
///
/// @param recipient masked
public record Mail(String subject, String text, String html, String recipient, Instant at) {

  /// The email that a capture holds; empty for what is none.
  static Optional<Mail> of(Capture capture, UnaryOperator<String> shown) {
    var parts = capture.body().split(SandboxProvider.PARTS, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var recipient = new EmailAddress(capture.recipient()).masked();
    var text = shown.apply(parts[1]);
    var html = shown.apply(parts[2]);
    return Optional.of(new Mail(shown.apply(parts[0]), text, html, recipient, capture.at()));
  }
}
