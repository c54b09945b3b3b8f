package semel.simulator.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import semel.account.Account;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.simulator.edge.DatabaseEdge.Operation;
import semel.simulator.fault.Fault;

/// Claims as one machine reaches them, with the faults of [DatabaseEdge]; it may also die between
/// the commit of a batch of ends and the answer.
public final class FaultyClaims implements Claims {

  private static final Duration AWAY = Duration.ofSeconds(1);

  private final DatabaseEdge edge;

  public FaultyClaims(Host host, Database database) {
    this.edge = new DatabaseEdge(host, database);
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    var claims = edge.database().store().claims();
    return edge.run(
        new Operation<>(
            () -> claims.claim(order, composer),
            () -> new ClaimAnswer.Closed("the database is away", AWAY),
            FaultyClaims::unsure,
            order.account().id().value()));
  }

  private static ClaimAnswer unsure(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted(var claims, _, _, _) ->
          new ClaimAnswer.Unsure(claims, "the commit is not known");
      case ClaimAnswer.Unsure _, ClaimAnswer.Closed _ -> answer;
    };
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    var claims = edge.database().store().claims();
    var entries =
        edge.run(
            new Operation<Optional<List<JournalEntry>>>(
                () -> claims.close(account, retry, worker, closings),
                Optional::empty,
                _ -> Optional.empty(),
                null));
    if (entries.isPresent() && edge.host().faults().strikes(Fault.CRASH_IN_BATCH)) {
      edge.host().dies(Fault.CRASH_IN_BATCH);
    }
    return entries;
  }
}
