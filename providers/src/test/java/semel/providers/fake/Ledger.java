package semel.providers.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a provider truly did: every acceptance, and every request, whether accepted or not.
public final class Ledger {

  /// One message that went out. `marker` is what the sender named it by: a campaign name, an
  /// idempotency key, or empty. `reference` is the id that the provider gave it, `nanoTime` the
  /// reading of [System#nanoTime] in the fake's process.
  public record Acceptance(
      Instant at, long nanoTime, String recipient, String marker, String text, String reference) {}

  /// One request that arrived. `what` names the operation without any key or token.
  public record Seen(Instant at, long nanoTime, String what, Fault.Kind kind, Fault fault) {}

  private final InstantSource time;
  private final List<Acceptance> entries = new ArrayList<>();
  private final Map<String, List<Acceptance>> byRecipient = new HashMap<>();
  private final List<Seen> requests = new ArrayList<>();
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);

  Ledger(InstantSource time) {
    this.time = time;
  }

  synchronized void accept(String recipient, String marker, String text, String reference) {
    var entry =
        new Acceptance(time.instant(), System.nanoTime(), recipient, marker, text, reference);
    entries.add(entry);
    byRecipient.computeIfAbsent(recipient, _ -> new ArrayList<>()).add(entry);
  }

  synchronized void saw(String what, Fault.Kind kind, Fault fault) {
    requests.add(new Seen(time.instant(), System.nanoTime(), what, kind, fault));
    faults.merge(fault, 1L, Long::sum);
  }

  /// Everything accepted, in order.
  public synchronized List<Acceptance> entries() {
    return List.copyOf(entries);
  }

  /// Everything accepted for this recipient, exactly as the sender wrote it.
  public synchronized List<Acceptance> acceptedFor(String recipient) {
    return List.copyOf(byRecipient.getOrDefault(recipient, List.of()));
  }

  /// How often each recipient was written to.
  public synchronized Map<String, Integer> countsByRecipient() {
    var counts = new HashMap<String, Integer>();
    byRecipient.forEach((recipient, accepted) -> counts.put(recipient, accepted.size()));
    return counts;
  }

  /// Every request seen, in order of arrival, also those that a fault kept from having an effect.
  public synchronized List<Seen> requests() {
    return List.copyOf(requests);
  }

  /// How many requests of this kind were seen.
  public synchronized long requests(Fault.Kind kind) {
    return requests.stream().filter(seen -> seen.kind() == kind).count();
  }

  /// How often each fault struck; `NONE` counts the requests that went well.
  public synchronized Map<Fault, Long> faults() {
    return Map.copyOf(faults);
  }
}
