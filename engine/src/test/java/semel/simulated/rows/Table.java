package semel.simulated.rows;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.campaign.Campaign;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;

/// All rows of a store, with an index for each question that is asked often. Nothing but an index
/// is walked by a port's operation, and every order is total: the same changes give the same walk.
///
/// Every write passes through here and is noted, so that the table can be taken back to an earlier
/// state.
public final class Table {

  private final Map<String, Campaign> campaigns = new LinkedHashMap<>();
  private final Map<LeadId, Lead> leads = new LinkedHashMap<>();
  private final Map<String, List<Lead>> people = new HashMap<>();
  private final Map<MessageKey, Row> rows = new LinkedHashMap<>();
  private final Map<LeadId, List<Line>> journal = new HashMap<>();
  private final Map<String, Answered> answered = new HashMap<>();
  private final NavigableSet<Answered> answeredByAge =
      new TreeSet<>(comparing(Answered::createdAt).thenComparingLong(Answered::number));
  private final Map<String, Gate> gates = new LinkedHashMap<>();
  private final Map<String, Long> repeats = new LinkedHashMap<>();
  private final Set<LeadId> erasing = new LinkedHashSet<>();

  private final Map<Channel, NavigableSet<Row>> scheduled = new EnumMap<>(Channel.class);
  private final NavigableSet<Row> byEnd = by(row -> row.message().notAfter());
  private final NavigableSet<Row> byLease = by(Table::lease);
  private final Map<AccountId, NavigableSet<Row>> doubtsByTurn = new LinkedHashMap<>();
  private final Map<AccountId, NavigableSet<Row>> doubtsByAge = new LinkedHashMap<>();
  private final Map<Channel, Map<State.Name, Long>> counts = new EnumMap<>(Channel.class);
  private final Map<LeadId, Long> touched = new HashMap<>();
  private final Undo undo = new Undo();
  private final Set<MessageKey> moved = new LinkedHashSet<>();
  private long incidents;
  private long made;

  public Table() {
    for (var channel : Channel.values()) {
      scheduled.put(channel, by(row -> row.columns().nextAt()));
    }
  }

  private static NavigableSet<Row> by(Function<Row, Instant> instant) {
    return new TreeSet<>(comparing(instant).thenComparingLong(Row::number));
  }

  private static Instant lease(Row row) {
    var lease = row.columns().leaseUntil();
    return lease == null ? Instant.MAX : lease;
  }

  public @Nullable Row row(MessageKey key) {
    return rows.get(key);
  }

  public @Nullable Lead lead(LeadId id) {
    return leads.get(id);
  }

  /// The lead of a row.
  public Lead lead(Row row) {
    var lead = leads.get(row.key().lead());
    if (lead == null) {
      throw new IllegalStateException("a message without its lead: " + row.key());
    }
    return lead;
  }

  /// Every message, in the order in which they were made.
  public Collection<Row> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /// Every lead, in the order in which they were made.
  public Collection<Lead> leads() {
    return Collections.unmodifiableCollection(leads.values());
  }

  public List<Row> rowsOf(LeadId lead) {
    return Stream.of(Channel.values())
        .flatMap(channel -> Stream.ofNullable(rows.get(new MessageKey(lead, channel))))
        .toList();
  }

  /// The leads of one person, by the number.
  public List<Lead> leadsOf(String phone) {
    return Collections.unmodifiableList(people.getOrDefault(phone, List.of()));
  }

  public List<Line> journal(LeadId lead) {
    return Collections.unmodifiableList(journal.getOrDefault(lead, List.of()));
  }

  public @Nullable Campaign campaign(String slug) {
    return campaigns.get(slug);
  }

  public @Nullable Answered answered(String key) {
    return answered.get(key);
  }

  /// The stored answers, oldest first.
  public NavigableSet<Answered> answeredByAge() {
    return Collections.unmodifiableNavigableSet(answeredByAge);
  }

  public Gate gate(String account) {
    return gates.getOrDefault(account, Gate.OPEN);
  }

