package semel.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import semel.account.Account;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;

/// Claims whose commits may be lost from sight. Faults: the commit happened, did not happen, or
/// happens later, and the worker is told of none. Never: a commit that is told of and not there.
public final class UnsureClaims implements Claims {

  /// What the next commits do.
  public enum Commit {
    /// They happen and are told of.
    SEEN,
    /// They happen, and nobody is told.
    UNSEEN,
    /// They happen when [#land] is called; nobody is told.
    LATER
  }

  private final Claims claims;
  private final List<Runnable> later = new ArrayList<>();
  private final List<List<Closing>> closings = new ArrayList<>();
  private Commit commit = Commit.SEEN;

  public UnsureClaims(Claims claims) {
    this.claims = claims;
  }

  public void commits(Commit next) {
    commit = next;
  }

  /// The late commits happen now.
  public void land() {
    later.forEach(Runnable::run);
    later.clear();
  }

  /// What was asked to be recorded so far, call by call.
  public List<List<Closing>> closings() {
    return List.copyOf(closings);
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    return switch (commit) {
      case SEEN -> claims.claim(order, composer);
      case UNSEEN ->
          switch (claims.claim(order, composer)) {
            case ClaimAnswer.Granted(var granted, _, _, _) ->
                new ClaimAnswer.Unsure(granted, "the connection was lost");
            case ClaimAnswer.Unsure unsure -> unsure;
            case ClaimAnswer.Closed closed -> closed;
          };
      case LATER -> {
        later.add(() -> claims.claim(order, composer));
        yield new ClaimAnswer.Unsure(expected(order, composer), "the connection was lost");
      }
    };
  }

  /// The claims the order will make when it lands: found by making them and handing them back.
  private List<Claim> expected(ClaimOrder order, Composer composer) {
    return switch (claims.claim(order, composer)) {
      case ClaimAnswer.Granted(var granted, _, _, _) -> {
        var back = granted.stream().map(claim -> Endings.release(claim, "not yet")).toList();
        claims.close(order.account(), order.retry(), order.worker(), back);
        yield granted;
      }
      case ClaimAnswer.Unsure(var unsure, _) -> unsure;
      case ClaimAnswer.Closed _ -> List.of();
    };
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> ends) {
    closings.add(ends);
    return switch (commit) {
      case SEEN -> claims.close(account, retry, worker, ends);
      case UNSEEN -> {
        var _ = claims.close(account, retry, worker, ends);
        yield Optional.empty();
      }
      case LATER -> {
        later.add(() -> claims.close(account, retry, worker, ends));
        yield Optional.empty();
      }
    };
  }
}
