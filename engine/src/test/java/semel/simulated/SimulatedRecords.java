package semel.simulated;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.desk.Archive;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.desk.MessagePage;
import semel.desk.MessageQuery;
import semel.desk.MessageRow;
import semel.desk.Records;
import semel.desk.Totals;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.State;
import semel.simulated.rows.Lead;
import semel.simulated.rows.Line;
import semel.simulated.rows.Row;

/// What a person looks at, in memory. A cursor is the count of rows before the page.
final class SimulatedRecords implements Records {

  private final SimulatedStore store;

  SimulatedRecords(SimulatedStore store) {
    this.store = store;
  }

  @Override
  public MessagePage messages(MessageQuery query) {
    var first = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
    return store.transaction(() -> {
      var all =
          store.table.rows().stream()
              .filter(row -> matches(row, query))
              .map(this::messageRow)
              .sorted(Comparator.comparing(MessageRow::due).reversed())
              .toList();
      var last = Math.min(first + query.limit(), all.size());
      return new MessagePage(
          all.subList(Math.min(first, last), last),
          last < all.size() ? Integer.toString(last) : null);
    });
  }

  private boolean matches(Row row, MessageQuery query) {
    var key = row.key();
    return (query.state() == null || query.state() == row.state().name())
        && (query.channel() == null || query.channel() == key.channel())
        && (query.campaign() == null || query.campaign().equals(store.table.lead(row).campaign()))
        && (query.text() == null || key.text().contains(query.text()));
  }

  private MessageRow messageRow(Row row) {
    var message = row.message();
    var lead = store.table.lead(row);
    var account = row.trace().account();
    return new MessageRow(
        message.key(),
        lead.campaign(),
        message.state().name(),
        lead.masked(message.key()),
        message.due(),
        nextAt(row),
        message.attempts().number(),
        settledAt(message.state()),
        account == null ? null : account.value(),
        detail(message.state()),
        doubt(row),
        null);
  }

  /// The claim that is in doubt.
  static @Nullable ClaimId doubt(Row row) {
    return switch (row.state()) {
      case State.InDoubt _, State.Held _ -> row.message().claim();
      case State.Scheduled _, State.Claimed _, State.Sent _, State.Failed _, State.Cancelled _ ->
          null;
    };
  }

  private static Instant nextAt(Row row) {
    return switch (row.state()) {
      case State.Scheduled(var nextAt) -> nextAt;
      case State.InDoubt doubt -> doubt.nextAt();
      case State.Claimed(var leaseUntil) -> leaseUntil;
      case State.Held _, State.Sent _, State.Failed _, State.Cancelled _ -> row.message().due();
    };
  }

  private static @Nullable Instant settledAt(State state) {
    return switch (state) {
      case State.Sent(var at, _) -> at;
      case State.Failed(var at, _) -> at;
      case State.Cancelled(var at, _) -> at;
      case State.Scheduled _, State.Claimed _, State.InDoubt _, State.Held _ -> null;
    };
  }

  private static @Nullable String detail(State state) {
    return switch (state) {
      case State.Sent(_, var reference) -> reference.value();
      case State.Failed(_, var reason) -> reason;
      case State.Cancelled(_, var reason) -> reason;
      case State.InDoubt doubt -> doubt.reason();
      case State.Held(_, var reason) -> reason;
      case State.Scheduled _, State.Claimed _ -> null;
    };
  }

  @Override
  public Optional<LeadFile> lead(LeadId id) {
    return store.transaction(() ->
        Optional.ofNullable(store.table.lead(id))
            .map(lead ->
                new LeadFile(
                    leadRow(lead),
                    store.table.rowsOf(id).stream().map(this::messageRow).toList(),
                    store.table.journal(id).stream().map(SimulatedRecords::line).toList())));
  }

  private static LeadFile.Line line(Line line) {
    var entry = line.entry();
    return new LeadFile.Line(
        line.at(),
        entry.key().channel(),
        entry.from().key(),
        entry.to().key(),
        entry.rule() == null ? null : entry.rule().name(),
        entry.why(),
        entry.who(),
        entry.mark().name());
  }

  private static LeadRow leadRow(Lead lead) {
    var person = lead.person();
    return new LeadRow(
        lead.id(),
        lead.campaign(),
        person == null ? null : person.name(),
        person == null ? null : person.email().address(),
        person == null ? null : person.typedPhone(),
        person == null ? null : person.phone().e164(),
        person == null ? null : person.source(),
        person == null ? null : person.answers(),
        person == null ? null : person.metadata(),
        lead.createdAt(),
        lead.scheduledFor(),
        lead.visits().clicks(),
        person == null);
  }

  @Override
  public Totals totals() {
    return store.transaction(() -> {
      var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
      for (var channel : Channel.values()) {
        var counts = new EnumMap<State.Name, Long>(State.Name.class);
        for (var state : State.Name.values()) {
          if (store.table.count(channel, state) > 0) {
            counts.put(state, store.table.count(channel, state));
          }
        }
        if (!counts.isEmpty()) {
          messages.put(channel, counts);
        }
      }
      var clicks = store.table.leads().stream().mapToLong(lead -> lead.visits().clicks()).sum();
      return new Totals(
          store.table.leads().size(),
          messages,
          Map.copyOf(store.table.repeats()),
          store.table.incidents(),
          clicks);
    });
  }

  /// The simulation is looked at, and nobody takes it away.
  @Override
  public Archive archive() {
    throw new UnsupportedOperationException("a simulation is not exported");
  }
}
