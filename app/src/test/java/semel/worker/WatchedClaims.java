package semel.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import semel.account.Account;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;

/// Claims of a store with a test between. Faults: closings whose commit is not seen, a database
/// that is away, and whatever a test does before a claim. Never: a claim that the store did not
/// make.
final class WatchedClaims implements Claims {

  /// What becomes of closings.
  enum Recording {
    SEEN,
    /// They are recorded and nobody is told.
    UNSEEN,
    /// They are not, because the database is away.
    AWAY
  }

  final List<ClaimOrder> orders = new CopyOnWriteArrayList<>();
  final List<List<Closing>> closings = new CopyOnWriteArrayList<>();
  volatile Recording recording = Recording.SEEN;
  volatile Runnable beforeClaim = () -> {};

  private final Claims claims;

  WatchedClaims(Claims claims) {
    this.claims = claims;
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    orders.add(order);
    beforeClaim.run();
    return claims.claim(order, composer);
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> ends) {
    closings.add(List.copyOf(ends));
    return switch (recording) {
      case SEEN -> claims.close(account, retry, worker, ends);
      case UNSEEN -> {
        var _ = claims.close(account, retry, worker, ends);
        yield Optional.empty();
      }
      case AWAY -> throw new UncheckedIOException(new IOException("the database is away"));
    };
  }
}
