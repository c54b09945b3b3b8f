package semel.simulator.design;

import semel.account.Account;
import semel.dispatch.Claims;
import semel.dispatch.Drafts;
import semel.dispatch.Sender;
import semel.lifecycle.Timing;
import semel.simulated.rows.Workings;
import semel.simulator.provider.Provider;

/// How Semel is put together in a world: as it is. A mistake overrides one place, and the checkers
/// must notice.
public class Design {

  /// Makes it anew for each world, so that none remembers another.
  @FunctionalInterface
  public interface Made {
    Design make();
  }

  /// What is known of an account.
  public Account account(Account account) {
    return account;
  }

  /// What the store does.
  public Workings workings() {
    return new Workings();
  }

  /// What the dispatcher claims through.
  public Claims claims(Claims claims) {
    return claims;
  }

  /// What chooses among drafts.
  public Drafts drafts(Drafts drafts) {
    return drafts;
  }

  /// What the dispatcher sends through.
  public Sender sender(Sender sender) {
    return sender;
  }

  /// The times that the reconciler waits by.
  public Timing reconciling(Timing timing) {
    return timing;
  }

  /// What the keyed provider is asked through.
  public Provider keyed(Provider provider) {
    return provider;
  }
}
