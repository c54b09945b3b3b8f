package semel.simulated;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.desk.MessagePage;
import semel.desk.MessageQuery;
import semel.desk.MessageRow;
import semel.desk.Records;
import semel.desk.Totals;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.State;
import semel.simulated.SimulatedStore.LeadEntry;
import semel.simulated.SimulatedStore.Row;

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
          store.rows.values().stream()
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

  private static boolean matches(Row row, MessageQuery query) {
    var key = row.message.key();
    return (query.state() == null || query.state() == row.message.state().name())
        && (query.channel() == null || query.channel() == key.channel())
        && (query.campaign() == null || query.campaign().equals(row.lead.campaign))
        && (query.text() == null || key.text().contains(query.text()));
  }

  private MessageRow messageRow(Row row) {
    var message = row.message;
    return new MessageRow(
        message.key(),
        row.lead.campaign,
        message.state().name(),
        row.lead.masked(message.key()),
        message.due(),
        nextAt(row),
        message.attempts().number(),
        settledAt(message.state()),
        row.account == null ? null : row.account.value(),
        detail(message.state()));
  }

  private static Instant nextAt(Row row) {
    return switch (row.message.state()) {
      case State.Scheduled(var nextAt) -> nextAt;
      case State.InDoubt doubt -> doubt.nextAt();
      case State.Claimed(var leaseUntil) -> leaseUntil;
      case State.Held _, State.Sent _, State.Failed _, State.Cancelled _ -> row.message.due();
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
        Optional.ofNullable(store.leads.get(id))
            .map(lead ->
                new LeadFile(
                    leadRow(lead),
                    store.rowsOf(id).stream().map(this::messageRow).toList(),
                    List.copyOf(store.journal.getOrDefault(id, List.of())))));
  }

  private static LeadRow leadRow(LeadEntry lead) {
    var person = lead.person;
    return new LeadRow(
        lead.id,
        lead.campaign,
        person == null ? null : person.name(),
        person == null ? null : person.email().address(),
        person == null ? null : person.typedPhone(),
        person == null ? null : person.phone().e164(),
        person == null ? null : person.source(),
        person == null ? null : person.answers(),
        person == null ? null : person.metadata(),
        lead.createdAt,
        lead.scheduledFor,
        lead.clicks,
        person == null);
  }

  @Override
  public Totals totals() {
    return store.transaction(() -> {
      var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
      for (var row : store.rows.values()) {
        messages
            .computeIfAbsent(row.message.key().channel(), _ -> new EnumMap<>(State.Name.class))
            .merge(row.message.state().name(), 1L, Long::sum);
      }
      var clicks = store.leads.values().stream().mapToLong(lead -> lead.clicks).sum();
      return new Totals(
          store.leads.size(), messages, Map.copyOf(store.repeats), store.incidents, clicks);
    });
  }

  @Override
  public void exportLeads(Consumer<LeadRow> consumer) {
    store
        .transaction(() -> store.leads.values().stream().map(SimulatedRecords::leadRow).toList())
        .forEach(consumer);
  }

  @Override
  public void exportMessages(Consumer<MessageRow> consumer) {
    store
        .transaction(() -> store.rows.values().stream().map(this::messageRow).toList())
        .forEach(consumer);
  }
}
