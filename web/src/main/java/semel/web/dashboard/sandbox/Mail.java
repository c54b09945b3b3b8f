package semel.web.dashboard.sandbox;

import java.time.Instant;
import java.util.Optional;
import semel.message.Recipient.EmailAddress;
import semel.sandbox.Capture;
import semel.sandbox.SandboxProvider;

/// A captured email.
///
/// @param recipient masked
public record Mail(String subject, String text, String html, String recipient, Instant at) {

  /// The email that a capture holds; empty for what is none.
  static Optional<Mail> of(Capture capture) {
    var parts = capture.body().split(SandboxProvider.PARTS, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var recipient = new EmailAddress(capture.recipient()).masked();
    return Optional.of(new Mail(parts[0], parts[1], parts[2], recipient, capture.at()));
  }
}
