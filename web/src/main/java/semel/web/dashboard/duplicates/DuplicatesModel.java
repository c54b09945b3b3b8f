package semel.web.dashboard.duplicates;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import semel.board.Repeats;

/// What the page of stopped repeats shows.
///
/// @param reason that is listed alone, null for all
public record DuplicatesModel(Repeats.Totals totals, Repeats repeats, @Nullable String reason) {

  private static final double WIDTH = 900;
  private static final double HEIGHT = 120;

  /// A day of the chart, in its drawing of 900 by 150.
  public record Bar(Repeats.Day day, long count, double x, double y, double width, double height) {}

  public List<Bar> bars() {
    var days = totals.days();
    var most = days.stream().mapToLong(DuplicatesModel::count).max().orElse(0);
    var step = WIDTH / Math.max(1, days.size());
    return IntStream.range(0, days.size())
        .mapToObj(i -> {
          var count = count(days.get(i));
          var height = most == 0 ? 0 : Math.round(10 * HEIGHT * count / most) / 10.0;
          return new Bar(days.get(i), count, i * step + 2, HEIGHT - height, step - 4, height);
        })
        .toList();
  }

  private static long count(Repeats.Day day) {
    return day.reasons().values().stream().mapToLong(Long::longValue).sum();
  }

  /// The reasons with how many each had, most first.
  public List<Map.Entry<String, Long>> reasons() {
    return totals.sum().reasons().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  public boolean alone(String other) {
    return other.equals(reason);
  }
}
