package semel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Figures as a Markdown table whose columns stand below each other, for terminals too.
public final class Table {

  static final String NONE = "–";

  /// From here on a figure has as many digits as anybody trusts.
  private static final double LARGE = 100;

  private static final double MIDDLE = 10;
  private static final int WORDS = 2;

  private Table() {}

  public static String of(Figures figures) {
    var rows = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("", ""));
    head.addAll(figures.names());
    rows.add(head);
    for (var line : figures.lines()) {
      var row = new ArrayList<>(List.of(line.who(), line.series()));
      figures.names().forEach(name -> row.add(number(figures.of(line, name))));
      rows.add(row);
    }
    figures.whoFailed().forEach(who -> rows.add(without(figures, who, "failed")));
    figures
        .leftOut()
        .forEach((who, reason) -> rows.add(without(figures, who, "left out: " + reason)));
    var widths =
        IntStream.range(0, head.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    var lines = new ArrayList<String>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, rule(widths));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> without(Figures figures, String who, String reason) {
    var row = new ArrayList<>(List.of(who, reason));
    figures.names().forEach(_ -> row.add(NONE));
    return row;
  }

  /// Digits as many as are worth reading; a dash for what has no value.
  static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return NONE;
    }
    var size = Math.abs(value.getAsDouble());
    var whole = size == Math.rint(size) || size >= LARGE;
    var form = whole ? "%,.0f" : size >= MIDDLE ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value.getAsDouble());
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(row.get(column), widths[column], column < WORDS))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String padded(String cell, int width, boolean left) {
    var room = " ".repeat(width - cell.length());
    return left ? cell + room : room + cell;
  }

  private static String rule(int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column ->
            column < WORDS ? "-".repeat(widths[column] + 2) : "-".repeat(widths[column] + 1) + ":")
        .collect(Collectors.joining("|", "|", "|"));
  }
}
