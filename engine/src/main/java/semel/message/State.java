package semel.message;

import java.time.Instant;

/// The states of protocol §4, each with only what that state has.
public sealed interface State {

  /// Waits for `nextAt`; nothing of it can have been accepted.
  record Scheduled(Instant nextAt) implements State {}

  /// A worker holds the claim: the wire may have been touched.
  record Claimed(Instant leaseUntil) implements State {}

  /// The outcome of the last claim is not known. Nothing of it can still be written by its claimer
  /// after `leaseUntil`; the next check is at `nextAt`.
  record InDoubt(Instant since, Instant leaseUntil, Instant nextAt, String reason)
      implements State {}

  /// In doubt, and only a person can settle it.
  record Held(Instant since, String reason) implements State {}

  /// A provider accepted it; `at` is when Semel recorded that.
  record Sent(Instant at, ProviderReference reference) implements State {}

  /// Was not sent and will not be.
  record Failed(Instant at, String reason) implements State {}

  /// Was stopped before it was sent.
  record Cancelled(Instant at, String reason) implements State {}

  /// The state's name without its data.
  default Name name() {
    return switch (this) {
      case Scheduled _ -> Name.SCHEDULED;
      case Claimed _ -> Name.CLAIMED;
      case InDoubt _ -> Name.IN_DOUBT;
      case Held _ -> Name.HELD;
      case Sent _ -> Name.SENT;
      case Failed _ -> Name.FAILED;
      case Cancelled _ -> Name.CANCELLED;
    };
  }

  /// The names, in the order of their codes in the database; only ever appended to.
  enum Name {
    SCHEDULED,
    CLAIMED,
    IN_DOUBT,
    HELD,
    SENT,
    FAILED,
    CANCELLED;

    /// Whether no attempt follows.
    public boolean settled() {
      return switch (this) {
        case SCHEDULED, CLAIMED, IN_DOUBT, HELD -> false;
        case SENT, FAILED, CANCELLED -> true;
      };
    }

    /// Lower case with a hyphen, for JSON and URLs.
    public String key() {
      return switch (this) {
        case SCHEDULED -> "scheduled";
        case CLAIMED -> "claimed";
        case IN_DOUBT -> "in-doubt";
        case HELD -> "held";
        case SENT -> "sent";
        case FAILED -> "failed";
        case CANCELLED -> "cancelled";
      };
    }
  }
}
