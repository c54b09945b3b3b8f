package semel.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import semel.account.Account;
import semel.account.Finding;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// A provider that is asked and answers as it is told. Faults: any finding, anything thrown, and
/// whatever else happens meanwhile. Never: a send.
public final class SimulatedInquiry implements Inquiry {

  private final Account account;
  private final List<Doubt> asked = new ArrayList<>();
  private Function<Doubt, Finding> answer = _ -> new Finding.Absent("not in the list");

  public SimulatedInquiry(Account account) {
    this.account = account;
  }

  /// From now on it answers like this.
  public void answers(Function<Doubt, Finding> as) {
    answer = as;
  }

  public synchronized List<Doubt> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Finding ask(Doubt doubt) {
    synchronized (this) {
      asked.add(doubt);
    }
    return answer.apply(doubt);
  }
}
