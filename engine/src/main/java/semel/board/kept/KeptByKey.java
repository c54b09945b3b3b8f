package semel.board.kept;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Kept answers to one question about different things, for example about the days of different
/// zones. Those that were not asked for lately are forgotten.
public final class KeptByKey<K, T> {

  private static final int KEYS_MAX = 64;

  private final Map<K, Kept<T>> answers = new LinkedHashMap<>(16, 0.75f, true);
  private final Function<K, T> computation;
  private final Kept.Means means;

  public KeptByKey(Function<K, T> computation, Kept.Means means) {
    this.computation = computation;
    this.means = means;
  }

  /// The answer about one thing.
  public T get(K key) {
    return kept(key).get();
  }

  private Kept<T> kept(K key) {
    synchronized (answers) {
      var kept = answers.computeIfAbsent(key, k -> new Kept<>(() -> computation.apply(k), means));
      if (answers.size() > KEYS_MAX) {
        answers.remove(answers.keySet().iterator().next());
      }
      return kept;
    }
  }
}
