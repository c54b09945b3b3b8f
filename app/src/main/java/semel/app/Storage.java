package semel.app;

import java.nio.file.Path;
import java.util.Optional;
import semel.configuration.Configuration;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.embedded.Backup;
import semel.embedded.EmbeddedServer;
import semel.embedded.EmbeddedServerException;

/// The database that the configuration names, or the embedded one; closed in the right order.
public record Storage(Database database, Optional<EmbeddedServer> embedded)
    implements AutoCloseable {

  /// Beside the permits: intake, sweep, look-ups, reads.
  private static final int CONNECTIONS = 20;

  /// Who asks how the schema is asks on two at once.
  private static final int VISITING = 2;

  /// Connects, starting the embedded server first where no address is configured.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static Storage open(Configuration.Storage storage) throws DatabaseUnfit {
    if (storage.address().isPresent()) {
      var database = Database.open(storage.address().get(), CONNECTIONS);
      return new Storage(database, Optional.empty());
    }
    try {
      return embedded(storage);
    } catch (EmbeddedServerException e) {
      throw new DatabaseUnfit(String.valueOf(e.getMessage()));
    }
  }

  /// The same, and where another Semel runs on the data folder, its database instead.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static Storage visit(Configuration.Storage storage) throws DatabaseUnfit {
    try {
      return storage.address().isPresent() ? open(storage) : embedded(storage);
    } catch (EmbeddedServerException e) {
      var running = EmbeddedServer.runningIn(storage.dataFolder());
      if (!e.folderInUse() || running.isEmpty()) {
        throw new DatabaseUnfit(String.valueOf(e.getMessage()));
      }
      return new Storage(Database.open(Address.parse(running.get()), VISITING), Optional.empty());
    }
  }

  private static Storage embedded(Configuration.Storage storage)
      throws EmbeddedServerException, DatabaseUnfit {
    var server = EmbeddedServer.start(storage.dataFolder());
    try {
      var address = new Address(server.jdbcUrl(), server.user(), server.password());
      return new Storage(Database.open(address, CONNECTIONS), Optional.of(server));
    } catch (DatabaseUnfit e) {
      server.close();
      throw e;
    }
  }

  /// Writes the database of the data folder into a file, also of a Semel that runs.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static void backUp(Configuration.Storage storage, Path file) throws DatabaseUnfit {
    requireEmbedded(storage);
    try (var server = EmbeddedServer.start(storage.dataFolder())) {
      Backup.write(server.url(), file);
    } catch (EmbeddedServerException e) {
      var running = EmbeddedServer.runningIn(storage.dataFolder());
      if (!e.folderInUse() || running.isEmpty()) {
        throw new DatabaseUnfit(String.valueOf(e.getMessage()));
      }
      ofRunning(running.get(), file);
    }
  }

  private static void ofRunning(String url, Path file) throws DatabaseUnfit {
    try {
      Backup.write(url, file);
    } catch (EmbeddedServerException e) {
      throw new DatabaseUnfit(String.valueOf(e.getMessage()));
    }
  }

  /// Puts a copy into a data folder that has no database.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static void restore(Configuration.Storage storage, Path file) throws DatabaseUnfit {
    requireEmbedded(storage);
    try {
      Backup.restore(file, storage.dataFolder());
    } catch (EmbeddedServerException e) {
      throw new DatabaseUnfit(String.valueOf(e.getMessage()));
    }
  }

  private static void requireEmbedded(Configuration.Storage storage) throws DatabaseUnfit {
    if (storage.address().isPresent()) {
      throw new DatabaseUnfit(
          "This is for the database that comes along, and SEMEL_DATABASE_URL names another: back"
              + " that up with PostgreSQL's own tools.");
    }
  }

  @Override
  public void close() {
    database.close();
    embedded.ifPresent(EmbeddedServer::close);
  }
}
