package semel.simulator.checkers.safety;

import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.lifecycle.Event;
import semel.lifecycle.Rule;
import semel.message.State;
import semel.simulated.rows.Applied;
import semel.simulator.checkers.Checker;

/// S10: only the transitions of protocol §4 occur, and what is final never moves. A change of the
/// database's history counts as a lapse of what may have been claimed.
public final class OnlyAllowedTransitions extends Checker {

  private record Way(Set<State.Name> from, Set<State.Name> to) {}

  private static final Map<Rule, Way> ALLOWED = new EnumMap<>(Rule.class);

  static {
    allow(Rule.T2, Set.of(SCHEDULED), Set.of(CLAIMED));
    allow(Rule.T3, Set.of(CLAIMED), Set.of(SCHEDULED));
    allow(Rule.T4, Set.of(CLAIMED), Set.of(IN_DOUBT));
    allow(Rule.T5, Set.of(CLAIMED, IN_DOUBT, HELD, SCHEDULED), Set.of(SENT));
    allow(Rule.T6, Set.of(CLAIMED, IN_DOUBT), Set.of(FAILED));
    allow(Rule.T7, Set.of(CLAIMED), Set.of(SCHEDULED));
    allow(Rule.T8, Set.of(IN_DOUBT), Set.of(CLAIMED));
    allow(Rule.T9, Set.of(IN_DOUBT), Set.of(SCHEDULED));
    allow(Rule.T10, Set.of(SCHEDULED), Set.of(CANCELLED));
    allow(Rule.T11, Set.of(CLAIMED, IN_DOUBT), Set.of(CANCELLED));
    allow(Rule.T12, Set.of(IN_DOUBT), Set.of(HELD));
    allow(Rule.T13, Set.of(SCHEDULED, IN_DOUBT), Set.of(FAILED));
    allow(Rule.T14, Set.of(HELD), Set.of(SENT, SCHEDULED, FAILED));
  }

  public OnlyAllowedTransitions(Made made) {
    super("S10", made);
  }

  private static void allow(Rule rule, Set<State.Name> from, Set<State.Name> to) {
    ALLOWED.put(rule, new Way(from, to));
  }

  @Override
  public void changed(Applied change) {
    var before = change.before();
    if (before == null) {
      return;
    }
    var from = before.state().name();
    var to = change.after().state().name();
    var lapsed = change.event() instanceof Event.HistoryChanged && change.rule() == Rule.T4;
    if (from != to && !(lapsed && from == SCHEDULED) && !allowed(change.rule(), from, to)) {
      violated(change.after().key(), from + " to " + to + " by " + change.rule());
    }
  }

  private static boolean allowed(@Nullable Rule rule, State.Name from, State.Name to) {
    var way = rule == null ? null : ALLOWED.get(rule);
    return way != null && way.from().contains(from) && way.to().contains(to);
  }
}
