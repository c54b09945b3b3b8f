package semel.simulator.fault;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.simulator.time.Chance;

/// Decides where a fault strikes in one world, and counts. Each kind of fault draws from a stream
/// of its own, so that leaving one out does not move the others.
public final class Faults {

  /// Told of each fault that strikes.
  @FunctionalInterface
  public interface Witness {
    void struck(Fault fault, long number);
  }

  private final Map<Fault, Double> probabilities = new EnumMap<>(Fault.class);
  private final Map<Fault, Chance> chances = new EnumMap<>(Fault.class);
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private final @Nullable BitSet kept;
  private final Set<Fault> known;
  private final Witness witness;
  private long strikes;
  private boolean calm;

  /// @param kept the numbers of the strikes that are let happen; null for all
  public Faults(
      Map<Fault, Double> probabilities, Chance chance, @Nullable BitSet kept, Witness witness) {
    this.known = Set.copyOf(probabilities.keySet());
    this.probabilities.putAll(probabilities);
    this.kept = kept;
    this.witness = witness;
    known.forEach(fault -> counts.put(fault, 0L));
    for (var fault : Fault.values()) {
      chances.put(fault, chance.forPurpose(fault.name()));
    }
  }

  /// Whether the fault strikes here.
  public boolean strikes(Fault fault) {
    if (calm) {
      return false;
    }
    var probability = probabilities.get(fault);
    if (probability == null || !of(fault).happens(probability)) {
      return false;
    }
    var number = strikes++;
    if (kept != null && !kept.get((int) number)) {
      return false;
    }
    counts.merge(fault, 1L, Long::sum);
    witness.struck(fault, number);
    return true;
  }

  /// The stream that a fault draws its details from.
  public Chance of(Fault fault) {
    return requireNonNull(chances.get(fault));
  }

  /// From now on nothing goes wrong any more.
  public void stop() {
    calm = true;
  }

  public boolean stopped() {
    return calm;
  }

  /// How often each fault struck that this world knows.
  public Map<Fault, Long> counts() {
    return counts;
  }

  /// How many strikes there were, let happen or not.
  public long strikes() {
    return strikes;
  }

  /// Which faults this world knows at all.
  public Set<Fault> known() {
    return known;
  }
}
