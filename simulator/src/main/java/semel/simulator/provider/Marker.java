package semel.simulator.provider;

import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;

/// The text by which a provider is told which message it is.
final class Marker {

  private static final String PREFIX = "semel:";

  private Marker() {}

  /// Reads what [MessageKey#text] wrote, whatever follows it.
  static MessageKey key(String text) {
    var parts = text.split(":", -1);
    if (!text.startsWith(PREFIX) || parts.length < 3) {
      throw new IllegalArgumentException("not the marker of a message: " + text);
    }
    var channel = parts[2].equals(Channel.SMS.key()) ? Channel.SMS : Channel.EMAIL;
    return new MessageKey(LeadId.parse(parts[1]), channel);
  }
}
