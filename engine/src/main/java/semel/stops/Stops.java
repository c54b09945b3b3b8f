package semel.stops;

import semel.campaign.LinkCode;
import semel.message.Channel;
import semel.message.Recipient;

/// Port: who gets no messages any more. A message to one of them that is not on its way yet is
/// cancelled when it would be claimed. The list outlives the erasure of a person, whom it does not
/// name.
public interface Stops {

  /// Stops whom a lead's message in this channel goes to, as its recipient asks; false for an
  /// unknown code.
  boolean stop(LinkCode code, Channel channel);

  /// Stops a number or an address; false when it was stopped already.
  boolean stop(Recipient recipient, String who);

  /// Lets messages through again; false when it was not stopped.
  boolean lift(Recipient recipient);
}
