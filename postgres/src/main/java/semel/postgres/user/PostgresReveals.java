package semel.postgres.user;

import java.time.Duration;
import semel.database.Database;
import semel.message.LeadId;
import semel.users.Act.Deed;
import semel.visits.Reveals;

/// Which leads are shown whole, on PostgreSQL.
public final class PostgresReveals implements Reveals {

  private static final String FORGET_OLD = "DELETE FROM semel.reveal WHERE until < now()";

  private static final String REVEAL =
      """
      INSERT INTO semel.reveal (lead_id, visit, until)
      VALUES (?, ?, clock_timestamp() + ? * interval '1 millisecond')
      ON CONFLICT (lead_id, visit) DO UPDATE SET until = excluded.until
      """;

  private static final String LEFT =
      """
      SELECT (extract(epoch FROM until - clock_timestamp()) * 1000)::bigint
      FROM semel.reveal
      WHERE lead_id = ? AND visit = ? AND until > clock_timestamp()
      """;

  private final Database database;

  public PostgresReveals(Database database) {
    this.database = database;
  }

  @Override
  public void reveal(LeadId lead, String visit, String who) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(FORGET_OLD)) {
        statement.executeUpdate();
      }
      try (var statement = connection.prepareStatement(REVEAL)) {
        statement.setObject(1, lead.value());
        statement.setString(2, visit);
        statement.setLong(3, LASTS.toMillis());
        statement.executeUpdate();
      }
      PostgresActs.add(connection, who, Deed.LEAD_REVEALED, lead.toString(), null);
      return true;
    });
  }

  @Override
  public Duration left(LeadId lead, String visit) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(LEFT)) {
        statement.setObject(1, lead.value());
        statement.setString(2, visit);
        try (var r = statement.executeQuery()) {
          return r.next() ? Duration.ofMillis(r.getLong(1)) : Duration.ZERO;
        }
      }
    });
  }
}
