package semel.app.log;

import java.net.URI;
import java.util.Optional;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.LeadAnswers;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;

/// Writes a log line for each repeat that the leads refuse.
public record JournaledLeads(Leads leads, LogJournal journal) implements Leads {

  @Override
  public void publish(Campaign campaign) {
    leads.publish(campaign);
  }

  @Override
  public Registered register(Registration registration) {
    var registered = leads.register(registration);
    switch (registered) {
      case Registered.Known(var lead, _) -> journal.repeatedRegistration(lead, false);
      case Registered.Replayed(var lead, _, _) -> journal.repeatedRegistration(lead, true);
      case Registered.Fresh _,
          Registered.KeyReused _,
          Registered.KeyBusy _,
          Registered.NoCampaign _,
          Registered.Limited _,
          Registered.Crowded _,
          Registered.Unsure _ -> {}
    }
    return registered;
  }

  @Override
  public Optional<URI> click(LinkCode code, Channel channel) {
    return leads.click(code, channel);
  }

  @Override
  public Optional<URI> click(LeadId lead, Channel channel) {
    return leads.click(lead, channel);
  }

  @Override
  public Optional<LeadAnswers> answers(LinkCode code) {
    return leads.answers(code);
  }
}
