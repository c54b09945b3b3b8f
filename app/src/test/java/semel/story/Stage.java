package semel.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import semel.embedded.EmbeddedServer;
import semel.embedded.EmbeddedServerException;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.FakeResend;
import semel.providers.fake.FakeTelegram;

/// A database of its own and fake providers, for one test. The server is shared by the test run,
/// unless the test brings one.
public final class Stage implements AutoCloseable {

  public static final String TOKEN = "operator-of-the-stage";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  final FakeMobizon mobizon = new FakeMobizon("mobizon-key-of-the-stage");
  final FakeResend resend = new FakeResend("resend-key-of-the-stage");
  final FakeTelegram telegram = new FakeTelegram("12345:token-of-the-stage", "42");
  private final EmbeddedServer server;
  private final String database;

  public Stage() {
    this(Shared.SERVER, "stage_" + DATABASES.incrementAndGet());
    execute("CREATE DATABASE " + database);
  }

  /// On a server of the test's own, in its usual database; the test stops it.
  Stage(EmbeddedServer server) {
    this(server, "semel");
  }

  private Stage(EmbeddedServer server, String database) {
    this.server = server;
    this.database = database;
  }

  /// Started by the first test that needs it.
  private static final class Shared {
    static final EmbeddedServer SERVER = startServer();
  }

  private static EmbeddedServer startServer() {
    try {
      var folder = Files.createTempDirectory("semel-stage");
      var server = EmbeddedServer.start(folder.resolve("data"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
      return server;
    } catch (IOException | EmbeddedServerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void end(EmbeddedServer server, Path folder) {
    server.close();
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String sql) {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// What a Semel on this stage is told, a fast time scale included.
  public Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("SEMEL_PORT", "0");
    environment.put("SEMEL_DATABASE_URL", server.url().replaceAll("/semel$", "/" + database));
    environment.put("SEMEL_ADMIN_TOKEN", TOKEN);
    environment.put("SEMEL_DELAY", "1s");
    environment.put("SEMEL_LEASE", "3s");
    environment.put("SEMEL_PROVIDER_TIMEOUT", "1s");
    environment.put("SEMEL_SETTLE", "3s");
    environment.put("SEMEL_SWEEP", "1s");
    environment.put("SEMEL_INTAKE_LIMIT", "off");
    environment.put("SEMEL_FORM_MIN_AGE", "0s");
    environment.put("MOBIZON_API_KEY", "mobizon-key-of-the-stage");
    environment.put("MOBIZON_API_URL", mobizon.uri().toString());
    environment.put("MOBIZON_BALANCE_LEAST", "off"); // scripts of faults are for what sends
    environment.put("RESEND_API_KEY", "resend-key-of-the-stage");
    environment.put("RESEND_API_URL", resend.uri().toString());
    environment.put("RESEND_FROM", "Academy <hello@example.com>");
    environment.put("TELEGRAM_BOT_TOKEN", "12345:token-of-the-stage");
    environment.put("TELEGRAM_CHAT_ID", "42");
    environment.put("TELEGRAM_API_URL", telegram.uri().toString());
    return environment;
  }

  /// Runs statements in the database of the nodes.
  void run(String... statements) {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connection() throws SQLException {
    var url = server.jdbcUrl().replaceFirst("/semel\\?", "/" + database + "?");
    return DriverManager.getConnection(url, server.user(), server.password());
  }

  /// Runs a query and reads one number.
  public long number(String sql) {
    try (var connection = connection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    mobizon.close();
    resend.close();
    telegram.close();
    if (!database.equals("semel")) {
      execute("DROP DATABASE " + database + " WITH (FORCE)");
    }
  }
}
