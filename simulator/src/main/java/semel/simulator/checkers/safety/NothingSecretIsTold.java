package semel.simulator.checkers.safety;

import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S12: no number, address or key of a provider in a log line.
public final class NothingSecretIsTold extends Checker {

  /// What the API keys of a simulated world begin with.
  public static final String SECRET = "simulated-secret";

  public NothingSecretIsTold(Made made) {
    super("S12", made);
  }

  @Override
  public void told(String line, @Nullable MessageKey key) {
    if (line.contains(SECRET)) {
      violated(key, "a log line holds a key of a provider");
    }
    var lead = key == null ? null : view.store().table().lead(key.lead());
    if (lead == null || lead.erased()) {
      return;
    }
    var person = lead.known();
    if (line.contains(person.phone().digits()) || line.contains(person.email().address())) {
      violated(key, "a log line holds a number or an address");
    }
  }
}
