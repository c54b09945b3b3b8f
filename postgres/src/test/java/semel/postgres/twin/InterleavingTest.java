package semel.postgres.twin;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.contract.Scene.RETRY;
import static semel.postgres.twin.Played.KEYED;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.contract.Scene;
import semel.database.Address;
import semel.database.Database;
import semel.dispatch.ClaimAnswer;
import semel.intake.IntakeLimits;
import semel.intake.Registered;
import semel.message.MessageKey;
import semel.postgres.Later;
import semel.postgres.PostgresDesk;
import semel.postgres.PostgresLeads;
import semel.postgres.SharedServer;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.postgres.claim.PostgresDrafts;
import semel.simulated.SimulatedStore;

/// Two operations at once on real sessions, halted before each statement: whatever the order of
/// their statements, it ends as if one had run after the other on the twin.
///
/// Played are all orders in which the first is halted once and the second once. A claim or a sweep
/// may also overlook what another session holds: it then ends as if it had found nothing.
final class InterleavingTest {

  static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration LATE = Scene.DELAY.plusMinutes(3);
  static final Instant NOW = BEGIN.plus(LATE);

  /// Every so many statements one is halted at; `-Dsemel.stride=1` for all.
  private static final int STRIDE = Integer.getInteger("semel.stride", 4);

  private static final UUID NAME = new UUID(7, 7);
  private static final String WAITS = "SELECT cardinality(pg_blocking_pids(?)) > 0";
  private static final List<String> TABLES =
      List.of(
          "message",
          "lead",
          "journal",
          "blocked_repeat",
          "idempotency_key",
          "rate_gate",
          "history");

  private static final List<StoppedDatabase> REAL = StoppedDatabase.open(1);
  private static final Stepper ONE = Stepper.of("one");
  private static final Stepper OTHER = Stepper.of("other");
  private static final List<Database> OPENED = new ArrayList<>();
  private static final List<Played.Ports> PORTS = new ArrayList<>();
  private static final Map<Integer, Scenery> SCENERY = new TreeMap<>();
  private static @Nullable Connection operator;

  @BeforeAll
  static void open() throws Exception {
    SharedServer.executeAt(address(), "CREATE SCHEMA saved");
    for (var name : List.of("one", "other")) {
      var options = "&options=-c%20semel.now=" + NOW + "%20-c%20semel.name=" + NAME;
      var url = Stepper.url(name, address().jdbcUrl() + options);
      var database = Database.open(new Address(url, address().user(), address().password()), 1);
      OPENED.add(database);
      PORTS.add(ports(database));
    }
    operator = SharedServer.connect(address());
    REAL.getFirst().written(BEGIN, NAME);
    REAL.getFirst().empty();
    Consumer<Instant> clock = at -> REAL.getFirst().written(at, new UUID(at.getEpochSecond(), 7));
    SCENERY.put(0, Scenery.of(REAL.getFirst().ports(), clock, _ -> {}));
    TABLES.forEach(
        t -> SharedServer.executeAt(address(), "CREATE TABLE saved." + t + " AS TABLE semel." + t));
  }

  @AfterAll
  static void close() throws SQLException {
    OPENED.forEach(Database::close);
    requireNonNull(operator).close();
    StoppedDatabase.close(REAL);
  }

  private static Address address() {
    return SharedServer.address("stopped_0");
  }

  private static Played.Ports ports(Database database) {
    var salt = new Salt();
    salt.is(7);
    var doubts = new PostgresDoubts(database, salt);
    var desk = new PostgresDesk(database, Duration.ofMinutes(10), RETRY, salt, () -> {});
    return new Played.Ports(
        new PostgresLeads(database, IntakeLimits.NONE),
        new PostgresClaims(database, Played.ACCOUNTS, salt),
        new PostgresDrafts(database),
        doubts,
        desk);
  }

  /// How a run ended: what both answered, and every row.
  private record End(Object first, Object second, Map<String, String> rows) {}

