package semel.simulator.world;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.campaign.Campaign;
import semel.campaign.Texts;
import semel.dispatch.Claim;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.lifecycle.Rule;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;
import semel.simulated.SimulatedStore;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;
import semel.simulator.checkers.View;
import semel.simulator.checkers.Violation;
import semel.simulator.design.Design;
import semel.simulator.edge.Database;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.provider.Ledger;
import semel.simulator.provider.Ledger.Effect;
import semel.simulator.provider.Provider;
import semel.simulator.provider.SimulatedMobizon;
import semel.simulator.provider.SimulatedResend;
import semel.simulator.time.Agenda;
import semel.simulator.time.Chance;
import semel.simulator.time.NodeClock;
import semel.simulator.time.Strands;

/// One simulated world from its first registration to its last settled message: first with faults,
/// for safety; then without, for liveness.
public final class World {

  static final Duration DELAY = Duration.ofMinutes(10);
  static final List<String> CAMPAIGNS = List.of("spring", "autumn");

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final int UNDO = 400_000;

  /// How a world is looked at.
  ///
  /// @param kept the numbers of the strikes that are let happen; null for all
  /// @param recording whether the lines of the trace are kept
  public record Watching(@Nullable BitSet kept, boolean recording) {
    /// Everything happens and nothing is written down.
    public static final Watching PLAIN = new Watching(null, false);
  }

  /// What became of a world.
  ///
  /// @param nanos how long it took by its own time
  /// @param tooLate how many failed because their time was over, and not their attempts
  public record End(
      Plan plan,
      long messages,
      long effects,
      long nanos,
      Map<State.Name, Long> states,
      Map<Rule, Long> rules,
      long tooLate,
      Map<Fault, Long> faults,
      long strikes,
      Trace trace,
      @Nullable Violation violation) {}

  private final Plan plan;
  private final WorldTerms terms;
  private final Design design;
  private final Strands strands;
  private final Agenda agenda = new Agenda();
  private final Chance chance;
  private final Trace trace;
  private final Faults faults;
  private final Ledger ledger = new Ledger();
  private final Database database;
  private final Provider mobizon;
  private final Provider resend;
  private final List<Node> nodes = new ArrayList<>();
  private final View view;
  private final List<Checker> checkers;
  private final Set<ClaimId> committed = new HashSet<>();
  private final Map<Rule, Long> rules = new EnumMap<>(Rule.class);
  private final Map<String, Campaign> campaigns = new HashMap<>();
  private long tooLate;
  private long outageUntil;
  private @Nullable Violation violation;

  public World(Plan plan, Design design, Strands strands, Watching watching) {
    this.plan = plan;
    this.terms = new WorldTerms(plan, design);
    this.design = design;
    this.strands = strands;
    this.chance = new Chance(plan.seed());
    this.trace = new Trace(agenda, watching.recording());
    this.faults =
        new Faults(plan.faults(), chance.forPurpose("faults"), watching.kept(), trace::struck);
    var store = new SimulatedStore(START, chance.forPurpose("store"), design.workings());
    this.database = new Database(agenda, store, START);
    var visible = plan.timing().visible().toNanos();
    this.mobizon = new SimulatedMobizon(agenda, faults, ledger, START, visible);
    this.resend = design.keyed(new SimulatedResend(agenda, faults, ledger, terms.remembered()));
    this.view = view(store);
    this.checkers = Checkers.all(new Checker.Made(view, this::violated));
    prepare(store);
  }

  private void prepare(SimulatedStore store) {
    store.table().keepUndo(UNDO);
    store.timeToSend(plan.timeToSend());
    store.serves(List.of(terms.account(Channel.SMS), terms.account(Channel.EMAIL)));
    if (plan.smsRate() > 0) {
      store.rate(terms.account(Channel.SMS).id(), plan.smsRate(), Duration.ofMinutes(1));
    }
    for (var slug : CAMPAIGNS) {
      var texts = new Texts("{name}: {link}", "{name}", "{name}: {link}", "<p>{name}: {link}</p>");
      var url = URI.create("https://semel.example");
      var campaign =
          new Campaign(slug, Locale.ENGLISH, Map.of("en", texts), DELAY, url, url.resolve("/test"));
      campaigns.put(slug, campaign);
      store.leads().publish(campaign);
    }
    database.watch(this::changed);
    database.whenPastChanges(keys -> checkers.forEach(checker -> checker.pastChanged(keys)));
    ledger.watch(this::took);
  }

  private View view(SimulatedStore store) {
    var gates =
        plan.smsRate() > 0
            ? Map.of(
                terms.account(Channel.SMS).id(),
                new View.Gate(plan.smsRate(), Duration.ofMinutes(1)))
            : Map.<AccountId, View.Gate>of();
    var promise =
        new View.Promise(
            terms.account(Channel.SMS),
            terms.account(Channel.EMAIL),
            plan.timing(),
            terms.retry(Channel.SMS),
            terms.retry(Channel.EMAIL),
            terms.bound());
    return new View(agenda, store, ledger, committed, faults.known(), gates, promise);
  }

