package semel.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.State;

/// The numbers an operator needs at one instant.
///
/// @param lag how long the oldest due message waits, zero when none does
/// @param oldestDoubt age of the oldest doubt, zero when there is none
/// @param newRepeats blocked repeats since the last alert about them, by reason
/// @param newIncidents incidents since the last alert about them
/// @param newFailures messages that failed since the last alert about them
/// @param paused accounts whose gate is closed, each with the reason
public record Snapshot(
    Map<Channel, Map<State.Name, Long>> messages,
    Duration lag,
    Duration oldestDoubt,
    Map<String, Long> newRepeats,
    long newIncidents,
    long newFailures,
    List<PausedAccount> paused) {

  /// An account whose gate is closed.
  ///
  /// @param left null where a person closed it: until somebody opens it
  public record PausedAccount(String account, String reason, @Nullable Duration left) {}

  /// How many messages of all channels are in a state.
  public long count(State.Name state) {
    return messages.values().stream().mapToLong(m -> m.getOrDefault(state, 0L)).sum();
  }
}
