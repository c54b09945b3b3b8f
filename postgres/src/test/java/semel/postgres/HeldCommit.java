package semel.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import semel.contract.Eventually;
import semel.database.Address;

/// Stops transactions inside their COMMIT, so that a test can decide what becomes of them.
///
/// Two places are offered. *Before*: a deferred trigger waits, nothing is committed yet. *After*:
/// the commit is durable here and waits for a standby that does not exist.
public final class HeldCommit implements AutoCloseable {

  private static final long LATCH = 31_415_926;

  private static final String HOLD =
      """
      CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(31415926);
        RETURN NULL;
      END $$
      """;

  private final Connection operator;
  private final String event;
  private final String undo;

  private HeldCommit(Connection operator, String event, String undo) {
    this.operator = operator;
    this.event = event;
    this.undo = undo;
  }

  /// Holds commits that wrote to a table before anything of them is committed.
  public static HeldCommit before(Address address, String table) throws SQLException {
    var operator = SharedServer.connect(address);
    run(operator, HOLD);
    run(
        operator,
        "CREATE CONSTRAINT TRIGGER hold AFTER INSERT OR UPDATE ON %s".formatted(table)
            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_commit()");
    run(operator, "SELECT pg_advisory_lock(%d)".formatted(LATCH));
    return new HeldCommit(operator, "advisory", "DROP FUNCTION hold_commit() CASCADE");
  }

  /// Holds every durable commit of the server after it happened.
  public static HeldCommit after(Address address) throws SQLException {
    var operator = SharedServer.connect(address);
    run(operator, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    run(operator, "SELECT pg_reload_conf()");
    var held = new HeldCommit(operator, "SyncRep", "SELECT 1");
    held.probe(address);
    return held;
  }

  /// The setting reaches the processes one by one; it holds when a commit was seen to wait.
  private void probe(Address address) throws SQLException {
    try (var probe = SharedServer.connect(address)) {
      run(probe, "SET synchronous_commit = on");
      var pid = number(probe, "SELECT pg_backend_pid()").orElseThrow();
      var writer =
          Thread.startVirtualThread(() -> {
            try {
              for (var i = 0; i < 10_000 && !Thread.currentThread().isInterrupted(); i++) {
                run(probe, "SELECT pg_logical_emit_message(true, 'probe', 'x')");
              }
            } catch (SQLException _) {
              // Its connection is closed when the probe is over.
            }
          });
      Eventually.eventually("a commit waits", () -> waiting().filter(pid::equals).isPresent());
      writer.interrupt();
      signal("pg_cancel_backend", pid);
      Eventually.eventually("the probe is over", () -> waiting().isEmpty());
    }
  }

  /// Waits until a commit is held; the process that holds it.
  public long await() {
    Eventually.eventually("a commit is held", () -> waiting().isPresent());
    return waiting().orElseThrow();
  }

  private Optional<Long> waiting() {
    try {
      return number(
          operator,
          "SELECT pid FROM pg_stat_activity WHERE wait_event = '%s' AND pid <> pg_backend_pid()"
              .formatted(event));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for a held commit and kills its connection.
  public void kill() throws SQLException {
    signal("pg_terminate_backend", await());
  }

  /// Waits for a held commit and tells it to wait no longer.
  public void cancel() throws SQLException {
    signal("pg_cancel_backend", await());
  }

  private void signal(String function, long pid) throws SQLException {
    run(operator, "SELECT %s(%d)".formatted(function, pid));
  }

  /// Lets every held commit go on.
  public void release() throws SQLException {
    run(operator, "SELECT pg_advisory_unlock_all()");
    run(operator, "ALTER SYSTEM RESET synchronous_standby_names");
    run(operator, "SELECT pg_reload_conf()");
  }

  @Override
  public void close() throws SQLException {
    release();
    run(operator, undo);
    operator.close();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<Long> number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
    }
  }
}
