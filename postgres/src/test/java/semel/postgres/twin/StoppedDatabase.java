package semel.postgres.twin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import semel.account.Account;
import semel.contract.Scene;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.intake.IntakeLimits;
import semel.message.MessageKey;
import semel.postgres.PostgresDesk;
import semel.postgres.PostgresLeads;
import semel.postgres.SharedServer;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.postgres.claim.PostgresClaims;
import semel.postgres.claim.PostgresDoubts;
import semel.postgres.claim.PostgresDrafts;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;

/// A real database whose clock and whose chance a test sets: functions of the same names stand
/// before the server's own on the search path. So every instant can be compared with the twin's to
/// the microsecond, and time passes without a wait. It commits without waiting for the disk, which
/// is all that a durable commit costs here.
final class StoppedDatabase {

  private static final List<String> STOP =
      List.of(
          "CREATE SCHEMA stopped",
          """
          CREATE FUNCTION stopped.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
          AS $$ SELECT current_setting('semel.now')::timestamptz $$
          """,
          """
          CREATE FUNCTION stopped.gen_random_uuid() RETURNS uuid LANGUAGE sql STABLE
          AS $$ SELECT current_setting('semel.name')::uuid $$
          """,
          "ALTER TABLE semel.lead ALTER created_at SET DEFAULT stopped.clock_timestamp()",
          "ALTER TABLE semel.journal ALTER at SET DEFAULT stopped.clock_timestamp()",
          "ALTER TABLE semel.idempotency_key"
              + " ALTER created_at SET DEFAULT stopped.clock_timestamp()",
          """
          UPDATE semel.installation
          SET inner_key = decode(repeat('36', 64), 'hex'),
              outer_key = decode(repeat('5c', 64), 'hex')
          """);

  private static final String EMPTY =
      """
      TRUNCATE semel.message, semel.lead, semel.journal, semel.blocked_repeat,
               semel.idempotency_key, semel.rate_gate;
      UPDATE semel.history
      SET system_identifier = (SELECT system_identifier FROM pg_control_system()),
          timeline = left(pg_walfile_name(pg_current_wal_lsn()), 8)
      """;

  private static final String SET =
      "SELECT set_config('semel.now', ?, false), set_config('semel.name', ?, false)";

  /// What was written by a transaction from a number on. A row of a table is one text.
  private static final String WRITTEN =
      """
      WITH since AS MATERIALIZED (SELECT ?::bigint AS xid)
      SELECT 'message ' || lead_id || ' ' || channel,
             concat_ws('|', state, open, due_at, next_at, not_after, coalesce(account, '-'),
                       attempt_no, attempts_spent, exposed, coalesce(draft_id, '-'),
                       coalesce(first_attempt_at::text, '-'),
                       coalesce(claim_id::text, '-'), coalesce(claimed_by, '-'),
                       coalesce(claimed_at::text, '-'), coalesce(lease_until::text, '-'),
                       coalesce(doubt_since::text, '-'), coalesce(absent_at::text, '-'),
                       cancel_requested, coalesce(body, '-'), coalesce(settled_at::text, '-'),
                       coalesce(reference, '-'), coalesce(reason, '-'))
      FROM semel.message, since WHERE message.xmin::text::bigint >= since.xid
      UNION ALL
      SELECT 'lead ' || id,
             concat_ws('|', campaign, coalesce(name, '-'), coalesce(email, '-'),
                       coalesce(phone_typed, '-'), coalesce(phone, '-'), coalesce(source, '-'),
                       answers IS NOT NULL, scheduled_for, created_at, clicks,
                       coalesce(sms_clicked_at::text, '-'), coalesce(email_clicked_at::text, '-'),
                       coalesce(erase_asked_at::text, '-'), erased_at IS NOT NULL)
      FROM semel.lead, since WHERE lead.xmin::text::bigint >= since.xid
      UNION ALL
      SELECT 'gate ' || account,
             concat_ws('|', coalesce(extract(epoch FROM spacing) * 1000000, 0)::bigint,
                       CASE WHEN spacing IS NULL THEN 0 ELSE burst END, tat,
                       coalesce(paused_until::text, '-'), coalesce(pause_reason, '-'))
      FROM semel.rate_gate, since WHERE rate_gate.xmin::text::bigint >= since.xid
      UNION ALL
      SELECT 'journal ' || lead_id || ' ' || channel || ' ' || (
               SELECT count(*) FROM semel.journal b
               WHERE b.lead_id = j.lead_id AND b.channel = j.channel
                 AND b.id <= j.id),
             concat_ws('|', at, from_state, to_state, coalesce(rule::text, '-'), why, who,
                       mark, coalesce(attempt_no, 0), coalesce(claim_id::text, '-'),
                       coalesce(claimed_at::text, '-'))
      FROM semel.journal j, since WHERE j.xmin::text::bigint >= since.xid
      UNION ALL
      SELECT 'repeats ' || reason, count(*)::text FROM semel.blocked_repeat GROUP BY reason
      UNION ALL
      SELECT 'keys', string_agg(key || ' ' || fresh || ' ' || created_at, ', '
                                ORDER BY key COLLATE "C")
      FROM semel.idempotency_key
      UNION ALL
      SELECT 'next', pg_snapshot_xmax(pg_current_snapshot())::text
      """;