  /// Runs it to its end, or to the first violation.
  public End run() {
    for (var i = 0; i < plan.nodes(); i++) {
      var node = new Node(this, "node-" + (i + 1), clock(i), chance.forNumber(i));
      nodes.add(node);
      node.start();
    }
    var callers = new Callers(this, chance.forPurpose("callers"));
    var last = callers.arrange();
    new Weather(this, callers).arrange(last + DELAY.toNanos() + 60 * MINUTE);
    until(last + DELAY.toNanos() + 60 * MINUTE);
    calm();
    return end();
  }

  private void calm() {
    faults.stop();
    outageUntil = 0;
    checkers.forEach(Checker::calm);
    var last = agenda.now() + view.promise().bound().toNanos();
    while (violation == null && agenda.now() < last && !settled()) {
      until(Math.min(last, agenda.now() + MINUTE));
    }
    checkers.forEach(Checker::ended);
  }

  private void until(long at) {
    agenda.at(at, () -> {});
    while (violation == null && agenda.step(at)) {
      // Each entry of the agenda is one step.
    }
  }

  private boolean settled() {
    var table = database.store().table();
    for (var channel : Channel.values()) {
      if (!table.scheduled(channel).isEmpty()) {
        return false;
      }
    }
    return table.byLease().isEmpty() && !table.anyDoubt();
  }

  private NodeClock clock(int number) {
    var drawn = chance.forPurpose("clocks").forNumber(number);
    var rate = 1 + 0.01 * (drawn.nextDouble() * 2 - 1);
    var drift = 1 + 0.01 * (drawn.nextDouble() * 2 - 1);
    var start = START.plusSeconds(drawn.nextLong(-3_600, 3_600));
    return new NodeClock(agenda, start, rate, drift);
  }

  private End end() {
    nodes.forEach(Node::retire);
    agenda.settle(); // what was stopped unwinds, and its strands are free again
    var states = new EnumMap<State.Name, Long>(State.Name.class);
    var table = database.store().table();
    table.rows().forEach(row -> states.merge(row.state().name(), 1L, Long::sum));
    return new End(
        plan,
        table.rows().size(),
        ledger.count(),
        agenda.now(),
        states,
        rules,
        tooLate,
        faults.counts(),
        faults.strikes(),
        trace,
        violation);
  }

  private void changed(Applied change) {
    if (change.rule() != null && change.before() != null) {
      rules.merge(change.rule(), 1L, Long::sum);
    } else if (change.before() == null) {
      rules.merge(Rule.T1, 1L, Long::sum);
    }
    if (change.rule() == Rule.T13 && !change.after().notAfter().isAfter(view.now())) {
      tooLate++;
    }
    var claim = change.after().claim();
    if (change.after().state() instanceof State.Claimed && claim != null) {
      committed.add(claim);
    }
    trace.changed(change);
    checkers.forEach(checker -> checker.changed(change));
  }

  private void took(Effect effect) {
    trace.took(effect);
    checkers.forEach(checker -> checker.took(effect));
  }

  void leaves(Claim claim) {
    checkers.forEach(checker -> checker.leaves(claim.id(), claim.key()));
  }

  void told(String line, @Nullable MessageKey key) {
    checkers.forEach(checker -> checker.told(line, key));
  }

  void answered(Registration registration, Registered answer) {
    checkers.forEach(checker -> checker.answered(registration, answer));
  }

  private void violated(Violation found) {
    if (violation == null) {
      violation = found;
    }
  }

  /// Until when nothing can be due, open or in doubt, in nanoseconds of this world; 0 when
  /// something is.
  long quietUntil() {
    var table = database.store().table();
    if (!table.byLease().isEmpty() || table.anyDoubt()) {
      return 0;
    }
    var now = database.store().now();
    var quiet = Long.MAX_VALUE;
    for (var channel : Channel.values()) {
      var scheduled = table.scheduled(channel);
      if (!scheduled.isEmpty()) {
        var wait = Duration.between(now, scheduled.first().columns().nextAt()).toNanos();
        quiet = Math.min(quiet, agenda.now() + wait);
      }
    }
    return quiet;
  }

  Campaign campaign(String slug) {
    var campaign = campaigns.get(slug);
    if (campaign == null) {
      throw new IllegalArgumentException("no campaign " + slug);
    }
    return campaign;
  }

  void outage(Duration length) {
    outageUntil = agenda.now() + length.toNanos();
  }

  boolean outage() {
    return outageUntil > agenda.now();
  }

  List<Node> nodes() {
    return nodes;
  }

  Plan plan() {
    return plan;
  }

  WorldTerms terms() {
    return terms;
  }

  Design design() {
    return design;
  }

  Strands strands() {
    return strands;
  }

  Agenda agenda() {
    return agenda;
  }

  Faults faults() {
    return faults;
  }

  Database database() {
    return database;
  }

  Ledger ledger() {
    return ledger;
  }

  Trace trace() {
    return trace;
  }

  Provider mobizon() {
    return mobizon;
  }

  Provider resend() {
    return resend;
  }
}
