package semel.simulator.checkers.safety;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S12: no number, address or key of a provider in a log line.
public final class NothingSecretIsTold extends Checker {

  /// What the API keys of a simulated world begin with.
  public static final String SECRET = "simulated-secret";

  /// What every number of a simulated world looks like, whoever's it is. One key in some millions
  /// holds as many such digits between others.
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9a-f-])7701[0-9]{7}(?![0-9a-f])");

  public NothingSecretIsTold(Made made) {
    super("S12", made);
  }

  @Override
  public void told(String line, @Nullable MessageKey key) {
    if (line.contains(SECRET)) {
      violated(key, "a log line holds a key of a provider");
    }
    if (NUMBER.matcher(line).find()) {
      violated(key, "a log line holds a number");
      return;
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
