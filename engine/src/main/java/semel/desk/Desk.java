package semel.desk;

import java.util.Map;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;

/// Port: what a person asks for. Each operation is one transaction and leaves a journal entry with
/// the person's name.
public interface Desk {

  /// Stops a message that was not sent yet (§9, Cancel).
  Ruling cancel(MessageKey key, String who);

  /// Settles a doubt by a person's verdict (T14, or T5 and T9 while it is still being checked).
  Ruling resolve(MessageKey key, Verdict verdict);

  /// Makes what was never sent due now; it goes through the same claim. What was sent is a blocked
  /// repeat. Empty for an unknown lead.
  Map<Channel, Ruling> resend(LeadId lead, String who);

  /// Erases the person and keeps the proof that one message of each kind was sent.
  Erasure erase(LeadId lead, String who);
}
