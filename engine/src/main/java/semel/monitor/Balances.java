package semel.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import semel.monitor.Here.Balance;

/// Asks now and then what is left on the accounts that tell.
public final class Balances {

  private static final Duration REST = Duration.ofMinutes(10);

  /// Who did not tell is asked again sooner.
  private static final Duration SOON = Duration.ofSeconds(20);

  /// So an hour goes by at least before what was told is worth nothing: a time-out is no news of a
  /// balance.
  private static final int MISSES = 180;

  /// Port: an account that tells its balance; empty when it does not tell just now.
  @FunctionalInterface
  public interface Purse {
    Optional<Balance> balance();
  }

  private record Last(Optional<Balance> balance, int missed) {
    Last then(Optional<Balance> told) {
      if (told.isPresent()) {
        return new Last(told, 0);
      }
      return missed + 1 < MISSES ? new Last(balance, missed + 1) : NOTHING;
    }
  }

  private static final Last NOTHING = new Last(Optional.empty(), 0);

  private final List<Purse> purses;
  private volatile List<Last> last;

  public Balances(List<Purse> purses) {
    this.purses = List.copyOf(purses);
    this.last = Collections.nCopies(purses.size(), NOTHING);
  }

  /// Asks each once; returns how long to rest.
  public Duration ask() {
    var before = last;
    var now = new ArrayList<Last>();
    var everyoneTold = true;
    for (var i = 0; i < purses.size(); i++) {
      var told = purses.get(i).balance();
      everyoneTold &= told.isPresent();
      now.add(before.get(i).then(told));
    }
    last = List.copyOf(now);
    return everyoneTold ? REST : SOON;
  }

  /// What each told last, unless it has told nothing for an hour.
  public List<Balance> known() {
    return last.stream().flatMap(purse -> purse.balance().stream()).toList();
  }
}
