package semel.benchmarks.report;

import java.util.Locale;

/// One figure of everybody as bars, the longest as long as the picture allows.
public final class Bars {

  private static final int WIDTH = 760;
  private static final int NAMES = 270;
  private static final int NUMBERS = 90;
  private static final int ROW = 28;
  private static final int BAR = 18;
  private static final int HEAD = 40;
  private static final String OURS = "#0f766e";
  private static final String THEIRS = "#94a3b8";

  private Bars() {}

  /// A picture in SVG, with its own ground, so that it can be read on dark pages too.
  ///
  /// @param name of the figure that is drawn
  /// @param us how the names of those begin whose bars stand out
  public static String of(Figures figures, String title, String name, String us) {
    var lines = figures.lines();
    var longest =
        lines.stream().mapToDouble(line -> figures.of(line, name).orElse(0)).max().orElse(0);
    var height = HEAD + ROW * lines.size() + ROW / 2;
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="%3$s">
        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
        <text x="12" y="24" font-size="15" font-weight="600" fill="#0f172a">%3$s</text>
        """
            .formatted(WIDTH, height, escaped(title + ": " + name)));
    var top = HEAD;
    for (var line : lines) {
      var value = figures.of(line, name);
      var share = longest == 0 ? 0 : value.orElse(0) / longest;
      var length = share * (WIDTH - NAMES - NUMBERS);
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end" fill="#0f172a">%s</text>
              <rect x="%d" y="%d" width="%.1f" height="%d" rx="2" fill="%s"/>
              <text x="%.1f" y="%d" fill="#0f172a">%s</text>
              """,
              NAMES - 8,
              top + BAR - 4,
              escaped(line.who() + ", " + line.series()),
              NAMES,
              top,
              Math.max(1, length),
              BAR,
              line.who().startsWith(us) ? OURS : THEIRS,
              NAMES + length + 8,
              top + BAR - 4,
              Table.number(value)));
      top += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
