package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import semel.account.Capability;
import semel.contract.StoreUnderTest;
import semel.desk.Desk;
import semel.desk.Erasure;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Terms;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.SimulatedStore.Row;

/// A person's wishes in memory.
final class SimulatedDesk implements Desk {

  private static final RetryPolicy RETRY =
      new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofMinutes(10));

  private final SimulatedStore store;

  SimulatedDesk(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public Ruling cancel(MessageKey key, String who) {
    return store.transaction(() -> ruled(key, new Event.CancelAsked(who), who));
  }

  @Override
  public Ruling resolve(MessageKey key, Verdict verdict) {
    var event =
        new Event.Judged(verdict.sent(), verdict.who(), verdict.reason(), StoreUnderTest.SETTLE);
    return store.transaction(() -> ruled(key, event, verdict.who()));
  }

  private Ruling ruled(MessageKey key, Event event, String who) {
    var row = store.rows.get(key);
    if (row == null) {
      return new Ruling(Ruling.Kind.NOT_FOUND, null, "There is no such message.", List.of());
    }
    var before = row.message.state().name();
    var entries = store.apply(row, event, terms(), who).stream().toList();
    var after = row.message.state().name();
    if (entries.isEmpty()) {
      return new Ruling(Ruling.Kind.REFUSED, after, "The message is " + after.key(), entries);
    }
    var kind = before == after ? Ruling.Kind.NOTED : Ruling.Kind.DONE;
    return new Ruling(kind, after, entries.getFirst().why(), entries);
  }

  private Terms terms() {
    return store.terms(new Capability.Blind(), RETRY);
  }

  @Override
  public Map<Channel, Ruling> resend(LeadId lead, String who) {
    return store.transaction(() -> {
      var rulings = new EnumMap<Channel, Ruling>(Channel.class);
      store.rowsOf(lead).forEach(row -> rulings.put(channel(row), resent(row, who)));
      return rulings;
    });
  }

  private static Channel channel(Row row) {
    return row.message.key().channel();
  }

  private Ruling resent(Row row, String who) {
    var state = row.message.state().name();
    return switch (row.message.state()) {
      case State.Scheduled _ -> {
        row.message = dueNow(row.message, store.now());
        var entry = store.keep(store.remark(row, "due now, asked for", who, Mark.PLAIN));
        yield new Ruling(Ruling.Kind.DONE, state, entry.why(), List.of(entry));
      }
      case State.Sent _ -> {
        var entry = store.keep(store.remark(row, "already sent", who, Mark.REPEAT));
        yield new Ruling(Ruling.Kind.REFUSED, state, entry.why(), List.of(entry));
      }
      case State.Claimed _, State.InDoubt _, State.Held _, State.Failed _, State.Cancelled _ ->
          new Ruling(Ruling.Kind.REFUSED, state, "The message is " + state.key(), List.of());
    };
  }

  private static Message dueNow(Message m, Instant now) {
    var due = m.due().isBefore(now) ? m.due() : now;
    return new Message(
        m.key(),
        new State.Scheduled(now),
        m.claim(),
        m.attempts(),
        due,
        m.notAfter(),
        m.cancelRequested());
  }

  @Override
  public Erasure erase(LeadId id, String who) {
    return store.transaction(() -> {
      var lead = store.leads.get(id);
      if (lead == null) {
        return new Erasure(false, List.of(), List.of());
      }
      lead.erasing = true;
      var entries = new ArrayList<JournalEntry>();
      for (var row : store.rowsOf(id)) {
        store.apply(row, new Event.CancelAsked(who), terms(), who).ifPresent(entries::add);
      }
      store.finishErasing(lead);
      return new Erasure(true, pending(id), entries);
    });
  }

  private List<Channel> pending(LeadId id) {
    return store.rowsOf(id).stream()
        .filter(row -> !row.message.state().name().settled())
        .map(SimulatedDesk::channel)
        .toList();
  }
}
