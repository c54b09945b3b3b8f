package semel.simulator.checkers.safety;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.simulator.checkers.Checker;

/// S9: the same key gets the same answer; the same key with another body never a lead.
public final class SameKeySameAnswer extends Checker {

  private record Answer(String fingerprint, LeadId lead) {}

  private final Map<String, Answer> answers = new HashMap<>();

  public SameKeySameAnswer(Made made) {
    super("S9", made);
  }

  @Override
  public void answered(Registration registration, Registered answer) {
    if (registration.key() == null || view.forgets()) {
      return;
    }
    switch (answer) {
      case Registered.Fresh(var lead, _, _) -> judge(registration, lead);
      case Registered.Known(var lead, _) -> judge(registration, lead);
      case Registered.Replayed(var lead, _, _) -> judge(registration, lead);
      case Registered.KeyReused(),
          Registered.KeyBusy(),
          Registered.NoCampaign(),
          Registered.Unsure() -> {}
    }
  }

  private void judge(Registration registration, LeadId lead) {
    var key = requireNonNull(registration.key());
    var now = new Answer(key.fingerprint(), lead);
    var known = answers.putIfAbsent(key.value(), now);
    if (known != null && !known.equals(now)) {
      violated(null, "one key, two answers");
    }
  }
}
