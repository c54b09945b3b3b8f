package semel.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real, durable PostgreSQL in one data folder, for a Semel that no database is configured for.
///
/// It runs until [#close] or until this process ends, however that happens. When it is killed, it
/// is started again on the same port. Connections come through the loopback address only, with the
/// password that the data folder keeps.
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final int PORTS_TRIED = 5;
  private static final String NO_SUCH_DATABASE = "3D000";

  private final DataFolder data;
  private final Database database;
  private final int port;
  private final Supervisor supervisor;

  private EmbeddedServer(DataFolder data, Database database, int port, Supervisor supervisor) {
    this.data = data;
    this.database = database;
    this.port = port;
    this.supervisor = supervisor;
  }

  /// Starts the server of a data folder, which is created where it is missing. Returns when the
  /// server takes connections.
  ///
  /// @throws EmbeddedServerException with a sentence for a person, when the folder is in use,
  ///   cannot be used, or when PostgreSQL cannot run here
  public static EmbeddedServer start(Path dataFolder) throws EmbeddedServerException {
    var data = DataFolder.take(dataFolder);
    var started = false;
    try {
      var server = start(data);
      started = true;
      return server;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL in %s cannot start: %s."
              .formatted(data.root(), DataFolder.reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("The start of the embedded PostgreSQL was interrupted.", e);
    } finally {
      if (!started) {
        data.close();
      }
    }
  }

  /// The address for JDBC; user and password go beside it.
  public String jdbcUrl() {
    return jdbcUrl(Database.NAME);
  }

  public String user() {
    return Database.USER;
  }

  public String password() {
    return database.password();
  }

  /// The address for psql, password included. The file `connection` in the data folder holds the
  /// same: `psql "$(cat data/connection)"`.
  public String url() {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user(), password(), port, Database.NAME);
  }

  /// The address, for psql too, of the server that a running Semel holds in a data folder; empty
  /// when the folder names none.
  public static Optional<String> runningIn(Path dataFolder) {
    try {
      return Optional.of(Files.readString(dataFolder.resolve("connection")).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The process of the server that runs now.
  public long pid() {
    return supervisor.pid();
  }

  /// Stops the server within about half a minute at worst, and gives the folder free.
  @Override
  public void close() {
    supervisor.close();
    data.close();
  }

  private static EmbeddedServer start(DataFolder data)
      throws IOException, InterruptedException, EmbeddedServerException {
    var folders = List.of(data.database(), data.unfinishedDatabase());
    Leftovers.stop(folders);
    var binaries = Binaries.unpack(data);
    var account = Account.choose(binaries, Database.prepare(data));
    var database = Database.open(data, binaries, account);
    Leftovers.removeStalePidFile(data.database());
    for (var tries = 1; ; tries++) {
      var port = tries == 1 ? usualPort(data) : freePort(0);
      Supervisor.Start start =
          () -> {
            Leftovers.stop(folders);
            return ServerProcess.start(data, binaries, account, port);
          };
      try {
        var process = start.run();
        return ready(new EmbeddedServer(data, database, port, new Supervisor(process, start)));
      } catch (EmbeddedServerException e) {
        var taken = String.valueOf(e.getMessage()).contains("Address already in use");
        if (!taken || tries == PORTS_TRIED) {
          throw e;
        }
      }
    }
  }

  /// Hands the server out only when a client can really work with it.
  private static EmbeddedServer ready(EmbeddedServer server)
      throws IOException, EmbeddedServerException {
    var done = false;
    try {
      server.supervisor.begin();
      server.createDatabase();
      DataFolder.writeSecret(server.data.connection(), server.url());
      LOG.info("PostgreSQL runs on 127.0.0.1:{} (process {})", server.port, server.pid());
      done = true;
      return server;
    } catch (SQLException e) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL runs, but refused Semel: " + e.getMessage(), e);
    } finally {
      if (!done) {
        server.supervisor.close();
      }
    }
  }

  private void createDatabase() throws SQLException {
    try (var _ = DriverManager.getConnection(jdbcUrl(), user(), password())) {
      return;
    } catch (SQLException e) {
      if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
        throw e;
      }
    }
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE semel");
    }
  }

  /// Another process may take the port while the server is down; it must not be told the password.
  private String jdbcUrl(String name) {
    return ("jdbc:postgresql://127.0.0.1:%d/%s?"
            + "sslmode=disable&gssEncMode=disable"
            + "&requireAuth=scram-sha-256")
        .formatted(port, name);
  }

  /// The port of the last time, so that what a person wrote down still holds; if it is free.
  private static int usualPort(DataFolder data) throws IOException {
    if (!Files.exists(data.connection())) {
      return freePort(0);
    }
    try {
      return freePort(URI.create(Files.readString(data.connection()).strip()).getPort());
    } catch (IOException | IllegalArgumentException _) {
      return freePort(0);
    }
  }

  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
