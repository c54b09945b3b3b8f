package semel.simulator.checkers.safety;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S9: the same key gets the same answer; the same key with another body never a lead. What a loss
/// of the database took away is answered anew.
public final class SameKeySameAnswer extends Checker {

  private record Answer(String fingerprint, LeadId lead) {}

  private final Map<String, Answer> answers = new HashMap<>();
  private final Set<LeadId> lost = new HashSet<>();
  private boolean forgot;

  public SameKeySameAnswer(Made made) {
    super("S9", made);
  }

  @Override
  public void answered(Registration registration, Registered answer) {
    if (registration.key() == null) {
      return;
    }
    switch (answer) {
      case Registered.Fresh(var lead, _, _) -> judge(registration, lead);
      case Registered.Known(var lead, _) -> judge(registration, lead);
      case Registered.Replayed(var lead, _, _) -> judge(registration, lead);
      case Registered.KeyReused(),
          Registered.KeyBusy(),
          Registered.Limited _,
          Registered.Crowded(),
          Registered.NoCampaign(),
          Registered.Unsure() -> {}
    }
  }

  @Override
  public void pastChanged(Set<MessageKey> keys) {
    answers.clear();
    forgot = true;
    var table = view.store().table();
    keys.stream().map(MessageKey::lead).filter(lead -> table.lead(lead) == null).forEach(lost::add);
  }

  private void judge(Registration registration, LeadId lead) {
    var key = requireNonNull(registration.key());
    // An answer may be heard hours after its lead, or its key alone, was lost.
    if (lost.contains(lead) || (forgot && view.store().table().answered(key.value()) == null)) {
      return;
    }
    var now = new Answer(key.fingerprint(), lead);
    var known = answers.putIfAbsent(key.value(), now);
    if (known != null && !known.equals(now)) {
      violated(null, "one key, two answers");
    }
  }
}
