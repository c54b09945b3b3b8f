package semel.simulator.report;

import static java.util.stream.Collectors.joining;
import static semel.simulator.report.Html.icon;
import static semel.simulator.report.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.simulator.world.Trace;

/// A timeline as a drawing: a lane for the message, one for its provider, one for the world around
/// them. Each instant has a column of its own; long stretches in which nothing happens are hatched.
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

  /// Columns: what happened in one instant, at most one beat for a lane.
  private final List<List<Beat>> columns;

  Swim(List<Beat> all) {
    this.columns = columns(drawn(all));
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

  private static List<List<Beat>> columns(List<Beat> beats) {
    var columns = new ArrayList<List<Beat>>();
    for (var beat : beats) {
      var last = columns.isEmpty() ? List.<Beat>of() : columns.getLast();
      var fits =
          !last.isEmpty()
              && last.getFirst().at() == beat.at()
              && last.stream().noneMatch(other -> Lane.of(other) == Lane.of(beat));
      if (fits) {
        last.add(beat);
      } else {
        columns.add(new ArrayList<>(List.of(beat)));
      }
    }
    return columns;
  }

  String html() {
    var widths = new StringBuilder("92px");
    var times = new StringBuilder("<span class=\"hd\"></span>");
    for (var number = 0; number < columns.size(); number++) {
      if (quietBefore(number)) {
        widths.append(" minmax(max-content,.4fr)");
        times.append("<span class=\"hd gap\">").append(gap(number)).append("</span>");
      }
      widths.append(" minmax(104px,1fr)");
      times.append("<span class=\"hd\">").append(time(number)).append("</span>");
    }
    return """
    <div class="swim" tabindex="0" role="region" aria-label="The timeline as a drawing; the \
    list below says the same">
    <div class="in" style="grid-template-columns:%s">
    %s
    %s</div></div>
    """
        .formatted(widths, times, Stream.of(Lane.values()).map(this::lane).collect(joining()));
  }

  private long at(int number) {
    return columns.get(number).getFirst().at();
  }

  private boolean quietBefore(int number) {
    return number > 0 && at(number) - at(number - 1) >= QUIET;
  }

  private String gap(int number) {
    return text(Html.quiet(at(number) - at(number - 1)));
  }

  private String time(int number) {
    return number > 0 && at(number) == at(number - 1) ? "" : text(Story.clock(at(number)));
  }

  private String lane(Lane lane) {
    var last = lane == Lane.WORLD ? " last" : "";
    var html = new StringBuilder();
    html.append("<span class=\"lab").append(last).append("\">").append(icon(lane.icon));
    html.append(lane.word).append("</span>\n");
    for (var number = 0; number < columns.size(); number++) {
      var before = lane == Lane.MESSAGE ? last(lane, number) : null;
      if (quietBefore(number)) {
        html.append("<div class=\"c gap").append(last).append("\">");
        html.append(wire(before, "")).append("</div>");
      }
      html.append("<div class=\"c").append(last).append("\">");
      html.append(cell(lane, number, before)).append("</div>\n");
    }
    return html.toString();
  }

  private String cell(Lane lane, int number, @Nullable Beat before) {
    var ends = number == columns.size() - 1;
    var beat = in(lane, columns.get(number));
    if (beat == null) {
      return wire(before, ends ? " to" : "");
    }
    return wire(before, " to")
        + wire(lane == Lane.MESSAGE && !ends ? beat : null, " from")
        + dot(beat);
  }

  private static @Nullable Beat in(Lane lane, List<Beat> column) {
    for (var beat : column) {
      if (Lane.of(beat) == lane) {
        return beat;
      }
    }
    return null;
  }

  /// The last beat of a lane before a column.
  private @Nullable Beat last(Lane lane, int number) {
    for (var earlier = number - 1; earlier >= 0; earlier--) {
      var beat = in(lane, columns.get(earlier));
      if (beat != null) {
        return beat;
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
    <span class="ev %s%s%s" title="%s">%s</span><span class="t %s%s">%s</span>\
    """
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
