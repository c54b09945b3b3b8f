package semel.simulator.checkers.safety;

import java.util.HashMap;
import java.util.Map;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.simulator.checkers.Checker;
import semel.simulator.provider.Ledger.Effect;

/// S5: a provider is given the frozen body and the lead's own address.
public final class SentAsFrozen extends Checker {

  private final Map<MessageKey, String> bodies = new HashMap<>();

  public SentAsFrozen(Made made) {
    super("S5", made);
  }

  @Override
  public void took(Effect effect) {
    var known = bodies.putIfAbsent(effect.key(), effect.body());
    if (known != null && !known.equals(effect.body())) {
      violated(effect.key(), "taken with another body than before");
    }
    var table = view.store().table();
    var row = table.row(effect.key());
    var lead = table.lead(effect.key().lead());
    if (row == null || lead == null) {
      return; // the database lost them; there is nothing left to compare with
    }
    var body = row.trace().body();
    if (body != null && !body.value().equals(effect.body())) {
      violated(effect.key(), "taken with another body than the frozen one");
    }
    var address =
        switch (lead.recipient(effect.key())) {
          case PhoneNumber phone -> phone.digits();
          case EmailAddress email -> email.address();
        };
    if (!address.equals(effect.recipient())) {
      violated(effect.key(), "taken for another recipient");
    }
  }
}
