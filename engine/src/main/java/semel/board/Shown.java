package semel.board;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
import semel.message.State;

/// The states on screen. This is the one place that computes them: a store reads facts, a page asks
/// for words, and neither decides.
///
/// | shown | state | when |
/// |---|---|---|
/// | Scheduled | Scheduled | it will be claimed when its time comes |
/// | Waiting | Scheduled | pushed to later than due, or due while its account's gate is shut |
/// | Sending | Claimed | an attempt is open |
/// | Sent | Sent | the provider accepted it |
/// | *Delivered* | Sent | and a receipt says that it arrived |
/// | *Undelivered* | Sent | and a receipt says that it will not |
/// | Failed | Failed | will not be sent |
/// | Doubt | InDoubt, Held | it may have been sent |
/// | Cancelled | Cancelled | a person stopped it in time |
public enum Shown {
  SCHEDULED("scheduled"),
  WAITING("waiting"),
  SENDING("sending"),
  SENT("sent"),
  FAILED("failed"),
  DOUBT("doubt"),
  CANCELLED("cancelled");

  private final String key;

  Shown(String key) {
    this.key = key;
  }

  /// What the choice between two looks of one state depends on.
  ///
  /// @param pushed the next try is later than due, and still to come
  /// @param ready the next try may be made now
  /// @param shut no account of the channel may claim at present
  public record Facts(boolean pushed, boolean ready, boolean shut) {

    /// The facts about a message at an instant.
    public static Facts of(Instant due, Instant next, Instant now, boolean shut) {
      var ready = !next.isAfter(now);
      return new Facts(!ready && next.isAfter(due), ready, shut);
    }
  }

  /// How a message of this state looks.
  public static Shown of(State.Name state, Facts facts) {
    return switch (state) {
      case SCHEDULED ->
          facts.pushed() || (facts.ready() && facts.shut()) ? WAITING : Shown.SCHEDULED;
      case CLAIMED -> SENDING;
      case IN_DOUBT, HELD -> DOUBT;
      case SENT -> Shown.SENT;
      case FAILED -> Shown.FAILED;
      case CANCELLED -> Shown.CANCELLED;
    };
  }

  /// The lower-case name of URLs and style sheets.
  public String key() {
    return key;
  }

  /// The key of what a message looks like by itself. In lists and counts, what was sent is one
  /// state, whatever a receipt says of it.
  ///
  /// @param receipt null while there is none
  public String badge(@Nullable ReceiptKind receipt) {
    if (this != SENT || receipt == null) {
      return key;
    }
    return switch (receipt) {
      case DELAYED -> key;
      case DELIVERED, COMPLAINED -> "delivered";
      case UNDELIVERED -> "undelivered";
    };
  }

  /// The state that a key names: one of these, or one of the messages' own, as the API says it.
  public static Optional<Shown> ofKey(String key) {
    return Arrays.stream(values())
        .filter(shown -> shown.key.equals(key))
        .findFirst()
        .or(() -> ofStateKey(key));
  }

  private static Optional<Shown> ofStateKey(String key) {
    return Arrays.stream(State.Name.values())
        .filter(state -> state.key().equals(key))
        .map(state -> of(state, new Facts(false, false, false)))
        .findFirst();
  }

  /// Whether stopping it takes effect at once, so that it is offered (T10).
  public boolean stoppable() {
    return this == SCHEDULED || this == WAITING;
  }

  /// Whether nothing more happens to it by itself.
  public boolean settled() {
    return switch (this) {
      case SENT, FAILED, CANCELLED -> true;
      case SCHEDULED, WAITING, SENDING, DOUBT -> false;
    };
  }
}
