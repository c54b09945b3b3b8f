package semel.web.intake;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import semel.web.json.Json;

/// Keeps everything of a registration that has no column of its own.
final class Metadata {

  private static final String OWN = "metadata";
  private static final Set<String> COLUMNS = Set.of("name", "email", "phone", "source", "answers");

  private Metadata() {}

  /// The members without a column, in their order, followed by those of the registration's own
  /// `metadata` object. Whatever of it would hide another member stays under `metadata`, so nothing
  /// is lost; so does a `metadata` that is no object.
  static Optional<Json> of(Json.Members body) {
    SequencedMap<String, Json> kept = new LinkedHashMap<>(body.values());
    kept.keySet().removeAll(COLUMNS);
    var own = kept.remove(OWN);
    switch (own) {
      case null -> {}
      case Json.Nothing() -> {}
      case Json.Members(var values) -> merge(values, kept);
      case Json other -> kept.put(OWN, other);
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(new Json.Members(kept));
  }

  private static void merge(SequencedMap<String, Json> own, SequencedMap<String, Json> kept) {
    SequencedMap<String, Json> hidden = new LinkedHashMap<>();
    own.forEach((name, value) -> {
      if (name.equals(OWN) || kept.putIfAbsent(name, value) != null) {
        hidden.put(name, value);
      }
    });
    if (!hidden.isEmpty()) {
      kept.put(OWN, new Json.Members(hidden));
    }
  }
}
