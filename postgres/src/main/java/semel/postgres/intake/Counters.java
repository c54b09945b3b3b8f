package semel.postgres.intake;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Subject;
import semel.intake.Registered.Limited;
import semel.intake.Registration;
import semel.postgres.row.Codes;
import semel.postgres.row.Slots;

/// The limits of the public door, over all workers: counters of new leads, read before a group is
/// written and added to in its transaction, each in one statement.
///
/// Whoever adds to a counter holds it until its commit, so what is counted there is exact. The one
/// of a campaign would make every worker's commit wait for every other's; it is spread over several
/// rows instead, and registrations that are written at the same moment may pass its limit together.
record Counters(Connection connection, IntakeLimits limits) {

  /// What has no row here has room for all of the group.
  private static final String FULL =
      """
      SELECT g.place, sum(c.taken) AS taken,
             extract(epoch FROM max(c.until) - clock_timestamp()) AS seconds
      FROM unnest(?::smallint[], ?::text[], ?::int[], ?::bigint[]) WITH ORDINALITY
             AS g (scope, subject, spare, window_millis, place)
      JOIN semel.intake_count c ON c.scope = g.scope AND c.subject = g.subject
      WHERE c.until > clock_timestamp()
        AND c.until <= clock_timestamp() + g.window_millis * interval '1 millisecond'
      GROUP BY g.place, g.spare
      HAVING sum(c.taken) > g.spare
      """;

  /// In one order everywhere, so that two groups wait for each other one way.
  private static final String COUNT =
      """
      WITH given AS (
        SELECT scope, subject, CASE scope WHEN 3 THEN pg_backend_pid() % 16 ELSE 0 END AS slot,
               to_timestamp((floor(extract(epoch FROM clock_timestamp()) * 1000 / window_millis)
                             + 1) * window_millis / 1000) AS until,
               fresh, allowed
        FROM unnest(?::smallint[], ?::text[], ?::int[], ?::int[], ?::bigint[])
               AS g (scope, subject, fresh, allowed, window_millis)
      ), counted AS (
        INSERT INTO semel.intake_count AS c (scope, subject, slot, until, taken)
        SELECT scope, subject, slot, until, fresh FROM given
        ORDER BY scope, subject
        ON CONFLICT (scope, subject, slot) DO UPDATE
        SET taken = excluded.taken + CASE WHEN c.until = excluded.until THEN c.taken ELSE 0 END,
            until = excluded.until
        RETURNING scope, subject, taken, until
      )
      SELECT scope, extract(epoch FROM c.until - clock_timestamp()) AS seconds
      FROM counted c
      JOIN given g USING (scope, subject)
      WHERE c.taken > g.allowed
      ORDER BY scope
      LIMIT 1
      """;

  /// What a group wants of one allowance, and what is left of it.
  private static final class Demand {
    private final Allowance allowance;
    private int wanted;
    private int left;
    private boolean full;
    private Duration until;

    Demand(Allowance allowance) {
      this.allowance = allowance;
      this.left = allowance.count();
      this.until = allowance.window();
    }
  }

  /// Those that a limit refuses, by their place in the group; the first to come are let in. Where
  /// only the others of the group take up what is left, there is null: they may turn out to be
  /// known, so whoever comes after them asks alone.
  Map<Integer, @Nullable Limited> refused(List<Registration> group) throws SQLException {
    var demands = demands(group);
    look(demands);
    var refused = new HashMap<Integer, @Nullable Limited>();
    for (var place = 0; place < group.size(); place++) {
      var subjects = limits.of(group.get(place)).keySet();
      var full = subjects.stream().filter(s -> of(demands, s).full).findFirst();
      if (full.isPresent()) {
        var until = of(demands, full.get()).until;
        refused.put(place, new Limited(full.get().scope(), until));
      } else if (subjects.stream().anyMatch(s -> of(demands, s).left == 0)) {
        refused.put(place, null);
      } else {
        subjects.forEach(s -> of(demands, s).left--);
      }
    }
    return refused;
  }

  /// Counts new leads; the limit that others have reached meanwhile, and which these may not pass.
  Optional<Limited> count(List<Registration> fresh) throws SQLException {
    var reached = reached(demands(fresh));
    if (reached.isEmpty()) {
      new Excesses(connection, limits).count(fresh);
    }
    return reached;
  }

  private Optional<Limited> reached(Map<Subject, Demand> demands) throws SQLException {
    if (demands.isEmpty()) {
      return Optional.empty();
    }
    return Slots.rows(
            connection,
            COUNT,
            slots ->
                subjects(slots, demands)
                    .list("int4", demands.values().stream().map(d -> d.wanted).toList())
                    .list("int4", demands.values().stream().map(Counters::allowed).toList())
                    .list("int8", demands.values().stream().map(Counters::window).toList()),
            r -> new Limited(Codes.scope(r.getInt("scope")), left(r)))
        .stream()
        .findFirst();
  }

  /// Whether any of these counts against a limit.
  boolean concern(List<Registration> group) {
    return group.stream().anyMatch(limits::concern);
  }

  private Map<Subject, Demand> demands(List<Registration> group) {
    var demands = new LinkedHashMap<Subject, Demand>();
    for (var registration : group) {
      limits
          .of(registration)
          .forEach((subject, allowance) ->
              demands.computeIfAbsent(subject, _ -> new Demand(allowance)).wanted++);
    }
    return demands;
  }

  private void look(Map<Subject, Demand> demands) throws SQLException {
    if (demands.isEmpty()) {
      return;
    }
    var all = List.copyOf(demands.values());
    var spare = all.stream().map(d -> d.allowance.count() - d.wanted).toList();
    Slots.rows(
        connection,
        FULL,
        slots ->
            subjects(slots, demands)
                .list("int4", spare)
                .list("int8", all.stream().map(Counters::window).toList()),
        r -> {
          var demand = all.get(r.getInt("place") - 1);
          demand.left = Math.max(0, demand.left - r.getInt("taken"));
          demand.full = demand.left == 0;
          demand.until = left(r);
          return demand;
        });
  }

  private static Slots subjects(Slots slots, Map<Subject, Demand> demands) throws SQLException {
    return slots
        .list("int2", demands.keySet().stream().map(s -> Codes.of(s.scope())).toList())
        .list("text", demands.keySet().stream().map(Subject::name).toList());
  }

  private static int allowed(Demand demand) {
    return demand.allowance.count();
  }

  private static long window(Demand demand) {
    return demand.allowance.window().toMillis();
  }

  private static Demand of(Map<Subject, Demand> demands, Subject subject) {
    return requireNonNull(demands.get(subject));
  }

  /// How long the window goes on, in whole seconds, rounded up: that is how callers are told.
  private static Duration left(ResultSet r) throws SQLException {
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(r.getDouble("seconds"))));
  }
}
