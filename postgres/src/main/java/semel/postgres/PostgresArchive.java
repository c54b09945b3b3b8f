package semel.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import semel.database.Database;
import semel.desk.Archive;
import semel.desk.LeadRow;
import semel.desk.MessageRow;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;

/// All rows of the tables, read through a cursor.
final class PostgresArchive implements Archive {

  private static final int FETCH = 1_000;

  private static final String ALL_MESSAGES =
      """
      SELECT m.lead_id, m.channel, l.campaign, m.state, l.phone, l.email, m.due_at, m.next_at,
             m.attempt_no, m.settled_at, m.account, coalesce(m.reference, m.reason) AS detail,
             CASE WHEN m.state IN (2, 3) THEN m.claim_id END AS doubt, r.kind AS receipt
      FROM semel.lead l
      JOIN semel.message m ON m.lead_id = l.id
      LEFT JOIN semel.receipt r
        ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
      ORDER BY l.created_at, l.id, m.channel
      """;

  private static final String ALL_LEADS =
      "SELECT l.* FROM semel.lead l ORDER BY l.created_at, l.id";

  private static final String ALL_REPEATS =
      """
      SELECT b.at, b.lead_id, b.channel, b.reason, b.who, b.detail, l.source
      FROM semel.blocked_repeat b
      JOIN semel.lead l ON l.id = b.lead_id
      ORDER BY b.at, b.id
      """;

  private final Database database;

  PostgresArchive(Database database) {
    this.database = database;
  }

  @Override
  public void leads(Consumer<LeadRow> consumer) {
    stream(ALL_LEADS, r -> consumer.accept(PostgresRecords.lead(r)));
  }

  @Override
  public void messages(Consumer<MessageRow> consumer) {
    stream(ALL_MESSAGES, r -> consumer.accept(PostgresRecords.message(r)));
  }

  @Override
  public void repeats(Consumer<Repeat> consumer) {
    stream(ALL_REPEATS, r -> consumer.accept(repeat(r)));
  }

  private static Repeat repeat(ResultSet r) throws SQLException {
    var channel = r.getObject("channel", Integer.class);
    return new Repeat(
        Row.moment(r, "at"),
        Row.lead(r),
        channel == null ? null : Codes.channel(channel),
        r.getString("reason"),
        r.getString("who"),
        r.getString("detail"),
        r.getString("source"));
  }

  @FunctionalInterface
  private interface Reader {
    void read(ResultSet r) throws SQLException;
  }

  private void stream(String sql, Reader reader) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(FETCH); // a cursor, because autocommit is off
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            reader.read(r);
          }
        }
      }
      return true;
    });
  }
}