  public Set<LeadId> erasing() {
    return Collections.unmodifiableSet(erasing);
  }

  /// What is scheduled in a channel, soonest first.
  public NavigableSet<Row> scheduled(Channel channel) {
    return Collections.unmodifiableNavigableSet(scheduled.getOrDefault(channel, none()));
  }

  /// What is scheduled, by the instant from which it is too late.
  public NavigableSet<Row> byEnd() {
    return Collections.unmodifiableNavigableSet(byEnd);
  }

  /// What is claimed, by the end of its lease.
  public NavigableSet<Row> byLease() {
    return Collections.unmodifiableNavigableSet(byLease);
  }

  /// The open doubts of an account, by their next turn.
  public NavigableSet<Row> doubtsByTurn(AccountId account) {
    return Collections.unmodifiableNavigableSet(doubtsByTurn.getOrDefault(account, none()));
  }

  /// The open doubts of an account, oldest first.
  public NavigableSet<Row> doubtsByAge(AccountId account) {
    return Collections.unmodifiableNavigableSet(doubtsByAge.getOrDefault(account, none()));
  }

  /// Whether any doubt is open.
  public boolean anyDoubt() {
    return doubtsByAge.values().stream().anyMatch(open -> !open.isEmpty());
  }

  private static NavigableSet<Row> none() {
    return Collections.emptyNavigableSet();
  }

  public long count(Channel channel, State.Name state) {
    return counts.getOrDefault(channel, Map.of()).getOrDefault(state, 0L);
  }

  public Map<String, Long> repeats() {
    return Collections.unmodifiableMap(repeats);
  }

  public long incidents() {
    return incidents;
  }

  /// A number that no row or lead had before.
  public long next() {
    return made++;
  }

  public void put(Campaign campaign) {
    note(campaigns, campaign.slug(), campaign);
  }

  public void put(String account, Gate gate) {
    note(gates, account, gate);
  }

  public void put(Lead lead) {
    var before = leads.get(lead.id());
    set(lead.id(), lead);
    touch(lead.id());
    undo.note(() -> set(lead.id(), before));
  }

  private void set(LeadId id, @Nullable Lead now) {
    var before = set(leads, id, now);
    if (before != null) {
      leadsByPhone(before).removeIf(lead -> lead.id().equals(id));
      erasing.remove(id);
    }
    if (now != null) {
      leadsByPhone(now).add(now);
      if (now.eraseAskedAt() != null && !now.erased()) {
        erasing.add(id);
      }
    } else if (before != null && leadsByPhone(before).isEmpty()) {
      people.remove(before.phone());
    }
  }

  private List<Lead> leadsByPhone(Lead lead) {
    return people.computeIfAbsent(lead.phone(), _ -> new ArrayList<>(2));
  }

  public void put(Row row) {
    var before = rows.get(row.key());
    set(row.key(), row);
    touch(row.key().lead());
    undo.note(() -> {
      moved.add(row.key());
      set(row.key(), before);
    });
  }

  private void set(MessageKey key, @Nullable Row now) {
    var before = set(rows, key, now);
    if (before != null) {
      for (var index : indexes(before)) {
        index.remove(before);
      }
      count(before, -1);
    }
    if (now != null) {
      for (var index : indexes(now)) {
        index.add(now);
      }
      count(now, 1);
    }
  }

  private void count(Row row, long by) {
    counts
        .computeIfAbsent(row.key().channel(), _ -> new EnumMap<>(State.Name.class))
        .merge(row.state().name(), by, Long::sum);
  }

  private List<NavigableSet<Row>> indexes(Row row) {
    return switch (row.state()) {
      case State.Scheduled _ -> List.of(of(row.key().channel()), byEnd);
      case State.Claimed _ -> List.of(byLease);
      case State.InDoubt _ -> {
        var account = row.trace().account();
        if (account == null) {
          throw new IllegalStateException("a doubt without an account: " + row.key());
        }
        yield List.of(
            doubtsByTurn.computeIfAbsent(account, _ -> by(doubt -> doubt.columns().nextAt())),
            doubtsByAge.computeIfAbsent(account, _ -> by(Table::doubtSince)));
      }
      case State.Held _, State.Sent _, State.Failed _, State.Cancelled _ -> List.of();
    };
  }

