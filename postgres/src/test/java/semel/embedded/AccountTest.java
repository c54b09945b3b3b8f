package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest extends Fixture {
  private static final String[] AS_NOBODY = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"
  };

  @Test
  void roots_server_has_no_power_of_roots() throws Exception {
    assumeRoot();
    try (var server = EmbeddedServer.start(folder)) {
      var process = Files.readString(Path.of("/proc/" + server.pid() + "/status"));
      assertThat(process)
          .containsPattern("Uid:\\s65534\\s65534\\s65534\\s65534")
          .containsPattern("CapEff:\\s0000000000000000");
    }
  }

  @Test
  void a_folder_that_only_root_can_enter_works_for_root() throws Exception {
    assumeRoot();
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
      var process = Files.readString(Path.of("/proc/" + server.pid() + "/status"));
      assertThat(process).doesNotContainPattern("Uid:\\s0\\s");
    }
  }

  @Test
  void a_folder_may_be_closed_and_opened_between_two_starts() throws Exception {
    assumeRoot();
    for (var permissions : List.of("rwx------", "rwx--x--x", "rwx------")) {
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(permissions));
      try (var server = EmbeddedServer.start(folder)) {
        query(server, "CREATE TABLE IF NOT EXISTS kept (k int)");
      }
    }
  }

  @Test
  void an_ordinary_user_needs_nothing_from_root_and_root_leaves_the_folder_his() throws Exception {
    assumeRoot();
    give(folder);
    DataFolder.delete(folder.resolve("database"));
    var classPath = copyOfClassPath();
    for (var start = 1; start <= 2; start++) {
      try (var holder = Holder.start(classPath, folder, 0, AS_NOBODY)) {
        var server = Long.parseLong(holder.line("READY").split(" ", -1)[1]);
        assertThat(Files.getAttribute(Path.of("/proc/" + server), "unix:uid")).isEqualTo(65534);
        holder.kill();
        eventuallyGone(server, Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void a_folder_that_may_not_be_written_is_named() throws Exception {
    assumeRoot();
    try (var holder = Holder.start(copyOfClassPath(), folder, 0, AS_NOBODY)) {
      assertThat(holder.line("REFUSED")).contains("no permission for").contains("SEMEL_DATA_DIR");
    }
  }

  @Test
  void the_database_of_another_user_is_named() throws Exception {
    assumeRoot();
    give(folder);
    Files.setAttribute(folder.resolve("database"), "unix:uid", 12345);
    try (var holder = Holder.start(copyOfClassPath(), folder, 0, AS_NOBODY)) {
      assertThat(holder.line("REFUSED")).contains("belongs to user 12345");
    }
  }

  @Test
  void programs_that_do_not_run_here_lead_to_a_database_url() throws Exception {
    var home = temporary.resolve("broken");
    var program = Files.createDirectories(home.resolve("bin")).resolve("postgres");
    Files.writeString(program, "not a program");
    var binaries = new Binaries(home);
    var database = folder.resolve("database");
    assertThatExceptionOfType(EmbeddedServerException.class)
        .isThrownBy(() -> Account.choose(binaries, database))
        .withMessageContaining("SEMEL_DATABASE_URL");
  }

  private static void give(Path folder) throws IOException {
    Files.setAttribute(folder, "unix:uid", 65534);
  }

  /// The class path, where everybody can read it.
  private String copyOfClassPath() throws IOException, InterruptedException {
    var target = Files.createDirectory(temporary.resolve("lib"));
    var copies = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var source = Path.of(entry);
      var copy = target.resolve(copies.size() + "-" + source.getFileName());
      if (Files.isDirectory(source)) {
        copyTree(source, copy);
      } else if (Files.exists(source)) {
        Files.copy(source, copy);
      }
      copies.add(copy.toString());
    }
    Command.run(List.of("chmod", "-R", "a+rX", target.toString()));
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path source, Path copy) throws IOException {
    try (var paths = Files.walk(source)) {
      for (var path : paths.toList()) {
        Files.copy(path, copy.resolve(source.relativize(path).toString()));
      }
    }
  }
}
