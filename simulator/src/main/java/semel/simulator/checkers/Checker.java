package semel.simulator.checkers;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.simulated.rows.Applied;
import semel.simulator.provider.Ledger.Effect;

/// Watches one invariant of protocol §12 in one world.
public abstract class Checker {

  private final String invariant;
  private final Consumer<Violation> found;
  protected final View view;

  /// What every checker is made with.
  public record Made(View view, Consumer<Violation> found) {}

  protected Checker(String invariant, Made made) {
    this.invariant = invariant;
    this.view = made.view();
    this.found = made.found();
  }

  /// A change of a message is committed.
  public void changed(Applied change) {}

  /// A provider took a message.
  public void took(Effect effect) {}

  /// A guard said yes for a claim: its bytes leave now.
  public void leaves(ClaimId claim, MessageKey key) {}

  /// A caller got the answer to a registration.
  public void answered(Registration registration, Registered answer) {}

  /// Something is said in the log.
  public void told(String line, @Nullable MessageKey key) {}

  /// The database's past changed, for these messages.
  public void pastChanged(Set<MessageKey> keys) {}

  /// The faults have stopped.
  public void calm() {}

  /// Everything had time to settle.
  public void ended() {}

  protected final void violated(@Nullable MessageKey key, String what) {
    found.accept(new Violation(invariant, view.agenda().now(), key, what));
  }

  public final String invariant() {
    return invariant;
  }
}
