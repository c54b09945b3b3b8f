package semel.web.page;

import java.util.List;
import java.util.Locale;
import semel.board.Watch;

/// A small line of latencies, in a drawing of 120 by 28; empty without any.
public record Spark(String line, String area) {

  private static final double WIDTH = 120;
  private static final double FLOOR = 26;
  private static final double HEIGHT = 22;

  /// Draws points from left to right; where nothing was attempted the line goes along the floor.
  public static Spark of(List<Watch.Point> points) {
    var most = points.stream().mapToLong(Spark::millis).max().orElse(0);
    if (most == 0 || points.size() < 2) {
      return new Spark("", "");
    }
    var line = new StringBuilder("M");
    for (var i = 0; i < points.size(); i++) {
      var x = WIDTH * i / (points.size() - 1);
      var y = FLOOR - HEIGHT * millis(points.get(i)) / most;
      line.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "" : " L", x, y));
    }
    return new Spark(line.toString(), line + " L120 28 L0 28Z");
  }

  private static long millis(Watch.Point point) {
    var p95 = point.p95();
    return p95 == null ? 0 : Math.max(1, p95.toMillis());
  }
}
