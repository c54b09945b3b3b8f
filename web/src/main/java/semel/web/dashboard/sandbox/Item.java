package semel.web.dashboard.sandbox;

import java.time.Instant;
import java.util.function.UnaryOperator;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.sandbox.Capture;
import semel.sandbox.SandboxProvider;

/// One captured message in the list.
///
/// @param who its lead: their name, or else the masked recipient
/// @param line how it begins
public record Item(LeadId lead, Channel channel, String who, Instant at, String line) {

  static Item of(Capture capture, UnaryOperator<String> shown) {
    var channel = capture.key().channel();
    var name = capture.name();
    var who = name == null ? masked(channel, capture.recipient()) : name;
    var end = capture.body().indexOf(SandboxProvider.PARTS);
    var line = end < 0 ? capture.body() : capture.body().substring(0, end);
    return new Item(capture.key().lead(), channel, who, capture.at(), shown.apply(line));
  }

  private static String masked(Channel channel, String recipient) {
    return switch (channel) {
      case SMS -> new PhoneNumber(recipient).masked();
      case EMAIL -> new EmailAddress(recipient).masked();
    };
  }
}
