package semel.web.dashboard.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.web.dashboard.Event;
import semel.web.page.View;

/// The journal drawn: one lane for the person and one for each message. A stretch in which nothing
/// happened for more than ten seconds is folded into a band that prints its length.
public record Timeline(List<Lane> lanes, List<Tick> ticks, List<Band> bands) {

  static final Duration QUIET = Duration.ofSeconds(10);
  private static final double BAND = 2;
  private static final double APART = 1;
  private static final double EDGE = 0.05;

  /// What stands in one line; `channel` is null for the person's own.
  public record Lane(@Nullable Channel channel, List<Wire> wires, List<Point> points) {}

  /// An event, where it stands.
  public record Point(Event event, String place) {}

  /// The line between two events.
  ///
  /// @param kind a class: waits, is open, or nobody knows
  public record Wire(String place, String length, String kind) {}

  /// A time at the top.
  public record Tick(Instant at, String place) {}

  /// A folded stretch.
  public record Band(Duration length, String place, String width) {}

  static Timeline of(List<Event> events) {
    var places = places(events);
    var lanes = new ArrayList<Lane>();
    lanes.add(lane(null, events, places));
    for (var channel : Channel.values()) {
      lanes.add(lane(channel, events, places));
    }
    var ticks = new ArrayList<Tick>();
    var bands = new ArrayList<Band>();
    Map.Entry<Instant, Double> before = null;
    for (var place : places.entrySet()) {
      var folded =
          before != null && Duration.between(before.getKey(), place.getKey()).compareTo(QUIET) > 0;
      if (before == null || folded) {
        ticks.add(new Tick(place.getKey(), View.step(place.getValue())));
      }
      if (before != null && folded) {
        var width = place.getValue() - before.getValue();
        bands.add(
            new Band(
                Duration.between(before.getKey(), place.getKey()),
                View.step(before.getValue() + width * 0.3),
                View.length(width * 0.4)));
      }
      before = place;
    }
    return new Timeline(lanes, ticks, bands);
  }

  /// Where each instant stands, from 0 to 1: events keep apart, quiet counts as two.
  private static TreeMap<Instant, Double> places(List<Event> events) {
    var places = new TreeMap<Instant, Double>();
    events.forEach(event -> places.put(event.line().at(), 0.0));
    var sum = 0.0;
    Instant before = null;
    for (var place : places.entrySet()) {
      if (before != null) {
        var quiet = Duration.between(before, place.getKey()).compareTo(QUIET) > 0;
        sum += quiet ? BAND : APART;
      }
      place.setValue(sum);
      before = place.getKey();
    }
    var whole = Math.max(sum, APART);
    places.replaceAll((_, at) -> EDGE + (1 - 2 * EDGE) * at / whole);
    return places;
  }

  private static Lane lane(
      @Nullable Channel channel, List<Event> events, Map<Instant, Double> places) {
    var points = new ArrayList<Point>();
    var wires = new ArrayList<Wire>();
    Event before = null;
    for (var event : events) {
      // A registration begins every line.
      var begins = event.key().equals("registered") && channel != null;
      if (!begins && event.channel() != channel) {
        continue;
      }
      var at = place(places, event);
      var shown = begins ? new Event(event.line(), "scheduled", "scheduled", "scheduled") : event;
      points.add(new Point(shown, View.step(at)));
      if (before != null && channel != null) {
        var from = place(places, before);
        wires.add(new Wire(View.step(from), View.length(at - from), kind(before)));
      }
      before = event;
    }
    return new Lane(channel, wires, points);
  }

  private static double place(Map<Instant, Double> places, Event event) {
    return places.getOrDefault(event.line().at(), EDGE);
  }

  private static String kind(Event from) {
    return switch (from.line().to()) {
      case "claimed" -> "sending";
      case "in-doubt", "held" -> "cut";
      case "sent" -> "sent";
      default -> "wait";
    };
  }
}
