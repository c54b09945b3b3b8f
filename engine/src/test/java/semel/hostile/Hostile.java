package semel.hostile;

import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Throws mutated inputs at a target, without a fuzzer and as fast as the target takes them:
/// `-Dsemel.fuzz=…` says how many per target, `-Dsemel.seed=…` which. A failure prints the input.
public final class Hostile {

  private static final long ROUNDS = Long.getLong("semel.fuzz", 5_000L);
  private static final long SEED = Long.getLong("semel.seed", 1L);

  /// What is thrown at; it throws when the input did harm.
  @FunctionalInterface
  public interface Target {
    void take(byte[] input) throws Exception;
  }

  private Hostile() {}

  /// The seeds themselves first, then their mutants.
  public static void attack(String name, List<byte[]> seeds, Target target) {
    attack(name, seeds, 1, target);
  }

  /// The same for a target that is so many times slower than others, with so many fewer inputs.
  public static void attack(String name, List<byte[]> seeds, int slower, Target target) {
    var mutations = new Mutations(seeds, SEED);
    var rounds = ROUNDS / slower;
    var began = System.nanoTime();
    for (var seed : seeds) {
      take(target, seed);
    }
    for (var round = 0L; round < rounds; round++) {
      take(target, mutations.next());
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "Hostile inputs: %,d to %s, %,.0f a second%n",
        rounds + seeds.size(),
        name,
        (rounds + seeds.size()) / seconds);
  }

  private static void take(Target target, byte[] input) {
    try {
      target.take(input);
    } catch (Exception | Error e) {
      var shown = Base64.getEncoder().encodeToString(input);
      throw new AssertionError("-Dsemel.seed=" + SEED + " made, in Base64, " + shown, e);
    }
  }
}
