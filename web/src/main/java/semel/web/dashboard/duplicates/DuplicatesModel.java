package semel.web.dashboard.duplicates;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import semel.board.Repeats;
import semel.web.page.View;

/// What the page of stopped repeats shows.
///
/// @param lines the repeats that are listed
/// @param next the cursor of the page after this, null on the last
/// @param choice which repeats are listed
public record DuplicatesModel(
    Repeats.Totals totals, List<Line> lines, @Nullable String next, Choice choice) {

  private static final double WIDTH = 900;
  private static final double HEIGHT = 120;

  /// A repeat in the list.
  ///
  /// @param segments of the SMS that was not sent again, zero for an email
  public record Line(Repeats.Row row, int segments) {

    /// The key of the message that the person got, or gets, instead.
    public String key() {
      return row.first().text();
    }

    /// Its last characters, which are enough to tell it from others.
    public String shortKey() {
      var lead = row.first().lead().toString();
      return "…" + lead.substring(lead.length() - 6) + ":" + row.first().channel().key();
    }

    /// What the repeat would have cost; a dash for an email, which costs nothing.
    public String saved(View view) {
      return segments == 0 ? "—" : view.money((long) segments * view.frame().price());
    }
  }

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
    return other.equals(choice.reason());
  }
}
