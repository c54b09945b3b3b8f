package semel.simulator.checkers.safety;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S6: one lead for a person and a campaign; what was acknowledged exists, with its messages. What
/// a loss of the database took away is not asked for again.
public final class NothingLostNothingTwice extends Checker {

  private final Set<LeadId> acknowledged = new LinkedHashSet<>();
  private final Set<LeadId> lost = new HashSet<>();

  public NothingLostNothingTwice(Made made) {
    super("S6", made);
  }

  @Override
  public void answered(Registration registration, Registered answer) {
    switch (answer) {
      case Registered.Fresh(var lead, _, _) -> acknowledged(lead);
      case Registered.Known(var lead, _) -> acknowledged(lead);
      case Registered.Replayed(var lead, _, _) -> acknowledged(lead);
      case Registered.KeyReused(),
          Registered.KeyBusy(),
          Registered.Limited _,
          Registered.Crowded(),
          Registered.NoCampaign(),
          Registered.Unsure() -> {}
    }
  }

  private void acknowledged(LeadId lead) {
    // An answer may be heard hours after its lead was lost.
    if (!lost.contains(lead)) {
      acknowledged.add(lead);
    }
  }

  private boolean there(LeadId lead) {
    return view.store().table().lead(lead) != null;
  }

  @Override
  public void pastChanged(Set<MessageKey> keys) {
    keys.stream().map(MessageKey::lead).filter(lead -> !there(lead)).forEach(lost::add);
    acknowledged.removeAll(lost);
  }

  @Override
  public void ended() {
    var table = view.store().table();
    for (var lead : acknowledged) {
      for (var channel : Channel.values()) {
        var key = new MessageKey(lead, channel);
        if (table.row(key) == null) {
          violated(key, "acknowledged, and not there");
        }
      }
    }
    var people = new HashMap<String, LeadId>();
    for (var lead : table.leads()) {
      var known = people.put(lead.campaign() + " " + lead.phone(), lead.id());
      if (known != null) {
        violated(new MessageKey(lead.id(), Channel.SMS), "a second lead for the same person");
      }
    }
  }
}
