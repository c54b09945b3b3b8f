package semel.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import semel.campaign.Campaign.Linked;
import semel.campaign.LinkCode;
import semel.message.Channel;
import semel.message.Recipient;
import semel.stops.Stops;

/// The stop list in memory.
final class TwinStops implements Stops {

  final List<Linked> byLink = new ArrayList<>();
  final Set<Recipient> recipients = new HashSet<>();
  boolean known = true;

  @Override
  public boolean stop(LinkCode code, Channel channel) {
    return known && byLink.add(new Linked(code, channel));
  }

  @Override
  public boolean stop(Recipient recipient, String who) {
    return recipients.add(recipient);
  }

  @Override
  public boolean lift(Recipient recipient) {
    return recipients.remove(recipient);
  }
}
