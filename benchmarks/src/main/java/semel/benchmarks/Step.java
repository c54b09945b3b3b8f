package semel.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import semel.benchmarks.report.Figures;

/// One thing that a round does.
///
/// @param what is said of it while it runs
record Step(String what, Act act) {

  interface Act {
    void take(Figures figures) throws IOException, SQLException, InterruptedException;
  }
}
