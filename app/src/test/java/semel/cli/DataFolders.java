package semel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Folders that an embedded server can live in below one of JUnit's.
final class DataFolders {

  private DataFolders() {}

  /// JUnit's folders are closed to everybody else, so root's server could not pass through.
  static void letPass(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a server of this folder runs, or was not stopped in an orderly way.
  static boolean inUse(Path data) {
    return Files.exists(data.resolve("database/postmaster.pid"));
  }
}
