package semel.simulator.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import semel.message.State;
import semel.simulator.Verdict;
import semel.simulator.world.Trace;

/// One thing on the timeline of a violation.
///
/// @param at nanoseconds since the world began
/// @param label as short as fits under a dot
/// @param title in a line of its own
/// @param detail what more is known, may be empty
/// @param hot whether it is what the violation is about
record Beat(
    long at, Trace.Kind kind, Shown shown, String label, String title, String detail, boolean hot) {

  private static final Pattern MOVE = Pattern.compile("(T\\d+) (\\S+) → (\\S+): (.*)");
  private static final Pattern STRIKE = Pattern.compile("([A-Z_]+) \\(\\d+\\)");
  private static final List<String> ORDINALS = List.of("First", "Second", "Third", "Fourth");
  private static final Shown QUIET = new Shown("cancelled", "bolt", "");

  /// The lines of a timeline in order, and the violation after the last.
  static List<Beat> of(Verdict.Found found) {
    var beats = new ArrayList<Beat>();
    var taken = 0;
    for (var line :
        found.timeline().stream().sorted(Comparator.comparingLong(Trace.Line::at)).toList()) {
      beats.add(
          switch (line.kind()) {
            case STATE -> state(line);
            case TAKEN -> taken(line, taken++);
            case FAULT -> fault(line);
            case MACHINE -> machine(line);
          });
    }
    var violation = found.violation();
    var title = violation.invariant() + " fails";
    var last = beats.isEmpty() ? 0 : beats.getLast().at();
    beats.add(
        new Beat(
            Math.max(violation.at(), last),
            Trace.Kind.STATE,
            new Shown("failed", "failed", title),
            title,
            title,
            violation.what(),
            true));
    return beats;
  }

  private static Beat state(Trace.Line line) {
    var move = MOVE.matcher(line.text());
    if (move.matches()) {
      for (var name : State.Name.values()) {
        if (name.key().equals(move.group(3))) {
          var shown = Shown.of(name);
          var title = shown.word() + ", from " + move.group(2) + " by " + move.group(1);
          return new Beat(line.at(), line.kind(), shown, shown.word(), title, move.group(4), false);
        }
      }
    }
    return told(line);
  }

  /// A line in words, as the backend that Semel replaces writes them.
  private static Beat told(Trace.Line line) {
    var text = line.text();
    var shown =
        text.contains("it sends")
            ? new Shown("sending", "sending", "Sends")
            : text.contains("= true")
                ? new Shown("sent", "sent", "Flag set")
                : new Shown("scheduled", "scheduled", "Registered");
    var colon = text.indexOf(": ");
    var title = colon < 0 ? text : text.substring(0, colon);
    return new Beat(
        line.at(),
        line.kind(),
        shown,
        colon < 0 ? shown.word() : capital(title),
        capital(title),
        colon < 0 ? "" : text.substring(colon + 2),
        false);
  }

  private static Beat taken(Trace.Line line, int earlier) {
    var ordinal = earlier < ORDINALS.size() ? ORDINALS.get(earlier) : "Number " + (earlier + 1);
    var shown =
        earlier == 0
            ? new Shown("delivered", "check", "First")
            : new Shown("failed", "restart", ordinal);
    var title = ordinal + " acceptance";
    return new Beat(line.at(), line.kind(), shown, ordinal, title, capital(line.text()), true);
  }

  private static Beat fault(Trace.Line line) {
    var strike = STRIKE.matcher(line.text());
    var name = strike.matches() ? strike.group(1) : line.text();
    var title = capital(name.toLowerCase(Locale.ROOT).replace('_', ' '));
    return new Beat(line.at(), line.kind(), QUIET, title, title, "", false);
  }

  private static Beat machine(Trace.Line line) {
    var shown = new Shown("cancelled", "server", "");
    var title = capital(line.text());
    return new Beat(line.at(), line.kind(), shown, title, title, "", false);
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /// Whether it is about the world around the message.
  boolean around() {
    return switch (kind) {
      case STATE, TAKEN -> false;
      case FAULT, MACHINE -> true;
    };
  }
}
