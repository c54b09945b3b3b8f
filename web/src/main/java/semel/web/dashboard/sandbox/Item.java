package semel.web.dashboard.sandbox;

import java.time.Instant;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.sandbox.Capture;
import semel.sandbox.SandboxProvider;

/// One captured message in the list.
///
/// @param recipient masked
/// @param line how it begins
public record Item(LeadId lead, Channel channel, String recipient, Instant at, String line) {

  static Item of(Capture capture) {
    var channel = capture.key().channel();
    var recipient =
        switch (channel) {
          case SMS -> new PhoneNumber(capture.recipient()).masked();
          case EMAIL -> new EmailAddress(capture.recipient()).masked();
        };
    var end = capture.body().indexOf(SandboxProvider.PARTS);
    var line = end < 0 ? capture.body() : capture.body().substring(0, end);
    return new Item(capture.key().lead(), channel, recipient, capture.at(), line);
  }
}
