package semel.simulated;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.IdempotencyKey;
import semel.intake.LeadAnswers;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Rule;
import semel.message.Attempts;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Answered;
import semel.simulated.rows.Applied;
import semel.simulated.rows.Lead;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// Leads in memory. The number of a person is remembered even when the person was erased.
final class SimulatedLeads implements Leads {

  private static final String DOOR = "door";

  private final SimulatedStore store;
  private final Table table;

  SimulatedLeads(SimulatedStore store) {
    this.store = store;
    this.table = store.table;
  }

  @Override
  public void publish(Campaign campaign) {
    store.transaction(() -> {
      table.put(campaign);
      return campaign;
    });
  }

  @Override
  public Registered register(Registration registration) {
    return store.transaction(() -> decided(registration));
  }

  private Registered decided(Registration registration) {
    var key = registration.key();
    var answered = key == null ? null : store.workings.answered(table, key.value());
    if (answered != null && key != null) {
      return replay(answered, key);
    }
    var campaign = table.campaign(registration.campaign());
    if (campaign == null) {
      return new Registered.NoCampaign();
    }
    var known = store.workings.known(table, registration.campaign(), registration.phone().e164());
    return known == null ? fresh(registration, campaign) : known(known, registration);
  }

  private Registered replay(Answered answered, IdempotencyKey key) {
    var lead = table.lead(answered.lead());
    if (lead == null) {
      return new Registered.KeyBusy();
    }
    if (!answered.fingerprint().equals(key.fingerprint())) {
      return new Registered.KeyReused();
    }
    table.addRepeat("same request replayed");
    return new Registered.Replayed(lead.id(), lead.scheduledFor(), answered.fresh());
  }

  private Registered fresh(Registration registration, Campaign campaign) {
    var now = store.at();
    var delay = Duration.ofMillis(campaign.delay().toMillis());
    var due = now.plus(delay);
    var lead = lead(registration, now, due);
    table.put(lead);
    for (var channel : Channel.values()) {
      var row = Row.fresh(table.next(), message(lead.id(), channel, due));
      store.put(
          row, new Applied(null, row.message(), null, Rule.T1, "registered", DOOR, Mark.PLAIN));
    }
    remember(registration.key(), lead, true);
    var untilDue = Duration.ofNanos((long) (ChronoUnit.MICROS.between(now, due) / 1e6 * 1e9));
    return new Registered.Fresh(lead.id(), due, untilDue);
  }

  private Lead lead(Registration registration, Instant now, Instant due) {
    var person =
        new Lead.Person(
            registration.name(),
            registration.email(),
            registration.typedPhone(),
            registration.phone(),
            registration.source(),
            registration.answers(),
            registration.metadata());
    var phone = registration.phone().e164();
    return new Lead(
        store.workings.newLead(phone, now, store.random),
        table.next(),
        registration.campaign(),
        phone,
        person,
        new Lead.Visits(0, null, null),
        now,
        due,
        null);
  }

  private Message message(LeadId lead, Channel channel, Instant due) {
    return new Message(
        new MessageKey(lead, channel),
        new State.Scheduled(due),
        null,
        Attempts.none(),
        due,
        due.plus(store.timeToSend()),
        false);
  }

  private Registered known(Lead lead, Registration registration) {
    var same =
        lead.person() != null
            && lead.person().email().address().equalsIgnoreCase(registration.email().address());
    table.addRepeat(same ? "form sent twice" : "same phone, new email");
    remember(registration.key(), lead, false);
    return new Registered.Known(lead.id(), lead.scheduledFor());
  }

  private void remember(@Nullable IdempotencyKey key, Lead lead, boolean fresh) {
    if (key != null) {
      table.put(
          new Answered(key.value(), key.fingerprint(), lead.id(), fresh, store.at(), table.next()));
    }
  }

  @Override
  public Optional<URI> click(LinkCode code, Channel channel) {
    var lead = Lead.ofCode(code);
    return lead == null ? Optional.empty() : click(lead, channel);
  }

  @Override
  public Optional<URI> click(LeadId id, Channel channel) {
    return store.transaction(() -> {
      var lead = table.lead(id);
      var campaign = lead == null ? null : table.campaign(lead.campaign());
      if (lead == null || campaign == null) {
        return Optional.empty();
      }
      table.put(lead.visited(visited(lead.visits(), channel)));
      return Optional.of(campaign.target());
    });
  }

  @Override
  public Optional<LeadAnswers> answers(LinkCode code) {
    var id = Lead.ofCode(code);
    return id == null
        ? Optional.empty()
        : store.transaction(() -> Optional.ofNullable(table.lead(id)).map(Lead::answers));
  }

  private Lead.Visits visited(Lead.Visits before, Channel channel) {
    var sms = before.sms();
    var email = before.email();
    return switch (channel) {
      case SMS -> new Lead.Visits(before.clicks() + 1, sms == null ? store.at() : sms, email);
      case EMAIL -> new Lead.Visits(before.clicks() + 1, sms, email == null ? store.at() : email);
    };
  }
}
