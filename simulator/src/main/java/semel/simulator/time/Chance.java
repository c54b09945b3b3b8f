package semel.simulator.time;

import java.util.random.RandomGenerator;

/// Seeded chance: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014). Unlike the JDK's it can be copied, as the memory of a cloned machine is.
public final class Chance implements RandomGenerator {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public Chance(long seed) {
    this.state = seed;
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long seed) {
    var z = seed;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// A stream of its own for a purpose: what one purpose draws changes nothing for the others.
  public Chance forPurpose(String purpose) {
    return new Chance(mix(state ^ (purpose.hashCode() * GOLDEN)));
  }

  /// A stream of its own for the n-th of several.
  public Chance forNumber(long number) {
    return new Chance(mix(state + mix(number + 1)));
  }

  /// The same stream from here on, twice.
  public Chance copy() {
    return new Chance(state);
  }

  /// Whether something of that probability happens.
  public boolean happens(double probability) {
    return probability > 0 && nextDouble() < probability;
  }

  /// Between the two, both in nanoseconds, each magnitude equally likely.
  public long between(long least, long most) {
    return least + (long) ((most - least) * Math.pow(nextDouble(), 2));
  }
}
