package semel.board.kept;

import semel.account.AccountId;
import semel.account.Pauses;

/// Pauses beside a kept watch: whoever pauses an account sees it paused.
public final class KeptPauses implements Pauses {

  private final Pauses pauses;
  private final KeptWatch watch;

  public KeptPauses(Pauses pauses, KeptWatch watch) {
    this.pauses = pauses;
    this.watch = watch;
  }

  @Override
  public boolean pause(AccountId account, String who) {
    return seen(pauses.pause(account, who));
  }

  @Override
  public boolean resume(AccountId account) {
    return seen(pauses.resume(account));
  }

  private boolean seen(boolean changed) {
    if (changed) {
      watch.renewProviders();
    }
    return changed;
  }
}
