package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.registration;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Scene;
import semel.database.Address;
import semel.database.Database;
import semel.embedded.Holder;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.postgres.PostgresUnderTest;

/// A real server whose disk is full.
@Timeout(300)
final class FullDiskTest {

  private static final String MOUNT =
      "mount -t tmpfs -o size=200m,mode=711 none \"$1\" && shift && exec \"$@\"";

  private static final String COUNT = "SELECT count(*) FROM semel.lead";
  private static final int PEOPLE_MAX = 2_000;

  @TempDir private Path folder;

  @Test
  void a_full_disk_refuses_a_person_as_a_whole_and_takes_that_person_when_there_is_room()
      throws Exception {
    var disk = Files.createDirectory(folder.resolve("disk"));
    for (var each : List.of(folder, disk)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx--x--x"));
    }
    var mounted = List.of("unshare", "-m", "sh", "-c", MOUNT, "sh", disk.toString());
    var trial = Stream.concat(mounted.stream(), Stream.of("true")).toList();
    assumeTrue(new ProcessBuilder(trial).start().waitFor() == 0, "needs a mount namespace");
    try (var holder = Holder.start(disk, 0, mounted.toArray(String[]::new))) {
      var ready = holder.line("READY").split(" ", -1);
      try (var database = Database.open(new Address(ready[2], "semel", ready[3]), 4)) {
        database.migrate();
        refusedWhileFull(database, disk.resolve("database/ballast"));
      }
    }
  }

  private static void refusedWhileFull(Database database, Path file) throws Exception {
    var store = new PostgresUnderTest(database);
    var leads = store.leads();
    leads.publish(Scene.campaign(SPRING, Scene.TARGET));
    assertThatThrownBy(() -> ballast(database, file, 1_000)).hasMessageContaining("No space left");
    var told = registered(leads);
    assertThat(told).as("people who found room in a page").isLessThan(PEOPLE_MAX);
    assertThat(count(database)).isEqualTo(told);
    ballast(database, file, 0);
    assertThat(leads.register(registration(SPRING, told + 1, null)))
        .isInstanceOf(Registered.Fresh.class);
    assertThat(count(database)).isEqualTo(told + 1);
  }

  /// Registers people until one is refused; how many were told that they are registered.
  private static int registered(Leads leads) {
    for (var person = 1; person <= PEOPLE_MAX; person++) {
      var next = registration(SPRING, person, null);
      try {
        assertThat(leads.register(next)).isInstanceOf(Registered.Fresh.class);
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageContaining("No space left on device");
        return person - 1;
      }
    }
    return PEOPLE_MAX;
  }

  /// A file of so many megabytes on the disk of the tables.
  private static void ballast(Database database, Path file, int megabytes) {
    var sql =
        "COPY (SELECT repeat('x', 1048575) FROM generate_series(1, %d)) TO '%s'"
            .formatted(megabytes, file);
    database.transaction(connection -> run(connection.createStatement(), sql));
  }

  private static boolean run(Statement statement, String sql) throws SQLException {
    try (statement) {
      return statement.execute(sql);
    }
  }

  private static int count(Database database) {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(COUNT)) {
        row.next();
        return row.getInt(1);
      }
    });
  }
}
