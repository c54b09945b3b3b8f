package semel.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import semel.contract.Eventually;

/// A primary and a standby that follows it without being waited for: two real servers of the same
/// past, until one is cut off. Also copies the files of a server that is stopped.
public final class FailOver implements AutoCloseable {

  private final EmbeddedServer primary;
  private final EmbeddedServer standby;

  /// The programs, unpacked once for all servers of a run of tests.
  private static final class Unpacked {
    static final Path CACHE = unpacked();

    private static Path unpacked() {
      try {
        var folder = Files.createTempDirectory("semel-programs");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        permit(folder);
        try (var data = DataFolder.take(folder)) {
          Binaries.unpack(data);
          return data.cache();
        }
      } catch (IOException | EmbeddedServerException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// The files of a stopped server, made once for all pairs of a run of tests.
  private static final class Made {
    static final Path DATABASE = made();

    private static Path made() {
      var folder = data(Unpacked.CACHE.resolveSibling("made"));
      start(folder).close();
      return folder.resolve("database");
    }
  }

  /// Starts both in this folder.
  public FailOver(Path folder) {
    var first = data(folder.resolve("primary"));
    var second = data(folder.resolve("standby"));
    copy(Made.DATABASE, first.resolve("database"));
    copy(Made.DATABASE, second.resolve("database"));
    this.primary = start(first);
    follow(second.resolve("database"));
    this.standby = start(second);
  }

  /// The server that is written to at first.
  public EmbeddedServer primary() {
    return primary;
  }

  /// The server that follows, and is promoted.
  public EmbeddedServer standby() {
    return standby;
  }

  /// One address that names both servers.
  public String url() {
    var second = standby.url().replaceFirst(".*@([^/]+)/.*", "$1");
    return primary.url().replaceFirst("@([^/]+)/", "@$1," + second + "/");
  }

  /// From now on the primary acknowledges no commit that the standby does not have.
  public void synchronous() {
    ask(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    ask(primary, "SELECT pg_reload_conf()");
    Eventually.eventually(
        "the standby is waited for",
        () ->
            ask(primary, "SELECT coalesce(max(sync_state), '') FROM pg_stat_replication")
                .equals("sync"));
  }

  /// kill -9, and nobody starts it again.
  public void killPrimary() {
    ProcessHandle.of(primary.pid()).ifPresent(ProcessHandle::destroyForcibly);
    primary.close();
  }

  private void follow(Path database) {
    try {
      var port = primary.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1");
      var where =
          "primary_conninfo = 'host=127.0.0.1 port=%s user=%s password=%s sslmode=disable'%n"
              .formatted(port, primary.user(), primary.password());
      Files.writeString(database.resolve("postgresql.auto.conf"), where, StandardOpenOption.APPEND);
      Files.createFile(database.resolve("standby.signal"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Everything that is committed on the primary now is on the standby when this returns.
  public void catchUp() {
    var sent = ask(primary, "SELECT pg_current_wal_insert_lsn()");
    Eventually.eventually(
        "the standby is where the primary was at " + sent,
        () ->
            ask(standby, "SELECT coalesce(pg_last_wal_replay_lsn() >= '" + sent + "', false)")
                .equals("t"));
  }

  /// From now on the standby hears nothing of the primary.
  public void cut() {
    ask(standby, "ALTER SYSTEM SET primary_conninfo = ''");
    ask(standby, "SELECT pg_reload_conf()");
    Eventually.eventually(
        "the standby is cut off",
        () -> ask(standby, "SELECT count(*) FROM pg_stat_wal_receiver").equals("0"));
  }

  /// The standby becomes a primary, on a timeline of its own.
  public void promote() {
    ask(standby, "SELECT pg_promote(true, 60)");
    Eventually.eventually(
        "the standby is promoted", () -> ask(standby, "SELECT pg_is_in_recovery()").equals("f"));
  }

  /// Runs a statement; the first column of the first row, or nothing.
  public static String ask(EmbeddedServer server, String sql) {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// A data folder that the server of a root user may pass through, with the programs in it.
  public static Path data(Path folder) {
    try {
      Files.createDirectories(folder);
      permit(requireNonNull(folder.getParent()));
      permit(folder);
      var cache = folder.resolve("cache");
      if (!Files.exists(cache)) {
        Files.createSymbolicLink(cache, Unpacked.CACHE);
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void permit(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /// Starts the server of a data folder.
  public static EmbeddedServer start(Path data) {
    try {
      return EmbeddedServer.start(data);
    } catch (EmbeddedServerException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts a copy of a stopped server's files where nothing is, or where older ones are.
  public static void copy(Path from, Path to) {
    try {
      DataFolder.delete(to);
      var done = Command.run(List.of("cp", "-a", from.toString(), to.toString()));
      if (!done.done()) {
        throw new IllegalStateException(done.output());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Deletes the folder of a server that is stopped.
  public static void delete(Path folder) {
    try {
      DataFolder.delete(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    standby.close();
    primary.close();
  }
}
