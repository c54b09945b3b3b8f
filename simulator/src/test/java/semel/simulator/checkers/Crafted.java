package semel.simulator.checkers;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.Endings;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Rule;
import semel.lifecycle.Timing;
import semel.message.Attempts;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulated.SimulatedStore;
import semel.simulated.rows.Applied;
import semel.simulated.rows.Lead;
import semel.simulator.checkers.Checker.Made;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Ledger;
import semel.simulator.provider.LedgerFeed;
import semel.simulator.time.Agenda;
import semel.simulator.time.Chance;

/// A history made by hand: a store that does what it should, a ledger that is written at will, and
/// one checker that watches both.
public final class Crafted {

  /// When the crafted world began.
  public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  /// How long after that a message of [#change] is sent at all.
  public static final Duration TIME_TO_SEND = Duration.ofDays(3);

  private static final Timing TIMING =
      Timing.of(Scene.LEASE, Duration.ofSeconds(20), Duration.ofMinutes(2));

  private final Agenda agenda = new Agenda();
  private final Ledger ledger = new Ledger();
  private final SimulatedStore store = new SimulatedStore(START, new Chance(1));
  private final Set<ClaimId> committed = new HashSet<>();
  private final Set<Fault> known = EnumSet.noneOf(Fault.class);
  private final Map<AccountId, View.Gate> gates = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  public Crafted() {
    store.reads(() -> START.plusNanos(agenda.now()));
    store.table().keepUndo(1_000);
    store.leads().publish(Scene.campaign(Scene.SPRING, Scene.TARGET));
  }

  /// The checker of this history.
  public <T extends Checker> T watchedBy(Function<Made, T> checker) {
    var promise =
        new View.Promise(
            Scene.SMS, Scene.EMAIL, TIMING, Scene.RETRY, Scene.RETRY, Duration.ofHours(1));
    var view = new View(agenda, store, ledger, committed, known, gates, promise);
    var watching = checker.apply(new Made(view, violations::add));
    store.watch(watching::changed);
    ledger.watch(watching::took);
    return watching;
  }

  /// Which invariants did not hold.
  public List<String> violated() {
    return violations.stream().map(Violation::invariant).distinct().toList();
  }

  public List<Violation> violations() {
    return violations;
  }

  public SimulatedStore store() {
    return store;
  }

  public Set<ClaimId> committed() {
    return committed;
  }

  /// In this world that may go wrong.
  public Crafted knowing(Fault fault) {
    known.add(fault);
    return this;
  }

  /// The account may claim so often.
  public Crafted limited(Account account, int count, Duration per) {
    gates.put(account.id(), new View.Gate(count, per));
    return this;
  }

  public void passes(Duration time) {
    agenda.in(time.toNanos(), () -> {});
    agenda.step(Long.MAX_VALUE);
  }

  /// Registers a person, without a key.
  public LeadId registered(int person) {
    return registered(Scene.registration(Scene.SPRING, person, null));
  }

  public LeadId registered(Registration registration) {
    var answer = store.leads().register(registration);
    return answer instanceof Registered.Fresh(var lead, _, _) ? lead : fails(answer);
  }

  private static LeadId fails(Registered answer) {
    throw new AssertionError("not registered: " + answer);
  }

  /// Registers a person whose SMS falls due.
  public MessageKey dueSms(int person) {
    var key = Scene.sms(registered(person));
    passes(Scene.DELAY.plusSeconds(1));
    return key;
  }

  public static IdempotencyKey key(String value, String fingerprint) {
    return new IdempotencyKey(value, fingerprint);
  }

  /// Claims what is due, with a body of "frozen".
  public Claim claimed(Account account) {
    var answer =
        store.claims().claim(Scene.order(account, 1, null), (_, _, _) -> new Body("frozen"));
    return ((ClaimAnswer.Granted) answer).claims().getFirst();
  }

  public void ends(Account account, Claim claim, Outcome outcome) {
    var closing = List.of(Endings.of(claim, outcome));
    if (store.claims().close(account, Scene.RETRY, "worker", closing).isEmpty()) {
      throw new AssertionError("a store without faults is never unsure");
    }
  }

  public static Outcome accepted() {
    return new Outcome.Accepted(new ProviderReference("reference"));
  }

  /// The provider takes it now, as it should be given it.
  public void taken(Claim claim) {
    taken(claim.key(), recipient(claim.key()), claim.body().value());
  }

  /// The provider takes something now.
  public void taken(MessageKey key, String recipient, String body) {
    var reference = "reference-" + ledger.count();
    LedgerFeed.take(ledger, new Ledger.Effect(key, agenda.now(), recipient, body, reference));
  }

  public String recipient(MessageKey key) {
    var person = requireNonNull(store.table().lead(key.lead())).known();
    return switch (key.channel()) {
      case SMS -> person.phone().digits();
      case EMAIL -> person.email().address();
    };
  }

  /// A change that no store made.
  public static Applied change(
      MessageKey key, @Nullable State before, State after, @Nullable Rule rule) {
    return new Applied(
        before == null ? null : message(key, before),
        message(key, after),
        null,
        rule,
        "crafted",
        "nobody",
        Mark.PLAIN);
  }

  /// Puts the lead there once more under another id, past every rule.
  public void copied(LeadId lead, LeadId other) {
    var known = requireNonNull(store.table().lead(lead));
    store
        .table()
        .put(
            new Lead(
                other,
                known.number() + 1_000,
                known.campaign(),
                known.phone(),
                known.person(),
                known.visits(),
                known.createdAt(),
                known.scheduledFor(),
                known.eraseAskedAt()));
  }

  /// Puts a message into the table in a state, past every rule.
  public void forced(MessageKey key, State state) {
    var row = requireNonNull(store.table().row(key));
    store.table().put(row.with(row.message().to(state)));
  }

  private static Message message(MessageKey key, State state) {
    return new Message(key, state, null, Attempts.none(), START, START.plus(TIME_TO_SEND), false);
  }
}
