package semel.simulator.edge;

import semel.account.Account;
import semel.account.Finding;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;
import semel.simulator.fault.Fault;

/// A question on a machine that may stand still with the answer in its hands: what is made of it
/// then is about a doubt that others may have settled long ago.
public record StallingInquiry(Inquiry inquiry, Host host) implements Inquiry {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTES = 300 * SECOND; // others look, claim and doubt meanwhile

  @Override
  public Account account() {
    return inquiry.account();
  }

  @Override
  public Finding ask(Doubt doubt) {
    var finding = inquiry.ask(doubt);
    if (host.faults().strikes(Fault.PAUSE_AFTER_LOOK)) {
      host.standsStill(host.faults().of(Fault.PAUSE_AFTER_LOOK).between(SECOND, MINUTES));
    }
    return finding;
  }
}
