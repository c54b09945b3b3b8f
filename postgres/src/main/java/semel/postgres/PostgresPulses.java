package semel.postgres;

import semel.database.Database;
import semel.monitor.Pulse;
import semel.monitor.Pulses;
import semel.postgres.row.Row;

/// The ends of five indexes.
public final class PostgresPulses implements Pulses {

  private static final String PULSE =
      """
      SELECT (SELECT coalesce(max(j.id), 0) FROM semel.journal j) AS line,
             (SELECT coalesce(max(b.id), 0) FROM semel.blocked_repeat b) AS repeat,
             (SELECT coalesce(max(a.id), 0) FROM semel.alert a) AS alert,
             (SELECT coalesce(max(c.id), 0) FROM semel.sandbox_capture c) AS capture,
             (SELECT coalesce(max(l.created_at), 'epoch') FROM semel.lead l) AS registered
      """;

  private final Database database;

  public PostgresPulses(Database database) {
    this.database = database;
  }

  @Override
  public Pulse feel() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var r = statement.executeQuery(PULSE)) {
        r.next();
        return new Pulse(
            r.getLong("line"),
            r.getLong("repeat"),
            r.getLong("alert"),
            r.getLong("capture"),
            Row.moment(r, "registered"));
      }
    });
  }
}
