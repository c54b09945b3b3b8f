package semel.dispatch;

import semel.campaign.LeadCard;
import semel.message.Body;
import semel.message.MessageKey;

/// Renders a message and composes its request body; called once per message, inside the first
/// claim.
@FunctionalInterface
public interface Composer {

  /// Composes the body of one message for the lead of the campaign with that slug. What it throws
  /// leaves this one message unclaimed for a while, and no other.
  Body compose(String campaign, MessageKey key, LeadCard lead);
}
