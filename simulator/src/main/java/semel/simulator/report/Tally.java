package semel.simulator.report;

import static semel.simulator.report.Html.count;
import static semel.simulator.report.Html.text;
import static semel.simulator.report.Html.width;
import static semel.simulator.report.Html.words;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import semel.lifecycle.Rule;
import semel.message.State;
import semel.simulator.Totals;
import semel.simulator.fault.Fault;

/// What was counted, as horizontal bars. A bar is as long as the square root of its count, so that
/// the rare ones can be seen beside the frequent.
final class Tally {

  private Tally() {}

  static String faults(Totals totals) {
    var most = most(totals.faults());
    return Stream.of(Fault.Kind.values())
        .filter(kind -> totals.faults().keySet().stream().anyMatch(fault -> fault.kind() == kind))
        .map(kind -> kind(kind, totals.faults(), most))
        .collect(Collectors.joining());
  }

  private static String kind(Fault.Kind kind, Map<Fault, Long> faults, long most) {
    var own = faults.entrySet().stream().filter(it -> it.getKey().kind() == kind).toList();
    var bars =
        own.stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<Fault, Long> it) -> it.getValue()).reversed())
            .map(it -> fault(it.getKey(), it.getValue(), most))
            .collect(Collectors.joining());
    var sum = own.stream().mapToLong(Map.Entry::getValue).sum();
    return """
    <section><h3>%s <span class="num muted">%s</span></h3><ul class="%s">
    %s</ul></section>
    """
        .formatted(text(FaultWords.of(kind)), count(sum), colour(kind), bars);
  }

  private static String fault(Fault fault, long count, long most) {
    return """
    <li><b>%s</b><span>%s</span><p>%s</p><div class="t"><i style="width:%s%%"></i></div></li>
    """
        .formatted(
            text(words(fault)), count(count), text(FaultWords.of(fault)), width(count, most));
  }

  private static String colour(Fault.Kind kind) {
    return switch (kind) {
      case PROCESS -> "scheduled";
      case CLOCK -> "waiting";
      case DATABASE -> "sending";
      case PROVIDER -> "doubt";
      case CALLER -> "sent";
      case ASSUMPTION -> "failed";
    };
  }

  static String rules(Totals totals) {
    var most = most(totals.rules());
    return Stream.of(Rule.values())
        .map(rule -> rule(rule, totals.rules().getOrDefault(rule, 0L), most))
        .collect(Collectors.joining());
  }

  private static String rule(Rule rule, long count, long most) {
    return """
    <li class="%s%s"><b>%s</b><span class="muted">%s</span><span>%s</span>\
    <div class="t"><i style="width:%s%%"></i></div></li>
    """
        .formatted(
            leadsTo(rule),
            count == 0 ? " none" : "",
            rule,
            text(way(rule)),
            count(count),
            width(count, most));
  }

  private static String way(Rule rule) {
    return switch (rule) {
      case T1 -> "registered";
      case T2 -> "scheduled → claimed";
      case T3 -> "claimed → scheduled, handed back unsent";
      case T4 -> "claimed → in doubt";
      case T5 -> "→ sent, by evidence";
      case T6 -> "→ failed, refused for good";
      case T7 -> "claimed → scheduled, certainly not sent";
      case T8 -> "in doubt → claimed, the same key again";
      case T9 -> "in doubt → scheduled, proven not taken";
      case T10 -> "scheduled → cancelled";
      case T11 -> "→ cancelled, proven not taken";
      case T12 -> "in doubt → held for a person";
      case T13 -> "→ failed, out of time or attempts";
      case T14 -> "held → what a person says";
    };
  }

  private static String leadsTo(Rule rule) {
    return switch (rule) {
      case T1, T3, T7, T9 -> "scheduled";
      case T2, T8 -> "sending";
      case T4, T12, T14 -> "doubt";
      case T5 -> "sent";
      case T6, T13 -> "failed";
      case T10, T11 -> "cancelled";
    };
  }

  static String ends(Totals totals) {
    var most = most(totals.states());
    return totals.states().entrySet().stream()
        .map(it -> end(it.getKey(), it.getValue(), most))
        .collect(Collectors.joining());
  }

  private static String end(State.Name state, long count, long most) {
    return """
    <li class="%s"><b>%s</b><span>%s</span><div class="t"><i style="width:%s%%"></i></div></li>
    """
        .formatted(
            Shown.of(state).colour(), Shown.of(state).word(), count(count), width(count, most));
  }

  private static long most(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(count -> count).max().orElse(0);
  }
}
