package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BinariesTest {
  @TempDir Path folder;

  @Test
  void programs_are_unpacked_once_and_again_when_that_was_interrupted_or_damaged()
      throws Exception {
    try (var data = DataFolder.take(folder)) {
      var half = Files.createDirectories(data.cache().resolve("new").resolve("bin"));
      Files.writeString(half.resolve("postgres"), "half");
      var postgres = Binaries.unpack(data).program("postgres");
      var size = Files.size(postgres);
      assertThat(size).isGreaterThan(1_000_000);
      assertThat(data.cache().resolve("new")).doesNotExist();
      assertThat(Files.getPosixFilePermissions(postgres))
          .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));

      var mark = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(postgres, mark);
      Binaries.unpack(data);
      assertThat(Files.getLastModifiedTime(postgres)).isEqualTo(mark);

      // As a power cut leaves it: the name is there, the bytes are not.
      Files.write(postgres, new byte[0]);
      Binaries.unpack(data);
      assertThat(Files.size(postgres)).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, postgres-linux-x86_64.txz",
    "Linux, aarch64, postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
    "SunOS, sparcv9, postgres-sunos-sparcv9.txz",
  })
  void the_archive_is_named_as_its_makers_name_it(String system, String processor, String name) {
    assertThat(Binaries.archive(system, processor)).isEqualTo(name);
  }

  @Test
  void a_machine_without_programs_is_told_to_set_a_database_url() throws Exception {
    try (var data = DataFolder.take(folder)) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(() -> Binaries.unpack(data, "postgres-sunos-sparcv9.txz", null))
          .withMessageContaining("SEMEL_DATABASE_URL");
    }
  }
}