  @ParameterizedTest
  @EnumSource
  void two_at_once_end_as_one_after_the_other(Move first) {
    var runs = 0;
    for (var second : Move.values()) {
      if (tied(first, second)) {
        continue;
      }
      for (var halt = 0; halt < 40; halt += STRIDE) {
        var whole = false;
        var firstDone = false;
        for (var other = 1; other < 40 && !whole; other += STRIDE) {
          var run = run(first, second, halt, other);
          var halted = halt;
          var others = other;
          runs++;
          var ends = ends(first, second, run.end());
          assertThat(ends.contains(run.end()))
              .as(() ->
                  "%s, then %s from its statement %d on, after %d the rest%s"
                      .formatted(first, second, halted, others, told(run.end(), ends)))
              .isTrue();
          whole = run.otherDone();
          firstDone = run.firstDone();
        }
        if (firstDone) {
          break;
        }
      }
    }
    System.out.println(first + ": " + runs + " interleavings");
  }

  @ParameterizedTest
  @EnumSource
  void a_session_killed_before_any_of_its_statements_leaves_nothing_behind(Move move) {
    for (var halt = 1; halt < 40; halt += STRIDE) {
      restore(move == Move.HISTORY);
      var before = rows();
      ONE.arm();
      var running = Later.of(() -> attempted(move));
      if (ONE.let(halt, () -> false)) {
        assertThat(rows()).isNotEqualTo(before);
        return;
      }
      SharedServer.execute("SELECT pg_terminate_backend(" + ONE.pid() + ", 5000)");
      ONE.end();
      assertThat(running.get()).as("%s killed after %d", move, halt).isEqualTo("nothing");
      assertThat(rows()).as("%s killed after %d", move, halt).isEqualTo(before);
    }
  }

  /// What is known of an operation that was cut off.
  private static String attempted(Move move) {
    try {
      return switch (played(move, 0, ONE)) {
        case ClaimAnswer.Closed _,
            ClaimAnswer.Unsure _,
            Registered.Crowded _,
            Registered.Unsure _ ->
            "nothing";
        case Optional<?> recorded when recorded.isEmpty() -> "nothing";
        case Object answer -> answer.toString();
      };
    } catch (UncheckedIOException _) {
      return "nothing";
    }
  }

  /// What of each allowed end is otherwise.
  private static String told(End real, List<End> ends) {
    var told = new StringBuilder();
    for (var end : ends) {
      told.append("\n or as in:");
      if (!end.first().equals(real.first())) {
        told.append("\n  first  ").append(real.first()).append("\n  twin   ").append(end.first());
      }
      if (!end.second().equals(real.second())) {
        told.append("\n  second ").append(real.second()).append("\n  twin   ").append(end.second());
      }
      var names = new TreeSet<>(real.rows().keySet());
      names.addAll(end.rows().keySet());
      for (var name : names) {
        var is = String.valueOf(real.rows().get(name));
        var may = String.valueOf(end.rows().get(name));
        if (!is.equals(may)) {
          told.append("\n  ").append(name).append("\n    real ").append(is);
          told.append("\n    twin ").append(may);
        }
      }
    }
    return told.toString();
  }

  /// A change of the history puts messages in doubt at one instant of the stopped clock; in which
  /// order they are then repeated is anyone's choice. Of two who notice the change at once both
  /// answer that it was there.
  private static boolean tied(Move first, Move second) {
    var other = first == Move.HISTORY ? second : first;
    return (first == Move.HISTORY || second == Move.HISTORY)
        && (claims(other) || other == Move.HISTORY);
  }

  private static boolean claims(Move move) {
    return move == Move.CLAIM || move == Move.CLAIM_ONE;
  }

  private record Run(End end, boolean firstDone, boolean otherDone) {}

  private static Run run(Move first, Move second, int halt, int other) {
    restore(first == Move.HISTORY || second == Move.HISTORY);
    ONE.arm();
    OTHER.arm();
    var one = Later.of(() -> played(first, 0, ONE));
    var two = Later.of(() -> played(second, 1, OTHER));
    var firstDone = ONE.let(halt, () -> waits(ONE));
    var otherDone = OTHER.let(other, () -> waits(OTHER));
    ONE.end();
    // The first runs to its end, or into a lock of the second.
    eventually("the first is through", () -> one.isDone() || waits(ONE));
    OTHER.end();
    return new Run(new End(one.get(), two.get(), rows()), firstDone, otherDone);
  }

