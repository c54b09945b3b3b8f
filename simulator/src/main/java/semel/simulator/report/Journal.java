package semel.simulator.report;

import static semel.simulator.report.Html.icon;
import static semel.simulator.report.Html.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import semel.simulator.world.Trace;

/// A timeline as a list, oldest first. Faults that follow one another are one line.
final class Journal {

  private static final int ROWS_MAX = 120;

  private Journal() {}

  static String html(List<Beat> beats) {
    var rows = rows(beats);
    var shown = rows.subList(Math.max(0, rows.size() - ROWS_MAX), rows.size());
    var left = rows.size() - shown.size();
    return """
    %s<ol class="log">
    %s</ol>
    """
        .formatted(
            left == 0
                ? ""
                : "<p class=\"body small muted\">%d earlier lines are left out.</p>"
                    .formatted(left),
            shown.stream().map(Journal::row).collect(Collectors.joining()));
  }

  private static List<Beat> rows(List<Beat> beats) {
    var rows = new ArrayList<Beat>();
    var strikes = new ArrayList<Beat>();
    for (var beat : beats) {
      if (beat.kind() == Trace.Kind.FAULT) {
        strikes.add(beat);
      } else {
        flush(strikes, rows);
        rows.add(beat);
      }
    }
    flush(strikes, rows);
    return rows;
  }

  private static void flush(List<Beat> strikes, List<Beat> rows) {
    if (strikes.isEmpty()) {
      return;
    }
    var counts = new LinkedHashMap<String, Integer>();
    strikes.forEach(strike -> counts.merge(strike.title(), 1, Integer::sum));
    var title =
        counts.entrySet().stream()
            .map(it -> it.getKey() + (it.getValue() == 1 ? "" : " ×" + it.getValue()))
            .collect(Collectors.joining(", "));
    var first = strikes.getFirst();
    rows.add(new Beat(first.at(), first.kind(), first.shown(), "", title, "", false));
    strikes.clear();
  }

  private static String row(Beat beat) {
    return """
    <li class="%s%s"><time>%s</time><span class="pt"><span>%s</span></span>\
    <div class="tx"><b>%s</b>%s</div></li>
    """
        .formatted(
            beat.shown().colour(),
            beat.around() ? " quiet" : beat.hot() ? " hot" : "",
            text(Story.clock(beat.at())),
            icon(beat.shown().icon()),
            text(beat.title()),
            beat.detail().isEmpty() ? "" : "<p>" + text(beat.detail()) + "</p>");
  }
}
