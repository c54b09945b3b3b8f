package semel.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import semel.account.Capability;
import semel.desk.Desk;
import semel.desk.Erasure;
import semel.desk.Ruling;
import semel.desk.Ruling.Kind;
import semel.desk.Verdict;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// A person's wishes in memory.
final class SimulatedDesk implements Desk {

  private final SimulatedStore store;
  private final Table table;
  private final Duration settle;
  private final RetryPolicy retry;

  SimulatedDesk(SimulatedStore store, Duration settle, RetryPolicy retry) {
    this.store = store;
    this.table = store.table;
    this.settle = settle;
    this.retry = retry;
  }

  @Override
  public Ruling cancel(MessageKey key, String who) {
    return store.transaction(() -> onSamePast(key, new Event.CancelAsked(who), who));
  }

  @Override
  public Ruling resolve(MessageKey key, Verdict verdict) {
    var event =
        new Event.Judged(verdict.claim(), verdict.sent(), verdict.who(), verdict.reason(), settle);
    return store.transaction(() -> onSamePast(key, event, verdict.who()));
  }

  private Ruling onSamePast(MessageKey key, Event event, String who) {
    var row = table.row(key);
    return row == null || store.sameHistory()
        ? ruled(key, event, who)
        : refused(row.state().name(), Desk.OTHER_PAST);
  }

  @Override
  public Optional<ClaimId> doubt(MessageKey key) {
    return store.transaction(() -> {
      var row = table.row(key);
      return row == null ? Optional.empty() : Optional.ofNullable(SimulatedRecords.doubt(row));
    });
  }

  private Ruling ruled(MessageKey key, Event event, String who) {
    var row = table.row(key);
    return row == null
        ? new Ruling(Kind.NOT_FOUND, null, "there is no such message", List.of())
        : ruled(row, event, who);
  }

  private Ruling ruled(Row row, Event event, String who) {
    var terms = store.terms(new Capability.Blind(), retry);
    var decision = store.workings.decide(row.message(), event, terms);
    var entries = store.write(row, event, decision, row.trace(), who).stream().toList();
    return switch (decision) {
      case Decision.Move(var after, _, var why, _) ->
          new Ruling(Kind.DONE, after.state().name(), why, entries);
      case Decision.Flag(var after, var why) ->
          new Ruling(Kind.NOTED, after.state().name(), why, entries);
      case Decision.Stay(_, var why) -> new Ruling(Kind.REFUSED, row.state().name(), why, entries);
    };
  }

  @Override
  public Map<Channel, Ruling> resend(LeadId lead, String who) {
    return store.transaction(() -> {
      var rulings = new EnumMap<Channel, Ruling>(Channel.class);
      table.rowsOf(lead).forEach(row -> rulings.put(row.key().channel(), resent(row, who)));
      return rulings;
    });
  }

  private Ruling resent(Row row, String who) {
    var state = row.state().name();
    return switch (row.state()) {
      case State.Scheduled _ -> {
        store.put(row, dueNow(row), "made due now", who);
        store.note(store.remark(row, "made due now", who, Mark.PLAIN));
        yield new Ruling(Kind.DONE, state, "due now", List.of());
      }
      case State.Claimed _ -> refused(state, "an attempt is open");
      case State.InDoubt _, State.Held _ ->
          refused(state, "it may have been sent; settle the doubt first");
      case State.Failed(_, var reason) -> refused(state, "it failed for good: " + reason);
      case State.Cancelled _ -> refused(state, "it was cancelled");
      case State.Sent _ -> {
        var stay = new Decision.Stay(Decision.Weight.REPEAT, "resend of a sent message");
        var entries = store.write(row, new Event.Swept(), stay, row.trace(), who);
        yield new Ruling(Kind.REFUSED, state, "already sent", entries.stream().toList());
      }
    };
  }

  private static Ruling refused(State.Name state, String why) {
    return new Ruling(Kind.REFUSED, state, why, List.of());
  }

  private Row dueNow(Row row) {
    var m = row.message();
    var due = m.due().isBefore(store.at()) ? m.due() : store.at();
    var sooner =
        new Message(
            m.key(), m.state(), m.claim(), m.attempts(), due, m.notAfter(), m.cancelRequested());
    return row.with(sooner).at(store.at());
  }

  @Override
  public Erasure erase(LeadId id, String who) {
    var erasure = store.transaction(() -> asked(id, who));
    store.doubts().sweep(retry);
    return erasure;
  }

  private Erasure asked(LeadId id, String who) {
    var lead = table.lead(id);
    if (lead != null && !store.sameHistory()) {
      return Erasure.refused(Desk.OTHER_PAST);
    }
    var pending = new ArrayList<Channel>();
    var entries = new ArrayList<JournalEntry>();
    for (var row : table.rowsOf(id)) {
      var ruling = ruled(row, new Event.CancelAsked(who), who);
      entries.addAll(ruling.entries());
      if (ruling.kind() == Kind.NOTED) {
        pending.add(row.key().channel());
      }
    }
    if (lead != null) {
      table.put(lead.eraseAsked(store.at()));
    }
    return new Erasure(lead != null, null, List.copyOf(pending), List.copyOf(entries));
  }
}
