package semel.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import semel.account.Account;
import semel.account.AccountId;
import semel.journal.JournalEntry;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;

/// Port: lapsed claims and messages in doubt. Each operation is one transaction.
public interface Doubts {

  /// What one sweep did, and how long until the next lease may lapse (empty: none is open).
  record Sweep(List<JournalEntry> entries, Optional<Duration> nextLapse) {}

  /// Moves what has lapsed to in doubt (R2) and what is out of time to failed.
  Sweep sweep(RetryPolicy retry);

  /// The messages of these accounts that are in doubt, oldest first, at most `limit`.
  List<Doubt> open(Set<AccountId> accounts, int limit);

  /// Takes the turn to ask about a doubt; false when another worker has it or the account's gate
  /// for look-ups is closed. The next turn is after `pause`.
  boolean takeTurn(Doubt doubt, Duration pause);

  /// Remembers that a complete look-up found nothing for the first time; the next turn is after
  /// `pause`.
  void noteAbsent(Doubt doubt, Duration pause);

  /// Applies what was learnt, if the doubt is still that of the same claim.
  List<JournalEntry> settle(Account account, Doubt doubt, Event event, RetryPolicy retry);
}
