package semel.postgres.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import semel.contract.Scene;
import semel.intake.Registered;
import semel.message.State;
import semel.postgres.claim.GateRate;
import semel.simulated.SimulatedStore;

/// Plays a sequence of operations on the real store and on the twin, and compares after each: what
/// it answered, and every row that either of them wrote.
///
/// Not compared: the random code of a short link, and the order of rows with the same instant in an
/// index. PostgreSQL gives the latter in any order, so rows that are tied are moved apart by a
/// microsecond on both sides before the next operation.
final class Comparison {

  /// Where the two came apart.
  record Difference(int index, Operation operation, String what) {}

  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int FULL_EACH = 97;
  private static final List<GateRate> RATES =
      List.of(
          GateRate.NONE,
          GateRate.NONE,
          new GateRate(2, Duration.ofSeconds(30)),
          new GateRate(7, Duration.ofSeconds(1)),
          new GateRate(1, Duration.ofMillis(100)),
          new GateRate(3, Duration.ofHours(1)));

  private final StoppedDatabase real;
  private final Salt salt;
  private final Following workings;
  private final SimulatedStore twin;
  private final TwinText texts;
  private final Map<String, String> rows = new HashMap<>();
  private final Played played = new Played();
  private Instant now = START;
  private Instant ready = START;
  private int histories;

  private Comparison(StoppedDatabase real, Following workings) {
    this.real = real;
    this.salt = real.salt();
    this.workings = workings;
    this.twin = new SimulatedStore(START, salt, workings);
    this.texts = new TwinText(twin.table());
  }

  /// Where a sequence brings a twin and the real store apart; empty when it does not.
  static Optional<Difference> of(
      StoppedDatabase real, Supplier<Following> workings, List<Operation> sequence) {
    var comparison = new Comparison(real, workings.get());
    comparison.begin();
    for (var i = 0; i < sequence.size(); i++) {
      var what = comparison.step(sequence, i);
      if (what.isPresent()) {
        return Optional.of(new Difference(i, sequence.get(i), what.get()));
      }
    }
    return Optional.empty();
  }

  private void begin() {
    real.written(now, NOBODY);
    real.empty();
    twin.serves(Played.ACCOUNTS);
    for (var slug : Played.CAMPAIGNS) {
      var campaign = Scene.campaign(slug, Scene.TARGET);
      twin.leads().publish(campaign);
      real.ports().leads().publish(campaign);
    }
    rows.putAll(real.everything(now, NOBODY));
    texts.refresh();
  }

  private Optional<String> step(List<Operation> sequence, int index) {
    var o = sequence.get(index);
    now = after(now, o);
    if (o.kind() == Operation.Kind.PASS) {
      return Optional.empty();
    }
    if (!ready.equals(now)) {
      rows.putAll(real.written(now, new UUID(o.salt(), o.salt())));
    }
    salt.is(o.salt());
    twin.set(now);
    var answers = answers(o);
    if (answers.isPresent()) {
      return answers;
    }
    var differs = differs(written(sequence, index));
    if (differs.isEmpty()) {
      moveTiesApart();
    }
    return differs;
  }

  /// Each operation has an instant of its own.
  private static Instant after(Instant at, Operation o) {
    var next = at.plus(1, ChronoUnit.MICROS);
    return o.kind() == Operation.Kind.PASS
        ? next.plus(Played.TIMES.get(o.a() % Played.TIMES.size()))
        : next;
  }

  /// What was written; the same journey sets the clock for the next operation that plays.
  private Map<String, String> written(List<Operation> sequence, int index) {
    ready = now;
    var name = NOBODY;
    for (var i = index + 1; i < sequence.size(); i++) {
      ready = after(ready, sequence.get(i));
      name = new UUID(sequence.get(i).salt(), sequence.get(i).salt());
      if (sequence.get(i).kind() != Operation.Kind.PASS) {
        break;
      }
    }
    return index % FULL_EACH == 0 ? real.everything(ready, name) : real.written(ready, name);
  }

  /// Plays the operation on both; what they answered when that differs.
  private Optional<String> answers(Operation o) {
    Object truth;
    try {
      truth = onReal(o);
    } catch (RuntimeException e) {
      truth = e;
    }
    if (truth instanceof Registered.Fresh fresh) {
      workings.follow(fresh.lead());
    }
    Object twins;
    try {
      twins = onTwin(o);
    } catch (RuntimeException e) {
      twins = e;
    }
    if (!truth.equals(twins)) {
      return Optional.of("answers\n    real: " + truth + "\n    twin: " + twins);
    }
    played.learn(truth);
    return Optional.empty();
  }

  private Object onReal(Operation o) {
    switch (o.kind()) {
      case RATE -> real.rate(Played.owner(o.a()), RATES.get(o.b() % RATES.size()));
      case HISTORY -> real.changeHistory();
      case REGISTER,
          CLAIM,
          CLOSE,
          CLOSE_MANY,
          RELEASE,
          CHOOSE,
          SWEEP,
          OPEN,
          TAKE_TURN,
          NOTE_ABSENT,
          SETTLE,
          CANCEL,
          RESOLVE,
          RESEND,
          ERASE,
          CLICK,
          PASS -> {}
    }
    return played.play(o, real.ports());
  }

  private Object onTwin(Operation o) {
    switch (o.kind()) {
      case RATE -> {
        var rate = RATES.get(o.b() % RATES.size());
        twin.rate(Played.owner(o.a()).id(), rate.count(), rate.per());
      }
      case HISTORY -> twin.changeHistory("history " + ++histories);
      case REGISTER,
          CLAIM,
          CLOSE,
          CLOSE_MANY,
          RELEASE,
          CHOOSE,
          SWEEP,
          OPEN,
          TAKE_TURN,
          NOTE_ABSENT,
          SETTLE,
          CANCEL,
          RESOLVE,
          RESEND,
          ERASE,
          CLICK,
          PASS -> {}
    }
    var ports =
        new Played.Ports(twin.leads(), twin.claims(), twin.drafts(), twin.doubts(), twin.desk());
    return played.play(o, ports);
  }

  private Optional<String> differs(Map<String, String> written) {
    rows.putAll(written);
    var touched = new LinkedHashSet<>(written.keySet());
    touched.addAll(texts.refresh());
    for (var name : touched) {
      var truth = rows.get(name);
      var twins = texts.texts().get(name);
      if (truth == null || !truth.equals(twins)) {
        return Optional.of(name + "\n    real: " + truth + "\n    twin: " + twins);
      }
    }
    return Optional.empty();
  }

  private void moveTiesApart() {
    for (var moved = true; moved; ) {
      moved = false;
      var taken = new HashSet<String>();
      for (var row : List.copyOf(twin.table().rows())) {
        var open = row.state() instanceof State.Scheduled || row.state() instanceof State.InDoubt;
        var at = row.columns().nextAt();
        if (open && !taken.add(row.key().channel() + " " + at)) {
          var later = at.plus(1, ChronoUnit.MICROS);
          real.retime(row.key(), later);
          twin.table().put(row.at(later));
          moved = true;
        }
      }
    }
  }
}
