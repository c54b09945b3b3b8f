package semel.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.monitor.Here.Balance;

/// Asks now and then what is left on the accounts that tell.
public final class Balances {

  private static final Duration REST = Duration.ofMinutes(10);

  /// Who did not tell is asked again sooner.
  private static final Duration SOON = Duration.ofSeconds(20);

  /// Port: an account that tells its balance; empty when it does not tell just now.
  @FunctionalInterface
  public interface Purse {
    Optional<Balance> balance();
  }

  private final List<Purse> purses;
  private volatile List<Balance> known = List.of();

  public Balances(List<Purse> purses) {
    this.purses = List.copyOf(purses);
  }

  /// Asks each once; returns how long to rest.
  public Duration ask() {
    known = purses.stream().flatMap(purse -> purse.balance().stream()).toList();
    return known.size() < purses.size() ? SOON : REST;
  }

  /// What they told when they were asked last; without those that did not tell.
  public List<Balance> known() {
    return known;
  }
}
