package semel.simulated;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Attempts;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.SimulatedStore.LeadEntry;
import semel.simulated.SimulatedStore.Row;

/// Leads in memory. The number of a person is remembered even when the person was erased.
final class SimulatedLeads implements Leads {

  private static final Duration TIME_TO_SEND = Duration.ofHours(24);

  private final SimulatedStore store;

  SimulatedLeads(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public void publish(Campaign campaign) {
    store.transaction(() -> store.campaigns.put(campaign.slug(), campaign));
  }

  @Override
  public Registered register(Registration registration) {
    return store.transaction(() -> decided(registration));
  }

  private Registered decided(Registration registration) {
    var key = registration.key();
    var answered = key == null ? null : store.answered.get(key.value());
    if (answered != null && key != null) {
      return answered.fingerprint().equals(key.fingerprint())
          ? answered.again()
          : new Registered.KeyReused();
    }
    var campaign = store.campaigns.get(registration.campaign());
    if (campaign == null) {
      return new Registered.NoCampaign();
    }
    var person = registration.campaign() + " " + registration.phone().e164();
    var known = store.people.get(person);
    return known == null ? fresh(registration, campaign, person) : known(known, key);
  }

  private Registered fresh(Registration registration, Campaign campaign, String person) {
    var id = new LeadId(new UUID(store.leads.size() + 1L, 0x5e3e1L));
    var due = store.now().plus(campaign.delay());
    var lead = new LeadEntry(id, registration, store.now(), due);
    store.leads.put(id, lead);
    store.people.put(person, lead);
    for (var channel : Channel.values()) {
      store.rows.put(new MessageKey(id, channel), new Row(lead, message(id, channel, due)));
    }
    remember(registration.key(), lead, true);
    return new Registered.Fresh(id, due, campaign.delay());
  }

  private static Message message(LeadId lead, Channel channel, Instant due) {
    return new Message(
        new MessageKey(lead, channel),
        new State.Scheduled(due),
        null,
        Attempts.none(),
        due,
        due.plus(TIME_TO_SEND),
        false);
  }

  private Registered known(LeadEntry lead, @Nullable IdempotencyKey key) {
    store.repeats.merge("registered again", 1L, Long::sum);
    remember(key, lead, false);
    return new Registered.Known(lead.id, lead.scheduledFor);
  }

  private void remember(@Nullable IdempotencyKey key, LeadEntry lead, boolean fresh) {
    if (key != null) {
      var again = new Registered.Replayed(lead.id, lead.scheduledFor, fresh);
      store.answered.put(key.value(), new SimulatedStore.Answered(key.fingerprint(), again));
    }
  }

  @Override
  public Optional<URI> click(LinkCode code, Channel channel) {
    return store.transaction(() ->
        store.leads.values().stream()
            .filter(lead -> lead.code.equals(code))
            .findFirst()
            .flatMap(this::clicked));
  }

  @Override
  public Optional<URI> click(LeadId lead, Channel channel) {
    return store.transaction(
        () -> Optional.ofNullable(store.leads.get(lead)).flatMap(this::clicked));
  }

  private Optional<URI> clicked(LeadEntry lead) {
    lead.clicks++;
    return Optional.ofNullable(store.campaigns.get(lead.campaign)).map(Campaign::target);
  }
}
