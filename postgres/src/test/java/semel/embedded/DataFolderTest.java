package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  void a_missing_folder_is_made_and_others_cannot_look_into_it() throws Exception {
    var folder = temporary.resolve("a").resolve("b");
    try (var data = DataFolder.take(folder)) {
      assertThat(data.root()).isEqualTo(folder.toRealPath());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isIn("rwx------", "rwx--x--x");
    }
  }

  @Test
  void the_permissions_of_an_existing_folder_are_its_owners_affair() throws Exception {
    var before = Files.getPosixFilePermissions(temporary);
    DataFolder.take(temporary).close();
    assertThat(Files.getPosixFilePermissions(temporary)).isEqualTo(before);
  }

  @Test
  void one_folder_under_two_names_is_one_folder() throws Exception {
    var folder = Files.createDirectory(temporary.resolve("folder"));
    var alias = Files.createSymbolicLink(temporary.resolve("alias"), folder);
    try (var _ = DataFolder.take(folder)) {
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(() -> DataFolder.take(alias).close())
          .withMessageContaining("in use by another Semel");
    }
    DataFolder.take(alias).close();
  }

  @Test
  void the_file_that_is_held_names_this_process_even_after_a_longer_number() throws Exception {
    var file = Files.writeString(temporary.resolve("semel.pid"), "12345678901234567890\n");
    try (var _ = DataFolder.take(temporary)) {
      // Only read after the hold has ended: closing a second channel would end it.
      assertThat(Files.size(file)).isLessThan(12);
    }
    assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void a_secret_is_replaced_whole_and_never_readable_for_others() throws Exception {
    var file = Files.writeString(temporary.resolve("secret"), "an old and much longer one");
    Files.writeString(temporary.resolve("secret.new"), "left behind");
    DataFolder.writeSecret(file, "new");
    assertThat(file).hasContent("new");
    assertThat(temporary.resolve("secret.new")).doesNotExist();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void deleting_does_not_follow_links_and_accepts_what_is_not_there() throws Exception {
    var kept = Files.writeString(temporary.resolve("kept"), "x");
    var folder = Files.createDirectories(temporary.resolve("folder").resolve("below"));
    Files.createSymbolicLink(folder.resolve("link"), kept);
    DataFolder.delete(temporary.resolve("folder"));
    DataFolder.delete(temporary.resolve("folder"));
    assertThat(temporary.resolve("folder")).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void a_reason_is_said_in_words() {
    assertThat(DataFolder.reason(new AccessDeniedException("/f")))
        .isEqualTo("no permission for /f");
    assertThat(DataFolder.reason(new NoSuchFileException("/f"))).isEqualTo("there is no /f");
    assertThat(DataFolder.reason(new FileSystemException("/f", null, "No space left on device")))
        .isEqualTo("No space left on device (/f)");
    assertThat(DataFolder.reason(new IOException("closed"))).isEqualTo("closed");
  }
}
