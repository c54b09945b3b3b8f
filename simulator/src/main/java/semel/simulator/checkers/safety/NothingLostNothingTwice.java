package semel.simulator.checkers.safety;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.simulator.checkers.Checker;

/// S6: one lead for a person and a campaign; what was acknowledged exists, with its messages.
public final class NothingLostNothingTwice extends Checker {

  private final Map<LeadId, Registration> acknowledged = new LinkedHashMap<>();

  public NothingLostNothingTwice(Made made) {
    super("S6", made);
  }

  @Override
  public void answered(Registration registration, Registered answer) {
    switch (answer) {
      case Registered.Fresh(var lead, _, _) -> acknowledged.put(lead, registration);
      case Registered.Known(var lead, _) -> acknowledged.put(lead, registration);
      case Registered.Replayed(var lead, _, _) -> acknowledged.put(lead, registration);
      case Registered.KeyReused(),
          Registered.KeyBusy(),
          Registered.NoCampaign(),
          Registered.Unsure() -> {}
    }
  }

  @Override
  public void ended() {
    var table = view.store().table();
    if (!view.forgets()) {
      for (var lead : acknowledged.keySet()) {
        for (var channel : Channel.values()) {
          var key = new MessageKey(lead, channel);
          if (table.row(key) == null) {
            violated(key, "acknowledged, and not there");
          }
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