  private NavigableSet<Row> of(Channel channel) {
    return scheduled.computeIfAbsent(channel, _ -> by(row -> row.columns().nextAt()));
  }

  private static Instant doubtSince(Row row) {
    var since = row.columns().doubtSince();
    return since == null ? Instant.MAX : since;
  }

  public void put(Answered answer) {
    set(answer.key(), answer);
    undo.note(() -> set(answer.key(), null));
  }

  public void remove(Answered answer) {
    set(answer.key(), null);
    undo.note(() -> set(answer.key(), answer));
  }

  private void set(String key, @Nullable Answered now) {
    var before = set(answered, key, now);
    if (before != null) {
      answeredByAge.remove(before);
    }
    if (now != null) {
      answeredByAge.add(now);
    }
  }

  public void add(Line line) {
    var lines = journal.computeIfAbsent(line.entry().key().lead(), _ -> new ArrayList<>());
    lines.add(line);
    undo.note(lines::removeLast);
  }

  public void addRepeat(String reason) {
    note(repeats, reason, repeats.getOrDefault(reason, 0L) + 1);
  }

  public void addIncident() {
    incidents++;
    undo.note(() -> incidents--);
  }

  private <K, V> void note(Map<K, V> map, K key, V value) {
    var before = map.put(key, value);
    undo.note(() -> set(map, key, before));
  }

  private static <K, V> @Nullable V set(Map<K, V> map, K key, @Nullable V value) {
    return value == null ? map.remove(key) : map.put(key, value);
  }

  private void touch(LeadId lead) {
    touched.put(lead, undo.made());
  }

  /// Keeps the last `changes`, so that they can be taken back; 0 keeps none.
  public void keepUndo(int changes) {
    undo.keep(changes);
  }

  /// Names the state as it is now.
  public long mark() {
    return undo.made();
  }

  /// Something that is no row changed: [#rewind] takes it back too.
  public void changed(Runnable takesItBack) {
    undo.note(takesItBack);
  }

  /// The earliest state that can still be gone back to.
  public long earliest() {
    return undo.earliest();
  }

  /// Goes back to an earlier state; the messages that changed with that.
  ///
  /// @throws IllegalArgumentException when that is longer ago than what is kept
  public Set<MessageKey> rewind(long mark) {
    moved.clear();
    undo.backTo(mark);
    return new LinkedHashSet<>(moved);
  }

  /// Drops a lead that is settled and can no longer come back by [#rewind]; false when it stays.
  public boolean forget(LeadId id) {
    var lead = leads.get(id);
    var last = touched.get(id);
    var open = rowsOf(id).stream().anyMatch(row -> !row.state().name().settled());
    if (lead == null || last == null || open || last >= undo.earliest()) {
      return false;
    }
    rowsOf(id).forEach(row -> set(row.key(), (Row) null));
    set(id, (Lead) null);
    journal.remove(id);
    touched.remove(id);
    return true;
  }

  /// What `now` minus the age of a key is: older ones are forgotten.
  public List<Answered> answeredBefore(Instant now, Duration age, int limit) {
    var before = now.minus(age);
    return answeredByAge.stream()
        .takeWhile(answer -> answer.createdAt().isBefore(before))
        .limit(limit)
        .toList();
  }

  /// Orders rows as a store locks them.
  public static final Comparator<MessageKey> BY_KEY =
      Comparator.<MessageKey>comparingLong(
              key -> key.lead().value().getMostSignificantBits() ^ Long.MIN_VALUE)
          .thenComparingLong(key -> key.lead().value().getLeastSignificantBits() ^ Long.MIN_VALUE)
          .thenComparing(MessageKey::channel);
}
