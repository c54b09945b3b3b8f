package semel.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
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
/// @param onHold campaigns whose SMS wait for a person, each with the reason
/// @param receipts what providers reported
/// @param watched what an alarm is about and nothing else
public record Snapshot(
    Map<Channel, Map<State.Name, Long>> messages,
    Duration lag,
    Duration oldestDoubt,
    Map<String, Long> newRepeats,
    long newIncidents,
    long newFailures,
    List<PausedAccount> paused,
    List<CampaignOnHold> onHold,
    Receipts receipts,
    Watched watched) {

  /// The numbers of a Semel to which nothing has happened yet.
  public static final Snapshot NONE =
      new Snapshot(
          Map.of(),
          Duration.ZERO,
          Duration.ZERO,
          Map.of(),
          0,
          0,
          List.of(),
          List.of(),
          Receipts.NONE,
          Watched.NONE);

  /// An account whose gate is closed.
  ///
  /// @param left null where a person closed it: until somebody opens it
  public record PausedAccount(String account, String reason, @Nullable Duration left) {}

  /// A campaign whose SMS wait for a person.
  public record CampaignOnHold(String campaign, String reason) {}

  /// What providers reported about messages that they had accepted.
  ///
  /// @param told how often each kind was, by provider
  /// @param unmatched reports about a message that is not known, for an hour or for good
  /// @param contradicted messages of the last day of which two last words were told
  /// @param arrivals by the beginning of a phone number, where there are enough to tell
  public record Receipts(
      Map<String, Map<ReceiptKind, Long>> told,
      long unmatched,
      long contradicted,
      List<Arrivals> arrivals) {

    /// Nothing was reported yet.
    public static final Receipts NONE = new Receipts(Map.of(), 0, 0, List.of());
  }

  /// How many of the messages that were decided since yesterday arrived.
  ///
  /// @param prefix country and operator, `+7701` for example
  public record Arrivals(String provider, String prefix, long delivered, long decided) {}

  /// What an alarm is about and nothing else.
  ///
  /// @param due messages that could leave now
  /// @param openDoubt age of the oldest doubt that no person has to settle, zero without any
  /// @param newPasts 1 when the database's past changed since the last alert about it, else 0
  /// @param doubted how many messages that put in doubt
  /// @param unheard what alarms could not be told yet, by destination
  public record Watched(
      long due, Duration openDoubt, long newPasts, long doubted, List<Unheard> unheard) {

    /// Nothing to see.
    public static final Watched NONE = new Watched(0, Duration.ZERO, 0, 0, List.of());
  }

  /// Alarms that wait for a destination.
  ///
  /// @param tries of the one that was tried most often
  /// @param oldest how long the oldest of them waits
  public record Unheard(String destination, long waiting, int tries, Duration oldest) {}

  /// How many messages of all channels are in a state.
  public long count(State.Name state) {
    return messages.values().stream().mapToLong(m -> m.getOrDefault(state, 0L)).sum();
  }
}
