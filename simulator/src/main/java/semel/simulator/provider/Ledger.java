package semel.simulator.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.message.MessageKey;

/// What the providers of a world truly took: the truth that every checker judges by.
public final class Ledger {

  /// One message that a provider took.
  ///
  /// @param at nanoseconds since the world began
  /// @param recipient as the provider was given it
  /// @param body the body of the request
  /// @param reference what the provider calls it
  public record Effect(MessageKey key, long at, String recipient, String body, String reference) {}

  /// Told of each effect, after it is in the ledger.
  @FunctionalInterface
  public interface Witness {
    void took(Effect effect);
  }

  private final Map<MessageKey, List<Effect>> effects = new HashMap<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private long count;

  public void watch(Witness witness) {
    witnesses.add(witness);
  }

  void take(Effect effect) {
    effects.computeIfAbsent(effect.key(), _ -> new ArrayList<>(1)).add(effect);
    count++;
    witnesses.forEach(witness -> witness.took(effect));
  }

  /// What was taken of one message, in order.
  public List<Effect> of(MessageKey key) {
    return effects.getOrDefault(key, List.of());
  }

  public long count() {
    return count;
  }
}
