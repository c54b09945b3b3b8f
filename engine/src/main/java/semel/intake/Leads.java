package semel.intake;

import java.net.URI;
import java.util.Optional;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.message.Channel;
import semel.message.LeadId;

/// Port: leads as the outside makes and visits them. Each operation is one transaction.
public interface Leads {

  /// Makes a campaign known, or updates what is known of it.
  void publish(Campaign campaign);

  /// Writes the lead and both of its messages in one commit (T1), or says why not. A refused repeat
  /// is kept as data.
  Registered register(Registration registration);

  /// Counts a click on a short link; where the click goes, or empty for an unknown code.
  Optional<URI> click(LinkCode code, Channel channel);

  /// Counts a click on a link of the old backend, which names the lead itself.
  Optional<URI> click(LeadId lead, Channel channel);

  /// What the person behind a short link answered; empty for an unknown code.
  Optional<LeadAnswers> answers(LinkCode code);
}
