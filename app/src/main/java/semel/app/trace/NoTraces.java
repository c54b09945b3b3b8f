package semel.app.trace;

import java.util.List;
import semel.dispatch.Claims;
import semel.dispatch.Sender;
import semel.intake.Leads;
import semel.reconcile.Inquiry;
import semel.worker.Threads;

/// Nobody listens.
record NoTraces() implements Traces {

  @Override
  public Leads of(Leads leads) {
    return leads;
  }

  @Override
  public Claims of(Claims claims) {
    return claims;
  }

  @Override
  public Sender of(Sender sender) {
    return sender;
  }

  @Override
  public Inquiry of(Inquiry inquiry) {
    return inquiry;
  }

  @Override
  public List<Threads.Handle> loops() {
    return List.of();
  }
}
