package semel.simulator.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

/// What stands between one machine and the database. Faults: those of [Host], a refusal, slowness,
/// a second try, and a commit that is not seen, lost or late. Never: an answer that was not given.
record DatabaseEdge(Host host, Database database) {

  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000 * MILLISECOND;

  /// One operation of a port.
  ///
  /// @param work the transaction
  /// @param away what the port says when the database refused, which changes nothing
  /// @param unseen what it says when the commit's answer was lost, from what the transaction did
  /// @param gate the account whose gate it holds, null for none
  record Operation<T>(
      Supplier<T> work, Supplier<T> away, Function<T, T> unseen, @Nullable String gate) {}

  <T> T run(Operation<T> operation) {
    host.step();
    if (database.away() || strikes(Fault.REFUSED)) {
      return operation.away().get();
    }
    if (strikes(Fault.SLOW_DATABASE)) {
      host.pass(of(Fault.SLOW_DATABASE).between(MILLISECOND, 5 * SECOND));
    }
    if (strikes(Fault.TRIED_AGAIN)) {
      database.lost(operation.work());
      host.pass(of(Fault.TRIED_AGAIN).between(MILLISECOND, SECOND / 10));
    }
    if (operation.gate() != null) {
      waitForGate();
    }
    if (database.away()) {
      return operation.away().get();
    }
    var result = commit(operation);
    host.step();
    return result;
  }

  /// Last, for while anything else is waited for somebody may come to hold it.
  private void waitForGate() {
    for (var held = database.gateHeld(); held > 0; held = database.gateHeld()) {
      host.pass(held);
    }
  }

  private <T> T commit(Operation<T> operation) {
    if (strikes(Fault.COMMIT_LOST)) {
      return operation.unseen().apply(database.lost(operation.work()));
    }
    if (strikes(Fault.COMMIT_LATE)) {
      var late = of(Fault.COMMIT_LATE).between(MILLISECOND, 90 * SECOND);
      var result = database.late(late, operation.gate(), operation.work());
      host.pass(of(Fault.COMMIT_LATE).between(MILLISECOND, SECOND));
      return operation.unseen().apply(result);
    }
    var result = database.transaction(operation.work());
    return strikes(Fault.COMMIT_UNSEEN) ? operation.unseen().apply(result) : result;
  }

  /// An operation that says by an exception that it is not known to have happened.
  <T> T runOrThrow(Supplier<T> work) {
    return run(
        new Operation<>(
            work,
            () -> {
              throw new UncheckedIOException(new IOException("the database is away"));
            },
            _ -> {
              throw new UncheckedIOException(new IOException("the commit is not known"));
            },
            null));
  }

  private boolean strikes(Fault fault) {
    return host.faults().strikes(fault);
  }

  private Chance of(Fault fault) {
    return host.faults().of(fault);
  }
}
