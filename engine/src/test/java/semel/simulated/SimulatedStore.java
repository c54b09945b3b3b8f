package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.account.Capability;
import semel.campaign.Campaign;
import semel.campaign.LeadCard;
import semel.campaign.LinkCode;
import semel.contract.StoreUnderTest;
import semel.desk.Desk;
import semel.desk.LeadFile;
import semel.desk.Records;
import semel.dispatch.Claims;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.Body;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.Recipient;
import semel.reconcile.Doubts;

/// A store in memory with a clock of its own. One transaction runs at a time, so it shows what the
/// ports promise and nothing that only a real database can do wrong. It never is unsure: a fault is
/// put in front of it, see [UnsureClaims].
public final class SimulatedStore implements StoreUnderTest {

  /// One lead; `person` is null once erased.
  static final class LeadEntry {
    final LeadId id;
    final String campaign;
    final LinkCode code;
    final Instant createdAt;
    final Instant scheduledFor;
    @Nullable Registration person;
    boolean erasing;
    int clicks;

    LeadEntry(LeadId id, Registration person, Instant createdAt, Instant scheduledFor) {
      this.id = id;
      this.campaign = person.campaign();
      this.code = new LinkCode("code-" + id);
      this.createdAt = createdAt;
      this.scheduledFor = scheduledFor;
      this.person = person;
    }

    /// The person of a lead that still has one.
    Registration known() {
      if (person == null) {
        throw new IllegalStateException("lead " + id + " was erased");
      }
      return person;
    }

    LeadCard card() {
      return new LeadCard(known().name(), known().phone(), known().email(), code);
    }

    Recipient recipient(MessageKey key) {
      return switch (key.channel()) {
        case SMS -> known().phone();
        case EMAIL -> known().email();
      };
    }

    String masked(MessageKey key) {
      return person == null ? "erased" : recipient(key).masked();
    }
  }

  /// One message with what belongs to it beside its state.
  static final class Row {
    final LeadEntry lead;
    Message message;
    @Nullable AccountId account;
    @Nullable Body body;
    @Nullable Instant firstAbsent;

    Row(LeadEntry lead, Message message) {
      this.lead = lead;
      this.message = message;
    }
  }

  record Pause(Instant until, String reason) {}

  /// The stored answer of an idempotency key.
  record Answered(String fingerprint, Registered again) {}

  final Map<String, Campaign> campaigns = new HashMap<>();
  final Map<LeadId, LeadEntry> leads = new LinkedHashMap<>();
  final Map<String, LeadEntry> people = new HashMap<>();
  final Map<String, Answered> answered = new HashMap<>();
  final Map<MessageKey, Row> rows = new LinkedHashMap<>();
  final Map<AccountId, Pause> pauses = new HashMap<>();
  final Map<String, Long> repeats = new HashMap<>();
  final Map<LeadId, List<LeadFile.Line>> journal = new HashMap<>();
  long incidents;
  private Instant now = Instant.parse("2026-03-01T09:00:00Z");

  @Override
  public Leads leads() {
    return new SimulatedLeads(this);
  }

  @Override
  public Claims claims() {
    return new SimulatedClaims(this);
  }

  @Override
  public Doubts doubts() {
    return new SimulatedDoubts(this);
  }

  @Override
  public Desk desk() {
    return new SimulatedDesk(this);
  }

  @Override
  public Records records() {
    return new SimulatedRecords(this);
  }

  /// Everything a port does happens in here, alone.
  synchronized <T> T transaction(Supplier<T> work) {
    return work.get();
  }

  /// The database's clock.
  synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void passed(Duration time) {
    now = now.plus(time);
  }

  @Override
  public synchronized Optional<Message> message(MessageKey key) {
    return Optional.ofNullable(rows.get(key)).map(row -> row.message);
  }

  @Override
  public void close() {}

  Terms terms(Capability capability, RetryPolicy retry) {
    return new Terms(capability, retry, now, 0.5);
  }

  /// Decides, writes, and keeps the entry; empty when nothing is worth one.
  Optional<JournalEntry> apply(Row row, Event event, Terms terms, String who) {
    var before = row.message;
    return switch (Lifecycle.decide(before, event, terms)) {
      case Decision.Move(var after, var rule, var why, var incident) -> {
        row.message = after;
        row.firstAbsent = null;
        var mark = incident ? Mark.INCIDENT : Mark.PLAIN;
        var entry =
            new JournalEntry(
                before.key(),
                before.state().name(),
                after.state().name(),
                rule,
                why,
                who,
                mark,
                row.lead.masked(before.key()));
        finishErasing(row.lead);
        yield Optional.of(keep(entry));
      }
      case Decision.Flag(var after, var why) -> {
        row.message = after;
        yield Optional.of(keep(remark(row, why, who, Mark.PLAIN)));
      }
      case Decision.Stay(var weight, var why) ->
          switch (weight) {
            case NOTHING -> Optional.empty();
            case REPEAT -> Optional.of(keep(remark(row, why, who, Mark.REPEAT)));
            case INCIDENT -> Optional.of(keep(remark(row, why, who, Mark.INCIDENT)));
          };
    };
  }

  /// An entry about a message that does not move.
  JournalEntry remark(Row row, String why, String who, Mark mark) {
    var key = row.message.key();
    var state = row.message.state().name();
    return new JournalEntry(key, state, state, null, why, who, mark, row.lead.masked(key));
  }

  /// Appends to the journal and counts.
  JournalEntry keep(JournalEntry entry) {
    switch (entry.mark()) {
      case PLAIN -> {}
      case REPEAT -> repeats.merge(entry.why(), 1L, Long::sum);
      case INCIDENT -> incidents++;
    }
    journal
        .computeIfAbsent(entry.key().lead(), _ -> new ArrayList<>())
        .add(
            new LeadFile.Line(
                now,
                entry.key().channel(),
                entry.from().key(),
                entry.to().key(),
                entry.rule() == null ? null : entry.rule().name(),
                entry.why(),
                entry.who(),
                entry.mark().name().toLowerCase(Locale.ROOT)));
    return entry;
  }

  List<Row> rowsOf(LeadId lead) {
    return rows.values().stream().filter(row -> row.lead.id.equals(lead)).toList();
  }

  /// A person to be erased goes when no attempt for them is open any more.
  void finishErasing(LeadEntry lead) {
    if (lead.erasing
        && rowsOf(lead.id).stream().allMatch(r -> r.message.state().name().settled())) {
      lead.person = null;
      rowsOf(lead.id).forEach(row -> row.body = null);
    }
  }
}
