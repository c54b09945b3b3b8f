package semel.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a PostgreSQL server says about itself in its database folder.
///
/// @param pid the process it names
/// @param ready whether it takes connections
record PidFile(long pid, boolean ready) {
  static final String NAME = "postmaster.pid";
  private static final int STATE_LINE = 7;

  /// Empty when there is no file, or none that can be understood.
  static Optional<PidFile> read(Path database) {
    try {
      var lines = Files.readAllLines(database.resolve(NAME), StandardCharsets.ISO_8859_1);
      var ready = lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
      var pid = Long.parseLong(lines.getFirst().strip());
      return pid > 0 ? Optional.of(new PidFile(pid, ready)) : Optional.empty();
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
