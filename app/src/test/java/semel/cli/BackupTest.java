package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.cli.DataFolders.letPass;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.embedded.FailOver;

/// `backup` beside a Semel that runs, `restore`, and what both refuse.
@Timeout(900)
class BackupTest {

  @TempDir private Path folder;

  private Map<String, String> at(String data) {
    return Map.of("SEMEL_DATA_DIR", folder.resolve(data).toString(), "SEMEL_PORT", "0");
  }

  @Test
  void a_semel_that_runs_is_copied_and_the_copy_starts() {
    letPass(folder);
    var data = FailOver.data(folder.resolve("data"));
    FailOver.data(folder.resolve("other"));
    try (var _ = FailOver.start(data)) {
      var backup = SemelProcess.run(folder, at("data"), "backup", "--to", "copy.tar");
      assertThat(backup.err()).isEmpty();
      assertThat(backup.code()).isZero();
      assertThat(backup.out()).contains("The database is in copy.tar.");
    }
    var over = SemelProcess.run(folder, at("data"), "restore", "copy.tar");
    assertThat(over.code()).isEqualTo(2);
    assertThat(over.err()).contains("a restore never overwrites one. Move it aside (mv ");
    assertThat(SemelProcess.run(folder, at("other"), "restore", "copy.tar").code()).isZero();
    var doctor = SemelProcess.run(folder, at("other"), "doctor");
    assertThat(doctor.out()).contains("fit   database: PostgreSQL");
  }

  @Test
  void another_database_is_not_copied() {
    var environment = Map.of("SEMEL_DATABASE_URL", "postgresql://me:pre-cious@127.0.0.1:1/semel");
    var ended = SemelProcess.run(folder, environment, "backup");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("back that up with PostgreSQL's own tools.");
  }
}
