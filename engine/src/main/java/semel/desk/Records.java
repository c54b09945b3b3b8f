package semel.desk;

import java.util.Optional;
import semel.message.LeadId;

/// Port: what a person looks at. Reads only.
public interface Records {

  /// One page of messages, newest due first.
  ///
  /// @throws IllegalArgumentException when the cursor is not one of ours
  MessagePage messages(MessageQuery query);

  /// A lead with its messages and journal.
  Optional<LeadFile> lead(LeadId lead);

  Totals totals();

  /// All of it, for whoever takes it away.
  Archive archive();
}
