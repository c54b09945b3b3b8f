package semel.providers.fake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/// Decides which fault befalls which request: a script first, one entry for each request that it
/// fits, and after it chance. Safe for many threads, but then only the numbers repeat with the
/// seed, not which request drew what.
public final class FaultPlan {

  private final Queue<Fault> script;
  private final Map<Fault, Double> chances;
  private final Random random;
  private final Duration shortPause;
  private final Duration longPause;

  private FaultPlan(
      List<Fault> script, Map<Fault, Double> chances, Random random, Duration[] pauses) {
    this.script = new ArrayDeque<>(script);
    this.chances = new EnumMap<>(Fault.class);
    this.chances.putAll(chances);
    this.random = random;
    this.shortPause = pauses[0];
    this.longPause = pauses[1];
    for (Fault.Kind kind : Fault.Kind.values()) {
      double sum =
          chances.entrySet().stream()
              .filter(chance -> chance.getKey().befalls(kind))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      if (sum > 1.0 + 1e-9) {
        throw new IllegalArgumentException("The chances for " + kind + " add up to more than 1.");
      }
    }
  }

  private static Duration[] defaultPauses() {
    return new Duration[] {Duration.ofSeconds(1), Duration.ofSeconds(15)};
  }

  /// No fault at all.
  public static FaultPlan calm() {
    return script();
  }

  /// These faults, in this order, each for the next request of a kind it can befall; an entry
  /// `NONE` lets one request of any kind pass. Calm afterwards.
  public static FaultPlan script(Fault... faults) {
    return new FaultPlan(List.of(faults), Map.of(), new Random(0), defaultPauses());
  }

  /// This fault for every request that it can befall.
  public static FaultPlan always(Fault fault) {
    return random(0, Map.of(fault, 1.0));
  }

  /// Each fault with its chance, from a seed; what is left to 1 is calm.
  public static FaultPlan random(long seed, Map<Fault, Double> chances) {
    return new FaultPlan(List.of(), chances, new Random(seed), defaultPauses());
  }

  /// The same plan with other pauses: `shortPause` for the slow faults (default 1 s), `longPause`
  /// for those that hang (default 15 s, longer than any client should wait).
  public FaultPlan pausing(Duration shortPause, Duration longPause) {
    return new FaultPlan(
        List.copyOf(script), chances, random, new Duration[] {shortPause, longPause});
  }

  synchronized Fault next(Fault.Kind kind) {
    Fault scripted = script.peek();
    if (scripted != null) {
      return scripted.befalls(kind) ? script.remove() : Fault.NONE;
    }
    double drawn = random.nextDouble();
    for (Map.Entry<Fault, Double> chance : chances.entrySet()) {
      if (chance.getKey().befalls(kind)) {
        drawn -= chance.getValue();
        if (drawn < 0) {
          return chance.getKey();
        }
      }
    }
    return Fault.NONE;
  }

  Duration shortPause() {
    return shortPause;
  }

  Duration longPause() {
    return longPause;
  }
}
