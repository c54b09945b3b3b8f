package semel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.contract.StoreUnderTest;
import semel.desk.Desk;
import semel.desk.Records;
import semel.dispatch.Claims;
import semel.dispatch.Drafts;
import semel.intake.Leads;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Decision;
import semel.lifecycle.Event;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Rule;
import semel.lifecycle.Terms;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.reconcile.Doubts;
import semel.simulated.rows.Applied;
import semel.simulated.rows.Line;
import semel.simulated.rows.Row;
import semel.simulated.rows.Row.Trace;
import semel.simulated.rows.Table;
import semel.simulated.rows.Watcher;
import semel.simulated.rows.Workings;

/// A store in memory with a clock of its own, the twin of the one on PostgreSQL. One transaction
/// runs at a time, so it shows what the ports promise and nothing that only a real database can do
/// wrong. It never is unsure: a fault is put in front of it, see [UnsureClaims].
///
/// Faults it knows itself: its clock jumps either way; its history changes, and what was committed
/// since a mark is lost. Never: a change that no decision of `Lifecycle` made, chance or time that
/// was not handed in.
public final class SimulatedStore implements StoreUnderTest {

  private static final RetryPolicy RETRY =
      new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofMinutes(10));
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final String FIRST_HISTORY = "7235986410/00000001";

  final Table table = new Table();
  final Workings workings;
  final RandomGenerator random;
  private final List<Watcher> watchers = new ArrayList<>();
  private List<Account> accounts = List.of();
  private Duration timeToSend = Duration.ofHours(24);
  private String live = FIRST_HISTORY;
  private String standing = FIRST_HISTORY;
  private @Nullable InstantSource clock;
  private Instant now;

  public SimulatedStore() {
    this(START, new Random(1));
  }

  public SimulatedStore(Instant start, RandomGenerator random) {
    this(start, random, new Workings());
  }

  /// A store that works otherwise in one place.
  public SimulatedStore(Instant start, RandomGenerator random, Workings workings) {
    this.now = micros(start);
    this.random = random;
    this.workings = workings;
  }

  @Override
  public Leads leads() {
    return new SimulatedLeads(this);
  }

  @Override
  public Claims claims() {
    return new SimulatedClaims(this);
  }

  @Override
  public Drafts drafts() {
    return new SimulatedDrafts(this);
  }

  @Override
  public Doubts doubts() {
    return new SimulatedDoubts(this);
  }

  @Override
  public Desk desk() {
    return desk(SETTLE, RETRY);
  }

  /// A desk that believes a person that a message was not sent `settle` after its lease.
  public Desk desk(Duration settle, RetryPolicy retry) {
    return new SimulatedDesk(this, settle, retry);
  }

  @Override
  public Records records() {
    return new SimulatedRecords(this);
  }

  /// The accounts that are asked to doubt what is theirs when the history changes.
  public synchronized void serves(List<Account> configured) {
    accounts = List.copyOf(configured);
  }

  List<Account> accounts() {
    return accounts;
  }

  /// From now on a message that is registered is sent at the latest so long after it is due.
  public synchronized void timeToSend(Duration window) {
    timeToSend = window;
  }

  Duration timeToSend() {
    return timeToSend;
  }

  /// Lets an account claim `count` messages at once and in each `per`; without a bound when `count`
  /// is 0.
  public void rate(AccountId account, int count, Duration per) {
    transaction(() -> {
      table.put(account.value(), table.gate(account.value()).rate(count, per));
      return count;
    });
  }

  /// Everything a port does happens in here, alone.
  synchronized <T> T transaction(Supplier<T> work) {
    if (clock != null) {
      now = micros(clock.instant());
    }
    return work.get();
  }

  /// From now on each transaction reads this clock; it may jump either way.
  public synchronized void reads(InstantSource source) {
    clock = source;
  }

  /// The database's clock, in whole microseconds.
  public synchronized Instant now() {
    return clock == null ? now : micros(clock.instant());
  }

  /// Sets the database's clock, ahead or back.
  public synchronized void set(Instant to) {
    now = micros(to);
  }

  @Override
  public synchronized void passed(Duration time) {
    now = micros(now.plus(time));
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /// The instant of the transaction that runs.
  Instant at() {
    return now;
  }

  @Override
  public synchronized Optional<Message> message(MessageKey key) {
    return Optional.ofNullable(table.row(key)).map(Row::message);
  }

  /// What is stored, to be read by one who checks it. Nothing may be written to it.
  public Table table() {
    return table;
  }

  /// Tells of every change of a message from now on.
  public synchronized void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /// The history that the database has now, and the one that its claims stand on.
  public synchronized String liveHistory() {
    return live;
  }

  public synchronized String standingHistory() {
    return standing;
  }

  /// Another history from now on, as after a fail-over or a restore.
  public synchronized void changeHistory(String to) {
    live = to;
  }

  /// In the transaction that doubts everything, and lost with it.
  void standOnLiveHistory() {
    var before = standing;
    table.changed(() -> standing = before);
    standing = live;
  }

  boolean sameHistory() {
    return workings.sameHistory(live, standing);
  }

  /// Names the state as it is now, for [#rewind].
  public synchronized long mark() {
    return table.mark();
  }

  /// Loses what was committed since a mark and gives the database another history; the messages
  /// that are not what they were. The clock goes on.
  ///
  /// @throws IllegalArgumentException when more changed since then than [Table#keepUndo] keeps
  public synchronized Set<MessageKey> rewind(long mark, String history) {
    live = history;
    return table.rewind(mark);
  }

  /// Drops a settled lead, so that a long run does not grow; false when it must stay. The same
  /// person must not come again, and must not have been sent anything within the time of a
  /// recipient's limit.
  public synchronized boolean forget(LeadId lead) {
    return table.forget(lead);
  }

  @Override
  public void close() {}

  Terms terms(Capability capability, RetryPolicy retry) {
    return new Terms(capability, retry, now, random.nextDouble());
  }

  /// Decides, writes, and keeps the entry; empty when nothing is worth one.
  Optional<JournalEntry> apply(Row row, Event event, Terms terms, String who) {
    return write(row, event, workings.decide(row.message(), event, terms), row.trace(), who);
  }

  /// Writes a decision, with who claims and what is frozen.
  Optional<JournalEntry> write(Row row, Event event, Decision decision, Trace by, String who) {
    return switch (decision) {
      case Decision.Move(var after, var rule, var why, var incident) -> {
        var written = workings.written(row, after, by);
        var mark = incident ? Mark.INCIDENT : Mark.PLAIN;
        var told = new Applied(row.message(), written.message(), event, rule, why, who, mark);
        put(written, told);
        // T2 and T8 are in the row itself; the line that ends the claim tells of them.
        yield rule == Rule.T2 || rule == Rule.T8
            ? Optional.empty()
            : Optional.of(keep(row, entry(row, told)));
      }
      case Decision.Flag(var after, var why) -> {
        var written = workings.written(row, after, by);
        put(
            written,
            new Applied(row.message(), written.message(), event, null, why, who, Mark.PLAIN));
        yield Optional.of(keep(row, remark(row, why, who, Mark.PLAIN)));
      }
      case Decision.Stay(var weight, var why) ->
          switch (weight) {
            case NOTHING -> Optional.empty();
            case REPEAT -> Optional.of(evidence(row, event, remark(row, why, who, Mark.REPEAT)));
            case INCIDENT ->
                Optional.of(evidence(row, event, remark(row, why, who, Mark.INCIDENT)));
          };
    };
  }

  private JournalEntry evidence(Row row, Event event, JournalEntry entry) {
    var message = row.message();
    tell(new Applied(message, message, event, null, entry.why(), entry.who(), entry.mark()));
    return keep(row, entry);
  }

  /// Writes a row that no decision changed.
  void put(Row before, Row after, String why, String who) {
    put(after, new Applied(before.message(), after.message(), null, null, why, who, Mark.PLAIN));
  }

  void put(Row after, Applied told) {
    table.put(after);
    tell(told);
  }

  private void tell(Applied told) {
    for (var watcher : watchers) {
      watcher.changed(told);
    }
  }

  private JournalEntry entry(Row row, Applied told) {
    var from = row.state().name();
    var to = told.after().state().name();
    var masked = table.lead(row).masked(row.key());
    return new JournalEntry(
        row.key(), from, to, told.rule(), told.why(), told.who(), told.mark(), masked);
  }

  /// An entry about a message that does not move.
  JournalEntry remark(Row row, String why, String who, Mark mark) {
    var state = row.state().name();
    var masked = table.lead(row).masked(row.key());
    return new JournalEntry(row.key(), state, state, null, why, who, mark, masked);
  }

  /// Appends to the journal, with the attempt as it was before, and counts.
  private JournalEntry keep(Row before, JournalEntry entry) {
    switch (entry.mark()) {
      case PLAIN -> {}
      case REPEAT -> table.addRepeat(entry.why());
      case INCIDENT -> table.addIncident();
    }
    var message = before.message();
    var claimedAt = before.trace().claimedAt();
    table.add(new Line(now, entry, message.attempts().number(), message.claim(), claimedAt));
    return entry;
  }

  /// Appends a line that belongs to no attempt.
  void note(JournalEntry entry) {
    table.add(new Line(now, entry, 0, null, null));
  }
}
