package semel.journal;

import java.util.List;
import semel.message.MessageKey;

/// Port: tells people what was recorded. The entries themselves were committed with the change they
/// describe.
public interface Journal {

  /// A call to a provider is about to begin.
  void sending(MessageKey key, String maskedRecipient);

  /// These entries are committed.
  void recorded(List<JournalEntry> entries);

  /// Something an engineer must know that concerns no message; never a secret.
  void trouble(String sentence);
}
