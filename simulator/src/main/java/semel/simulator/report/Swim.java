package semel.simulator.report;

import static semel.simulator.report.Html.icon;
import static semel.simulator.report.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.simulator.world.Trace;

/// A timeline as a drawing: a lane for the message, one for its provider, one for the world around
/// them. Each beat has a column of its own; long stretches in which nothing happens are hatched.
final class Swim {

  private static final int BEATS_MAX = 16;
  private static final int AROUND_MAX = 6;
  private static final long QUIET = 5_000_000_000L;

  private enum Lane {
    MESSAGE("sms", "Message"),
    PROVIDER("server", "Provider"),
    WORLD("bolt", "Around it");

    private final String icon;
    private final String word;

    Lane(String icon, String word) {
      this.icon = icon;
      this.word = word;
    }

    static Lane of(Beat beat) {
      return switch (beat.kind()) {
        case STATE -> MESSAGE;
        case TAKEN -> PROVIDER;
        case FAULT, MACHINE -> WORLD;
      };
    }
  }

  private final List<Beat> beats;

  Swim(List<Beat> all) {
    this.beats = drawn(all);
  }

  /// What is drawn: the last beats of the message, and a few of the world around it.
  private static List<Beat> drawn(List<Beat> all) {
    var drawn = new ArrayList<Beat>();
    var around = 0;
    for (var beat : all.reversed()) {
      if (drawn.size() < BEATS_MAX && (!beat.around() || around < AROUND_MAX)) {
        drawn.add(beat);
        around += beat.around() ? 1 : 0;
      }
    }
    return drawn.reversed();
  }

  String html() {
    var columns = new StringBuilder("92px");
    var times = new StringBuilder("<span class=\"hd\"></span>");
    for (var number = 0; number < beats.size(); number++) {
      if (quietBefore(number)) {
        columns.append(" minmax(64px,.5fr)");
        times.append("<span class=\"hd gap\">").append(gap(number)).append("</span>");
      }
      columns.append(" minmax(84px,1fr)");
      times.append("<span class=\"hd\">").append(time(number)).append("</span>");
    }
    return """
        <div class="swim" tabindex="0" role="region" aria-label="The timeline as a drawing; the \
        list below says the same">
        <div class="in" style="grid-template-columns:%s">
        %s
        %s</div></div>
        """
        .formatted(
            columns,
            times,
            List.of(Lane.values()).stream().map(this::lane).collect(Collectors.joining()));
  }

  private boolean quietBefore(int number) {
    return number > 0 && beats.get(number).at() - beats.get(number - 1).at() >= QUIET;
  }

  private String gap(int number) {
    return text(Html.quiet(beats.get(number).at() - beats.get(number - 1).at()));
  }

  private String time(int number) {
    return text(Story.clock(beats.get(number).at()));
  }

  private String lane(Lane lane) {
    var last = lane == Lane.WORLD ? " last" : "";
    var html = new StringBuilder();
    html.append("<span class=\"lab").append(last).append("\">").append(icon(lane.icon));
    html.append(lane.word).append("</span>\n");
    for (var number = 0; number < beats.size(); number++) {
      var before = lane == Lane.MESSAGE ? last(lane, number) : null;
      if (quietBefore(number)) {
        html.append("<div class=\"c gap").append(last).append("\">");
        html.append(wire(before, "")).append("</div>");
      }
      html.append("<div class=\"c").append(last).append("\">");
      cell(html, lane, number, before);
      html.append("</div>\n");
    }
    return html.toString();
  }

  private void cell(StringBuilder html, Lane lane, int number, @Nullable Beat before) {
    var beat = beats.get(number);
    var here = Lane.of(beat) == lane;
    var ends = number == beats.size() - 1;
    html.append(wire(before, here || ends ? " to" : ""));
    if (here) {
      html.append(wire(lane == Lane.MESSAGE && !ends ? beat : null, " from"));
      html.append(dot(beat));
    }
  }

  /// The last beat of a lane before a column.
  private @Nullable Beat last(Lane lane, int number) {
    for (var earlier = number - 1; earlier >= 0; earlier--) {
      if (Lane.of(beats.get(earlier)) == lane) {
        return beats.get(earlier);
      }
    }
    return null;
  }

  private static String wire(@Nullable Beat from, String part) {
    return from == null
        ? ""
        : "<span class=\"wire%s %s\"></span>".formatted(part, from.shown().colour());
  }

  private static String dot(Beat beat) {
    var square = beat.kind() == Trace.Kind.STATE && !beat.hot() ? "" : " sq";
    var hot = beat.hot() ? " hot" : "";
    return """
        <span class="ev %s%s%s" title="%s">%s</span><span class="t %s%s">%s</span>"""
        .formatted(
            beat.shown().colour(),
            square,
            hot,
            text(beat.title() + (beat.detail().isEmpty() ? "" : ": " + beat.detail())),
            icon(beat.shown().icon()),
            beat.shown().colour(),
            hot,
            text(beat.label()));
  }
}
