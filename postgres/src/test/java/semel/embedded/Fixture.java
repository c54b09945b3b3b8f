package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A fresh data folder for each test, copied from one that is made once for the class.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class Fixture {
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  @TempDir static Path shared;
  @TempDir Path temporary;
  Path folder = Path.of("unset");

  @BeforeAll
  static void makeOnce() throws Exception {
    letPass(shared);
    EmbeddedServer.start(shared).close();
  }

  @BeforeEach
  void makeFolder() throws Exception {
    letPass(temporary);
    folder = makeFolder(temporary.resolve("data"));
  }

  /// A folder that was used before.
  static Path makeFolder(Path folder) throws IOException, InterruptedException {
    makeEmptyFolder(folder);
    var copy = List.of("cp", "-a", shared.resolve("database").toString(), folder.toString());
    assertThat(Command.run(copy).done()).isTrue();
    return folder;
  }

  /// A folder for a first start, except that the programs are unpacked already.
  static Path makeEmptyFolder(Path folder) throws IOException {
    letPass(Files.createDirectories(folder));
    Files.createSymbolicLink(folder.resolve("cache"), shared.resolve("cache"));
    return folder;
  }

  /// JUnit's folders are closed to everybody else, so root's server could not pass through.
  static void letPass(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  static String query(EmbeddedServer server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "no row";
      }
    }
  }

  /// Waits for a condition; what it throws counts as not yet.
  static void eventually(String what, Duration patience, Callable<Boolean> condition)
      throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() - deadline < 0) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception _) {
        // Not yet.
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    assertThat(what).as("within %s", patience).isEqualTo("true");
  }

  static void eventuallyGone(long pid, Duration patience) throws InterruptedException {
    eventually(
        "process %d is gone".formatted(pid), patience, () -> ProcessHandle.of(pid).isEmpty());
  }

  static void kill(long pid) throws InterruptedException {
    Command.signal("KILL", List.of(pid));
  }

  static void assumeRoot() throws InterruptedException {
    assumeTrue(isRoot(), "needs root");
  }

  static boolean isRoot() throws InterruptedException {
    return Command.run(List.of("id", "-u")).output().equals("0");
  }
}
