package semel.simulator.report;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import semel.simulator.Verdict;
import semel.simulator.design.Mistake;
import semel.simulator.fault.Fault;
import semel.simulator.world.Trace;

/// A verdict on the terminal.
public final class Story {

  private static final int LINES_MAX = 60;
  private static final double NANOS = 1e9;
  private static final double SECONDS_A_YEAR = 365.25 * 86_400;

  private Story() {}

  /// Tells a verdict: the first violation as a timeline, or what was tried without one.
  public static void tell(Verdict verdict, PrintWriter out) {
    var totals = verdict.totals();
    out.printf(
        Locale.ROOT,
        "%,d messages in %,d worlds, %.1f simulated years, %,d faults, %.0f s%n",
        totals.messages(),
        totals.worlds(),
        totals.nanos() / NANOS / SECONDS_A_YEAR,
        totals.faultsSum(),
        verdict.seconds());
    out.printf(
        Locale.ROOT,
        "%,.0f messages/s, %,.0f x real time at one message a minute%n",
        verdict.messagesPerSecond(),
        verdict.timesRealTime());
    out.printf("Seed %d, commit %s, trace hash %016x%n", verdict.seed(), commit(), totals.hash());
    faults(totals.faults(), out);
    out.println("Transitions: " + totals.rules() + ", too late: " + totals.tooLate());
    out.println("Messages ended: " + totals.states());
    var found = verdict.found();
    if (found == null) {
      out.println();
      out.println("VERDICT: every invariant held. Nobody got two, nobody was lost.");
    } else {
      out.println();
      timeline(found, out);
      out.println();
      out.printf(
          "VERDICT: %s failed for design %s: %s%n",
          found.violation().invariant(), verdict.design(), found.violation().what());
      out.println("Replay:  " + found.replay());
    }
  }

  /// What ./semel built this from.
  static String commit() {
    return Objects.requireNonNullElse(
        Story.class.getPackage().getImplementationVersion(), "unknown");
  }

  private static void faults(Map<Fault, Long> faults, PrintWriter out) {
    var kinds = new EnumMap<Fault.Kind, StringBuilder>(Fault.Kind.class);
    for (var entry : faults.entrySet()) {
      kinds
          .computeIfAbsent(entry.getKey().kind(), _ -> new StringBuilder())
          .append(' ')
          .append(entry.getKey())
          .append('=')
          .append(entry.getValue());
    }
    kinds.forEach((kind, text) -> out.println("Faults, " + kind + ":" + text));
  }

  private static void timeline(Verdict.Found found, PrintWriter out) {
    var key = found.violation().key();
    out.println(key == null ? "What happened:" : "What happened to " + key + ":");
    var lines = found.timeline().stream().sorted(Comparator.comparingLong(Trace.Line::at)).toList();
    for (var line : lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size())) {
      out.printf("  %s  %s%n", clock(line.at()), line.text());
    }
  }

  /// Hours, minutes, seconds and thousandths since the world began.
  static String clock(long nanos) {
    var millis = nanos / 1_000_000;
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1_000 % 60,
        millis % 1_000);
  }

  /// Lists the designs.
  public static void designs(PrintWriter out) {
    out.println("semel                     the product");
    out.println("seed                      a timer, a pass each minute, a recovery at start");
    for (var mistake : Mistake.values()) {
      out.printf("%-25s %s%n", mistake.key(), mistake.what());
    }
  }
}
