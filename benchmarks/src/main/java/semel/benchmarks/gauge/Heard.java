package semel.benchmarks.gauge;

import java.util.Optional;

/// A line that a measuring process said.
public sealed interface Heard {

  /// One figure of one series, such as a number of callers.
  record Figure(String series, String name, double value) implements Heard {}

  /// How far it is.
  record Progress(String text) implements Heard {}

  /// Reads a line; empty for what anybody else wrote there.
  static Optional<Heard> of(String line) {
    var words = line.split("\t", -1);
    if (words.length == 2 && words[0].equals(Teller.PROGRESS)) {
      return Optional.of(new Progress(words[1]));
    }
    return words.length == 4 && words[0].equals(Teller.FIGURE)
        ? Optional.of(new Figure(words[1], words[2], Double.parseDouble(words[3])))
        : Optional.empty();
  }
}
