package semel.simulated;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.RecipientLimit;
import semel.journal.JournalEntry;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.Lifecycle;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Rule;
import semel.message.Attempts;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// Claims in memory: gate, history, rows, bodies, tokens, as on PostgreSQL.
final class SimulatedClaims implements Claims {

  private static final Duration IDLE = Duration.ofDays(1);
  private static final Comparator<Row> SOONEST =
      Comparator.comparing((Row row) -> row.columns().nextAt()).thenComparingLong(Row::number);

  private final SimulatedStore store;
  private final Table table;

  SimulatedClaims(SimulatedStore store) {
    this.store = store;
    this.table = store.table;
  }

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    return store.transaction(() -> {
      if (!store.sameHistory()) {
        doubtEverything(order.lease(), order.retry());
        return new ClaimAnswer.Closed("the database's history changed", Duration.ofMillis(1));
      }
      var gate = table.gate(order.account().id().value());
      if (gate.paused(store.at())) {
        var reason = gate.pauseReason() == null ? "paused" : gate.pauseReason();
        return new ClaimAnswer.Closed(reason, gate.untilOver(store.at()));
      }
      var free = store.workings.free(gate, store.at());
      return free == 0
          ? new ClaimAnswer.Closed("rate", gate.untilFree(store.at()))
          : granted(order, composer, Math.min(order.ids().size(), free));
    });
  }

  private ClaimAnswer granted(ClaimOrder order, Composer composer, int asked) {
    var account = order.account();
    var picked = pick(order, asked);
    var limit = order.recipientLimit();
    var allowed = limit == null ? picked : allowed(picked, limit);
    var claims = new ArrayList<Claim>();
    var entries = take(order, composer, allowed, claims);
    if (!claims.isEmpty()) {
      var gate = table.gate(account.id().value());
      table.put(account.id().value(), store.workings.take(gate, claims.size(), store.at()));
    }
    var idle = picked.size() < asked ? idle(order) : Duration.ZERO;
    return new ClaimAnswer.Granted(List.copyOf(claims), List.copyOf(entries), idle, List.of());
  }

  /// What an account may claim now, soonest first.
  private List<Row> pick(ClaimOrder order, int limit) {
    var picked = new ArrayList<Row>();
    var mine = new Due(order);
    for (var row = mine.next(); row != null && picked.size() < limit; row = mine.next()) {
      if (row.columns().nextAt().isAfter(store.at())) {
        break;
      }
      if (!store.workings.held(row)) {
        picked.add(row);
      }
    }
    return picked;
  }

  /// Walks what is scheduled and, where the account may repeat, its doubts, in one order.
  private final class Due {
    private final Iterator<Row> scheduled;
    private final Iterator<Row> doubts;
    private @Nullable Row nextScheduled;
    private @Nullable Row nextDoubt;

    Due(ClaimOrder order) {
      var account = order.account();
      scheduled = table.scheduled(account.channel()).iterator();
      doubts =
          account.capability().repeats()
              ? repeated(order, table.doubtsByTurn(account.id()))
              : List.<Row>of().iterator();
      nextScheduled = step(scheduled);
      nextDoubt = step(doubts);
    }

    private Iterator<Row> repeated(ClaimOrder order, NavigableSet<Row> all) {
      var account = order.account();
      var terms = store.terms(account.capability(), order.retry());
      return all.stream()
          .filter(row -> row.key().channel() == account.channel())
          .filter(row ->
              !(account.capability() instanceof Capability.Staged)
                  || Lifecycle.repeatsDraft(row.message(), terms))
          .iterator();
    }

    private static @Nullable Row step(Iterator<Row> rows) {
      return rows.hasNext() ? rows.next() : null;
    }

    @Nullable Row next() {
      var first = nextScheduled;
      var doubt = nextDoubt;
      if (first == null || (doubt != null && SOONEST.compare(doubt, first) < 0)) {
        nextDoubt = step(doubts);
        return doubt;
      }
      nextScheduled = step(scheduled);
      return first;
    }
  }

  /// Those of the picked that may go now; the others wait.
  private List<Row> allowed(List<Row> picked, RecipientLimit limit) {
    var counted = new HashMap<String, List<Instant>>();
    var allowed = new ArrayList<Row>();
    var waiting = new ArrayList<Row>();
    var now = store.at();
    for (var row : picked) {
      var phone = table.lead(row).phone();
      var taken = counted.computeIfAbsent(phone, _ -> counted(row, phone, limit));
      var repeat = row.state() instanceof State.InDoubt; // counts already, and makes no second one
      var tooLate = !row.message().notAfter().isAfter(now); // the claim ends it
      if (store.workings.mayReceive(taken.size(), limit) || repeat || tooLate) {
        allowed.add(row);
        taken.add(now.plus(store.workings.sameBatch(limit)));
      } else {
        taken.sort(null);
        var freeAt = taken.get(taken.size() - limit.count());
        waiting.add(store.workings.waits(row, freeAt, now));
      }
    }
    waiting.forEach(row -> store.put(row(row.key()), row, "waits for its recipient", "claim"));
    return allowed;
  }

  private List<Instant> counted(Row row, String phone, RecipientLimit limit) {
    var counted = new ArrayList<Instant>();
    for (var lead : table.leadsOf(phone)) {
      var other = table.row(new MessageKey(lead.id(), row.key().channel()));
      var until = other == null ? null : store.workings.countsUntil(other, limit, store.at());
      if (until != null) {
        counted.add(until);
      }
    }
    return counted;
  }

  private Row row(MessageKey key) {
    return requireNonNull(table.row(key));
  }

  /// Decides about each and writes the decisions; adds to `claims` what may be sent.
  private List<JournalEntry> take(
      ClaimOrder order, Composer composer, List<Row> allowed, List<Claim> claims) {
    var entries = new ArrayList<JournalEntry>();
    var used = 0;
    for (var row : allowed) {
      var id = order.ids().get(used);
      var event = new Event.Claimable(id, store.at().plus(order.lease()));
      var terms = store.terms(order.account().capability(), order.retry());
      var decision = store.workings.decide(row.message(), event, terms);
      var by = row.trace();
      if (decision instanceof Decision.Move(_, var rule, _, _)
          && (rule == Rule.T2 || rule == Rule.T8)) {
        var body = freeze(row, order.account(), composer);
        if (body == null) {
          store.put(row, store.workings.putOff(row, store.at()), "cannot be composed", "claim");
          continue;
        }
        claims.add(claim(row, id, order, body));
        by = new Row.Trace(order.account().id(), body, order.worker(), store.at());
      }
      used++;
      store.write(row, event, decision, by, order.worker()).ifPresent(entries::add);
    }
    return entries;
  }

  /// The body as frozen by an earlier claim of this account, or composed now; null when it cannot.
  private @Nullable Body freeze(Row row, Account account, Composer composer) {
    var frozen = row.trace().body();
    if (frozen != null && account.id().equals(row.trace().account())) {
      return frozen;
    }
    var lead = table.lead(row);
    try {
      return composer.compose(lead.campaign(), row.key(), lead.card());
    } catch (RuntimeException _) {
      return null;
    }
  }

  private Claim claim(Row row, ClaimId id, ClaimOrder order, Body body) {
    var recipient = table.lead(row).recipient(row.key());
    var draft = row.message().attempts().draft();
    return new Claim(row.key(), id, recipient, body, order.began(), keyLeft(row, order), draft);
  }

  private Duration keyLeft(Row row, ClaimOrder order) {
    if (!(order.account().capability() instanceof Capability.Keyed(var ttlSafe))) {
      return order.lease().multipliedBy(2);
    }
    var first = row.message().attempts().firstAt();
    return first == null ? ttlSafe : Duration.between(store.at(), first.plus(ttlSafe));
  }

  private Duration idle(ClaimOrder order) {
    var first = new Due(order).next();
    if (first == null) {
      return IDLE;
    }
    var micros = ChronoUnit.MICROS.between(store.at(), first.columns().nextAt());
    return Duration.ofNanos((long) Math.max(0, micros / 1e6 * 1e9));
  }

  /// §10: what may have been claimed is in doubt, and what was learnt about a doubt is forgotten.
  private void doubtEverything(Duration lease, RetryPolicy retry) {
    var until = store.at().plus(lease);
    for (var row : List.copyOf(table.rows())) {
      if (SimulatedRecords.doubt(row) == null) {
        continue;
      }
      store.put(row, watchedAnew(row, until), "watched anew", "history");
    }
    for (var account : store.accounts()) {
      for (var key : endangered(account)) {
        var row = row(key);
        var event = new Event.HistoryChanged(ClaimId.draw(store.random), until);
        var decision =
            store.workings.decide(row.message(), event, store.terms(account.capability(), retry));
        var by = row.trace();
        var owner =
            by.account() == null
                ? new Row.Trace(account.id(), by.body(), by.claimedBy(), by.claimedAt())
                : by;
        store.write(row, event, decision, owner, "history");
      }
    }
    store.standOnLiveHistory();
  }

  private Row watchedAnew(Row row, Instant until) {
    var message = row.message();
    var attempts = message.attempts();
    var exposed =
        new Attempts(
            attempts.number(), attempts.spent(), true, attempts.firstAt(), attempts.draft());
    var columns = row.columns();
    return row.with(message.with(exposed).claimedAs(ClaimId.draw(store.random)))
        .with(
            new Row.Columns(columns.nextAt(), until, columns.doubtSince(), null, columns.reason()));
  }

  private List<MessageKey> endangered(Account account) {
    var keys = new ArrayList<MessageKey>();
    for (var rows : List.of(table.scheduled(account.channel()), table.byLease())) {
      for (var row : rows) {
        if (row.key().channel() == account.channel()
            && store.workings.endangered(row, store.at())) {
          keys.add(row.key());
        }
      }
    }
    keys.sort(Table.BY_KEY);
    return keys;
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    return store.transaction(() -> {
      for (var closing : closings) {
        if (closing.pause() != null) {
          pause(account, closing.pause());
        }
      }
      var events = new TreeMap<MessageKey, Queue<Event>>(Table.BY_KEY);
      for (var closing : closings) {
        events
            .computeIfAbsent(closing.claim().key(), _ -> new ArrayDeque<>())
            .addAll(closing.events());
      }
      return Optional.of(List.copyOf(close(account, retry, worker, events)));
    });
  }

  /// One event of each message a round.
  private List<JournalEntry> close(
      Account account, RetryPolicy retry, String worker, Map<MessageKey, Queue<Event>> events) {
    var entries = new ArrayList<JournalEntry>();
    events.keySet().removeIf(key -> table.row(key) == null);
    while (!events.isEmpty()) {
      for (var entry : events.entrySet()) {
        var terms = store.terms(account.capability(), retry);
        store
            .apply(row(entry.getKey()), entry.getValue().remove(), terms, worker)
            .ifPresent(entries::add);
      }
      events.values().removeIf(Queue::isEmpty);
    }
    return entries;
  }

  private void pause(Account account, Closing.Pause pause) {
    var until = store.at().plusMillis(pause.length().toMillis());
    var name = account.id().value();
    table.put(name, table.gate(name).pause(until, pause.reason()));
  }
}
