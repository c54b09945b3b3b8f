package semel.desk;

import java.util.Map;
import java.util.Optional;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;

/// Port: what a person asks for. Each operation is one transaction and leaves a journal entry with
/// the person's name.
public interface Desk {

  /// Why nothing that a person says of a message is taken for a moment: with the past of the
  /// database a message that was sent may be scheduled again (§10), until a claim sees to it.
  String OTHER_PAST = "the database's past changed; look again in a moment";

  /// Stops a message that was not sent yet (§9, Cancel). Refused until a change of the database's
  /// past is seen to.
  Ruling cancel(MessageKey key, String who);

  /// Names the open doubt of a message; empty where there is none.
  Optional<ClaimId> doubt(MessageKey key);

  /// Settles a doubt by a person's verdict (T14, or T5 and T9 while it is still being checked). A
  /// verdict on another doubt than the open one is refused, and so is any until a change of the
  /// database's past is seen to (§10): with the past an old doubt may have come back.
  Ruling resolve(MessageKey key, Verdict verdict);

  /// Makes what was never sent due now; it goes through the same claim. What was sent is a blocked
  /// repeat. Empty for an unknown lead.
  Map<Channel, Ruling> resend(LeadId lead, String who);

  /// Erases the person and keeps the proof that one message of each kind was sent. Refused until a
  /// change of the database's past is seen to.
  Erasure erase(LeadId lead, String who);
}
