package semel.simulator;

import java.util.EnumMap;
import java.util.Map;
import semel.lifecycle.Rule;
import semel.message.State;
import semel.simulator.fault.Fault;
import semel.simulator.world.World;

/// What all worlds of a campaign come to.
public final class Totals {

  private static final long PRIME = 0x100000001b3L;

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<Rule, Long> rules = new EnumMap<>(Rule.class);
  private final Map<State.Name, Long> states = new EnumMap<>(State.Name.class);
  private long tooLate;
  private long worlds;
  private long messages;
  private long nanos;
  private long hash = 0xcbf29ce484222325L;

  void add(World.End end) {
    add(end.messages(), end.nanos(), end.faults(), end.trace().hash());
    end.rules().forEach((rule, count) -> rules.merge(rule, count, Long::sum));
    tooLate += end.tooLate();
    end.states().forEach((state, count) -> states.merge(state, count, Long::sum));
  }

  /// Adds a world that has no engine.
  public void add(long more, long took, Map<Fault, Long> struck, long traced) {
    worlds++;
    messages += more;
    nanos += took;
    hash = (hash ^ traced) * PRIME;
    struck.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
  }

  /// How often each fault struck; 0 for one that a world knew and that did not.
  public Map<Fault, Long> faults() {
    return faults;
  }

  public long faultsSum() {
    return faults.values().stream().mapToLong(count -> count).sum();
  }

  /// How often each transition happened.
  public Map<Rule, Long> rules() {
    return rules;
  }

  /// How many of T13 were too late; the others had used up their attempts.
  public long tooLate() {
    return tooLate;
  }

  /// How the messages ended.
  public Map<State.Name, Long> states() {
    return states;
  }

  public long worlds() {
    return worlds;
  }

  public long messages() {
    return messages;
  }

  /// Simulated time, summed over the worlds, in nanoseconds.
  public long nanos() {
    return nanos;
  }

  /// The same for the same seed and the same number of messages, always.
  public long hash() {
    return hash;
  }
}
