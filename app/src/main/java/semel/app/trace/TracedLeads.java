package semel.app.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
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

/// Tells each registration that a lead came of, or came back to. Others are of nobody, so there is
/// no trace that they belong to.
record TracedLeads(Leads leads, Spans spans) implements Leads {

  @Override
  public Registered register(Registration registration) {
    var began = spans.now();
    var registered = leads.register(registration);
    var campaign = registration.campaign();
    switch (registered) {
      case Registered.Fresh(var lead, _, _) ->
          tell(Place.registration(lead), began, campaign, "fresh");
      case Registered.Known(var lead, _) -> tell(Place.below(lead), began, campaign, "known");
      case Registered.Replayed(var lead, _, _) ->
          tell(Place.below(lead), began, campaign, "replayed");
      case Registered.KeyReused _,
          Registered.KeyBusy _,
          Registered.NoCampaign _,
          Registered.Limited _,
          Registered.Crowded _,
          Registered.Unsure _ -> {}
    }
    return registered;
  }

  private void tell(Place place, long began, String campaign, String word) {
    var attributes =
        Attributes.builder()
            .put("semel.lead", place.lead().toString())
            .put("semel.campaign", campaign)
            .put("semel.registered", word)
            .build();
    spans.tell(place, "register", SpanKind.INTERNAL, began, attributes);
  }

  @Override
  public void publish(Campaign campaign) {
    leads.publish(campaign);
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
