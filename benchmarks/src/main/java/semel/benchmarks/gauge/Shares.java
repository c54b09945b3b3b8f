package semel.benchmarks.gauge;

import java.util.List;

/// One measurement as a part of another.
public final class Shares {

  private Shares() {}

  /// What one figure of the first, the last that was told, is of the same figure of the second, in
  /// hundredths; no number where one of them has none.
  public static double of(List<Heard.Figure> some, List<Heard.Figure> whole, String name) {
    return 100 * value(some, name) / value(whole, name);
  }

  private static double value(List<Heard.Figure> figures, String name) {
    return figures.stream()
        .filter(one -> one.name().equals(name))
        .mapToDouble(Heard.Figure::value)
        .reduce(Double.NaN, (_, last) -> last);
  }
}
