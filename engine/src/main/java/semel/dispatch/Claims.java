package semel.dispatch;

import java.util.List;
import java.util.Optional;
import semel.account.Account;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;

/// Port: claims and their ends. Each operation is one transaction.
public interface Claims {

  /// Claims what is due (§5), freezing the body of what is claimed for the first time.
  ClaimAnswer claim(ClaimOrder order, Composer composer);

  /// Records how attempts ended, all or none; repeating it changes nothing more.
  ///
  /// @return the entries written, or empty when it is not known whether they were
  Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings);
}
