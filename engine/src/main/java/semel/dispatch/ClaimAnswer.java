package semel.dispatch;

import java.time.Duration;
import java.util.List;
import semel.journal.JournalEntry;

/// What became of a [ClaimOrder].
public sealed interface ClaimAnswer {

  /// Committed: these may be sent. `entries` tells of messages that were found too late or
  /// undecidable. When the order was not filled, nothing more is due before `idle` is over.
  ///
  /// @param late how long each of the claims was due before it was claimed
  record Granted(List<Claim> claims, List<JournalEntry> entries, Duration idle, List<Duration> late)
      implements ClaimAnswer {}

  /// The commit may or may not have happened: none of these may ever be sent (§5).
  record Unsure(List<Claim> claims, String reason) implements ClaimAnswer {}

  /// Nothing was claimed, for `pause`: the gate is closed, or the database does not answer.
  record Closed(String reason, Duration pause) implements ClaimAnswer {}
}
