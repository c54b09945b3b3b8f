package semel.benchmarks.report;

import java.util.List;

/// Ranks, without any assumption about how values are spread.
public final class Statistics {

  private Statistics() {}

  /// The nearest rank: the smallest value that so many of a hundred do not exceed.
  ///
  /// @param sorted the smallest first, at least one
  public static long percentile(long[] sorted, int percent) {
    var rank = (int) Math.ceil(sorted.length * (percent / 100.0));
    return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
  }

  /// The middle one, or the mean of the middle two.
  ///
  /// @param values at least one
  public static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
