package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot work is refused with a sentence that says what to do.
class RefusedTest extends Fixture {
  @Test
  void a_second_semel_on_the_same_folder_is_refused() throws Exception {
    try (var server = EmbeddedServer.start(folder);
        var second = Holder.start(folder, 0)) {
      assertThat(second.line("REFUSED"))
          .contains(folder.toRealPath().toString())
          .contains("process " + ProcessHandle.current().pid())
          .contains("SEMEL_DATA_DIR");
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_second_start_in_the_same_process_is_refused_and_does_not_weaken_the_first()
      throws Exception {
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(refusal(folder)).contains("in use by another Semel (this process)");
      try (var second = Holder.start(folder, 0)) {
        assertThat(second.line("REFUSED")).contains("in use");
      }
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_refused_start_gives_the_folder_free() throws Exception {
    var version = folder.resolve("database/PG_VERSION");
    Files.writeString(version, "17\n");
    refusal(folder);
    Files.writeString(version, "18\n");
    EmbeddedServer.start(folder).close();
  }

  @Test
  void a_database_of_another_major_version_is_refused_and_left_alone() throws Exception {
    Files.writeString(folder.resolve("database/PG_VERSION"), "17\n");
    assertThat(refusal(folder)).contains("PostgreSQL 17").contains("18.").contains("pg_dump");
    assertThat(folder.resolve("database/PG_VERSION")).hasContent("17");
  }

  @Test
  void a_folder_that_is_no_database_is_refused_and_left_alone() throws Exception {
    var folder = makeEmptyFolder(temporary.resolve("other"));
    Files.writeString(Files.createDirectory(folder.resolve("database")).resolve("mine"), "x");
    assertThat(refusal(folder)).contains("nothing known");
    assertThat(folder.resolve("database/mine")).hasContent("x");
  }

  @Test
  void a_missing_password_is_named() throws Exception {
    Files.delete(folder.resolve("database/semel.password"));
    assertThat(refusal(folder)).contains("password").contains("semel.password");
  }

  @Test
  void a_file_where_the_folder_should_be_is_named() throws Exception {
    var file = Files.writeString(temporary.resolve("file"), "x");
    assertThat(refusal(file)).contains(file.toString()).contains("SEMEL_DATA_DIR");
    assertThat(refusal(file.resolve("below"))).contains(file.toString());
  }

  @Test
  void a_server_that_does_not_start_is_quoted() throws Exception {
    Files.writeString(folder.resolve("database/postgresql.conf"), "shared_buffers = much\n");
    assertThat(refusal(folder)).contains("shared_buffers").contains("postgres.log");
  }

  @Test
  void a_full_disk_is_named() throws Exception {
    assumeRoot();
    var small = Files.createDirectory(temporary.resolve("small"));
    letPass(small);
    var mounted =
        List.of(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs -o size=$1,mode=711 none \"$2\" && shift 2 && exec \"$@\"",
            "sh");
    assumeTrue(
        Command.run(append(mounted, "1m", small.toString(), "true")).done(),
        "needs a mount namespace");
    for (var size : List.of("20m", "70m")) {
      var words = append(mounted, size, small.toString()).toArray(new String[0]);
      try (var holder = Holder.start(small, 0, words)) {
        assertThat(holder.line("REFUSED")).containsIgnoringCase("no space left");
      }
    }
  }

  private static List<String> append(List<String> words, String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private static String refusal(Path folder) {
    var thrown =
        assertThatExceptionOfType(EmbeddedServerException.class)
            .isThrownBy(() -> EmbeddedServer.start(folder).close())
            .actual();
    return String.valueOf(thrown.getMessage());
  }
}
