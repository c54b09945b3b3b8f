package semel.app;

import java.io.UncheckedIOException;
import java.util.List;
import semel.database.Database;
import semel.journal.Sentence;
import semel.web.monitor.Readiness;

/// Ready is who reaches a database that takes writes.
record DatabaseReadiness(Database database) implements Readiness {

  @Override
  public List<String> reasons() {
    try {
      return database.takesWrites() ? List.of() : List.of("The database is read-only.");
    } catch (UncheckedIOException e) {
      return List.of("The database does not answer: " + Sentence.of(e));
    }
  }
}