  private static final String RETIME =
      "UPDATE semel.message SET next_at = ? WHERE lead_id = ? AND channel = ?";

  private final String name;
  private final Database database;
  private final Salt salt = new Salt();
  private final PostgresDoubts doubts;
  private long next;

  private StoppedDatabase(String name, Database database) {
    this.name = name;
    this.database = database;
    this.doubts = new PostgresDoubts(database, salt);
  }

  /// Makes such databases, and has the server wait for no disk.
  static List<StoppedDatabase> open(int count) {
    SharedServer.execute(
        "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", "CREATE DATABASE stopped");
    var pattern = SharedServer.address("stopped");
    try (var fresh = Database.open(pattern, 2)) {
      fresh.migrate();
    } catch (DatabaseUnfit e) {
      throw new IllegalStateException(e);
    }
    SharedServer.executeAt(pattern, STOP.toArray(String[]::new));
    return IntStream.range(0, count).mapToObj(i -> copy("stopped_" + i)).toList();
  }

  /// One connection, because the clock belongs to a session.
  private static StoppedDatabase copy(String name) {
    SharedServer.execute(
        "CREATE DATABASE " + name + " TEMPLATE stopped",
        "ALTER DATABASE " + name + " SET search_path = stopped, pg_catalog, public");
    try {
      return new StoppedDatabase(name, Database.open(SharedServer.address(name), 1));
    } catch (DatabaseUnfit e) {
      throw new IllegalStateException(e);
    }
  }

  static void close(List<StoppedDatabase> all) {
    all.forEach(StoppedDatabase::close);
    SharedServer.execute(
        "DROP DATABASE stopped", "ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()");
  }

  /// What chance there is on both sides.
  Salt salt() {
    return salt;
  }

  Played.Ports ports() {
    var retry = Scene.RETRY;
    var desk =
        new PostgresDesk(database, StoreUnderTest.SETTLE, retry, salt, () -> doubts.sweep(retry));
    var claims = new PostgresClaims(database, Played.ACCOUNTS, salt);
    var drafts = new PostgresDrafts(database);
    return new Played.Ports(
        new PostgresLeads(database, IntakeLimits.NONE), claims, drafts, doubts, desk);
  }

  /// Empties it and opens the gates.
  void empty() {
    execute(EMPTY);
    Played.ACCOUNTS.forEach(account -> rate(account, GateRate.NONE));
    next = 0;
  }

  void rate(Account account, GateRate rate) {
    new Gates(database).open(account.id(), rate);
  }

  /// As after a fail-over: the claims were made on another timeline.
  void changeHistory() {
    execute("UPDATE semel.history SET timeline = '7FFFFFFF'");
  }

  void execute(String sql) {
    database.transaction(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute(sql);
      }
    });
  }

  /// What was written since it was asked the last time, and sets clock and chance for what follows.
  Map<String, String> written(Instant now, UUID name) {
    return database.transaction(connection -> {
      set(connection, now, name);
      return written(connection);
    });
  }

  private static void set(Connection connection, Instant now, UUID name) throws SQLException {
    try (var statement = connection.prepareStatement(SET)) {
      statement.setString(1, now.toString());
      statement.setString(2, name.toString());
      statement.execute();
    }
  }

  private Map<String, String> written(Connection connection) throws SQLException {
    var written = new LinkedHashMap<String, String>();
    try (var statement = connection.prepareStatement(WRITTEN)) {
      statement.setLong(1, next);
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          written.put(r.getString(1), String.valueOf(r.getString(2)));
        }
      }
    }
    next = Long.parseLong(String.valueOf(written.remove("next")));
    return written;
  }

  /// Everything, as if it had all been written since.
  Map<String, String> everything(Instant now, UUID name) {
    next = 0;
    return written(now, name);
  }

  /// Moves the instant at which a message is looked at again.
  void retime(MessageKey key, Instant nextAt) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(RETIME)) {
        statement.setObject(1, Row.timestamp(nextAt));
        statement.setObject(2, key.lead().value());
        statement.setShort(3, Codes.of(key.channel()));
        return statement.executeUpdate();
      }
    });
  }

  private void close() {
    database.close();
    SharedServer.execute("DROP DATABASE " + name + " WITH (FORCE)");
  }
}