  private static Object played(Move move, int which, Stepper stepper) {
    try {
      return Scenery.play(move, PORTS.get(which), requireNonNull(SCENERY.get(0)), which);
    } finally {
      stepper.end();
    }
  }

  private static boolean waits(Stepper stepper) {
    try (var statement = requireNonNull(operator).prepareStatement(WAITS)) {
      statement.setInt(1, stepper.pid());
      try (var r = statement.executeQuery()) {
        return r.next() && r.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void restore(boolean otherHistory) {
    var sql = new StringBuilder();
    for (var t : TABLES) {
      sql.append("DELETE FROM semel.").append(t).append(";");
      sql.append("INSERT INTO semel.")
          .append(t)
          .append(
              t.equals("journal") || t.equals("blocked_repeat") ? " OVERRIDING SYSTEM VALUE" : "");
      sql.append(" SELECT * FROM saved.").append(t).append(";");
    }
    REAL.getFirst().execute(sql.toString());
    if (otherHistory) {
      REAL.getFirst().changeHistory();
    }
  }

  private static Map<String, String> rows() {
    return new TreeMap<>(REAL.getFirst().everything(NOW, NAME));
  }

  /// The ends that the twin allows.
  private static List<End> ends(Move first, Move second, End real) {
    var ends = new ArrayList<End>();
    for (var turned : List.of(false, true)) {
      ends.add(sequential(first, second, real, turned, Set.of()));
      if (overlooks(first)) {
        ends.add(sequential(first, second, real, turned, touched(second)));
      }
      if (overlooks(second)) {
        ends.add(sequential(first, second, real, turned, touched(first)));
      }
    }
    return ends;
  }

  private static boolean overlooks(Move move) {
    return move == Move.CLAIM || move == Move.CLAIM_ONE || move == Move.SWEEP;
  }

  /// The messages that an operation locks.
  private static Set<MessageKey> touched(Move move) {
    var s = requireNonNull(SCENERY.get(0));
    return switch (move) {
      case CLOSE, RELEASE, CHOOSE, CHOOSE_OTHER, CANCEL_CLAIMED, SWEEP -> Set.of(s.lapsed().key());
      case SETTLE_FOUND, SETTLE_ABSENT, CANCEL_DOUBT -> Set.of(s.doubt().key());
      case CANCEL_DUE -> Set.of(new MessageKey(s.leads().get(3), KEYED.channel()));
      case CLAIM, CLAIM_ONE, HISTORY ->
          s.leads().stream().map(lead -> new MessageKey(lead, KEYED.channel())).collect(toSet());
      case REGISTER, REGISTER_WITH_KEY, REGISTER_OTHER_WITH_KEY -> Set.of();
    };
  }

  private static End sequential(
      Move first, Move second, End real, boolean turned, Set<MessageKey> held) {
    var following = new Following();
    var salt = new Salt();
    salt.is(7);
    var twin = new SimulatedStore(BEGIN, salt, following);
    twin.serves(Played.ACCOUNTS);
    var known = requireNonNull(SCENERY.get(0)).leads();
    var ports =
        new Played.Ports(twin.leads(), twin.claims(), twin.drafts(), twin.doubts(), twin.desk());
    var scenery = Scenery.of(ports, twin::set, i -> following.follow(known.get(i)));
    twin.set(NOW);
    if (first == Move.HISTORY || second == Move.HISTORY) {
      twin.changeHistory("other");
    }
    follow(following, real);
    following.holds(held);
    var before = turned ? Scenery.play(second, ports, scenery, 1) : null;
    var one = Scenery.play(first, ports, scenery, 0);
    var two = before == null ? Scenery.play(second, ports, scenery, 1) : before;
    var text = new TwinText(twin.table());
    text.refresh();
    return new End(one, two, new TreeMap<>(text.texts()));
  }

  private static void follow(Following following, End real) {
    for (var answer : List.of(real.first(), real.second())) {
      if (answer instanceof Registered.Fresh fresh) {
        following.follow(fresh.lead());
      }
    }
  }
}
