package semel.simulator.edge;

import java.time.Duration;
import semel.desk.Desk;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.lifecycle.RetryPolicy;
import semel.message.MessageKey;
import semel.simulator.edge.DatabaseEdge.Operation;

/// What callers reach through one machine, with the faults of [DatabaseEdge].
public final class FaultyIntake {

  private final DatabaseEdge edge;
  private final Desk desk;

  /// @param settle how long after a lease a person is believed that a message was not sent
  public FaultyIntake(Host host, Database database, Duration settle, RetryPolicy retry) {
    this.edge = new DatabaseEdge(host, database);
    this.desk = database.store().desk(settle, retry);
  }

  /// A registration; unsure when the database refused or its answer was lost.
  public Registered register(Registration registration) {
    var leads = edge.database().store().leads();
    return edge.run(
        new Operation<>(
            () -> leads.register(registration),
            Registered.Unsure::new,
            _ -> new Registered.Unsure(),
            null));
  }

  /// A wish to stop a message.
  public Ruling cancel(MessageKey key) {
    return edge.runOrThrow(() -> desk.cancel(key, "somebody"));
  }

  /// A person's verdict.
  public Ruling resolve(MessageKey key, Verdict verdict) {
    return edge.runOrThrow(() -> desk.resolve(key, verdict));
  }

  /// A wish to send it now.
  public void sendNow(MessageKey key) {
    edge.runOrThrow(() -> desk.resend(key.lead(), "somebody"));
  }
}
