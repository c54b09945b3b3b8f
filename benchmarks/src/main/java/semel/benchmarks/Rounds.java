package semel.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;

/// Measures everybody, round after round, so that a bad minute of the machine meets all of them.
///
/// @param count how many rounds
record Rounds(Steps steps, List<Candidate> candidates, int count) {

  /// How many steps of [Progress] a measurement takes.
  int steps(Measurement measurement) {
    return steps.before(measurement).size() + steps.of(measurement, candidates).size() * count;
  }

  Figures measure(Measurement measurement, Progress progress)
      throws IOException, SQLException, InterruptedException {
    var figures = new Figures();
    var name = measurement.name().toLowerCase(Locale.ROOT);
    for (var step : steps.before(measurement)) {
      progress.step(name + ", " + step.what());
      step.act().take(figures);
    }
    for (var round = 1; round <= count; round++) {
      for (var step : steps.of(measurement, candidates)) {
        progress.step("%s, %s, round %d of %d".formatted(name, step.what(), round, count));
        step.act().take(figures);
      }
    }
    return figures;
  }
}
