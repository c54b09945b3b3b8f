package semel.reconcile;

import java.time.Duration;
import java.util.List;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.message.ProviderReference;

/// Port: events that wait, and receipts. Each operation is one transaction, and may be done by any
/// number of workers at once.
public interface Receipts {

  /// So long an event waits for its message to become known; then it counts as unmatched.
  Duration PATIENCE = Duration.ofDays(3);

  /// What was done about events.
  ///
  /// @param events how many were looked at
  record Handled(int events, List<JournalEntry> entries) {}

  /// Looks at events that wait: records what they report, and settles doubts by it. An event whose
  /// message is not known yet is looked at again, less and less often.
  Handled handle(Reports reports, RetryPolicy retry, int limit);

  /// Puts messages that were sent on the list of those to be asked about, at these ages.
  void follow(Reports reports, List<Duration> ages);

  /// Takes the turn to ask about messages that have no last word yet; the next turn is at the next
  /// of the ages.
  List<ProviderReference> due(Reports reports, List<Duration> ages);

  /// Records what a provider answered.
  void record(Reports reports, List<Receipt> receipts);
}
