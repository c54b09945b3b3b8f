package semel.simulated.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Body;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.State;

/// One row of `semel.message`. As there, a column that a state does not have keeps what it was.
///
/// @param number grows with each row that is made; breaks every tie
public record Row(long number, Message message, Columns columns, Trace trace) {

  /// The columns that decide when something happens to the row.
  public record Columns(
      Instant nextAt,
      @Nullable Instant leaseUntil,
      @Nullable Instant doubtSince,
      @Nullable Instant absentAt,
      @Nullable String reason) {}

  /// Who claims, and what was frozen.
  public record Trace(
      @Nullable AccountId account,
      @Nullable Body body,
      @Nullable String claimedBy,
      @Nullable Instant claimedAt) {}

  private static final Trace UNTOUCHED = new Trace(null, null, null, null);

  /// A message as the registration writes it.
  public static Row fresh(long number, Message message) {
    var columns = new Columns(message.due(), null, null, null, null);
    return new Row(number, message, columns, UNTOUCHED);
  }

  public MessageKey key() {
    return message.key();
  }

  public State state() {
    return message.state();
  }

  /// The last instant at which something of an open doubt may still have been written.
  public Instant openSince() {
    var since = columns.doubtSince();
    var lease = columns.leaseUntil();
    if (since == null || lease == null) {
      throw new IllegalStateException("a doubt has a beginning and a lease");
    }
    return since.isAfter(lease) ? since : lease;
  }

  /// The row after a decision was written, whoever claims it.
  public Row written(Message after, Trace by) {
    return switch (after.state()) {
      case State.Scheduled(var nextAt) ->
          new Row(number, after, new Columns(nextAt, lease(), null, null, null), by);
      case State.Claimed(var lease) ->
          new Row(number, after, new Columns(columns.nextAt(), lease, null, null, null), by);
      case State.InDoubt(var since, var lease, var nextAt, var reason) ->
          new Row(number, after, new Columns(nextAt, lease, since, null, reason), by);
      case State.Held(var at, var reason) -> {
        var since = columns.doubtSince() == null ? at : columns.doubtSince();
        yield new Row(number, after.to(new State.Held(since, reason)), ended(since, reason), by);
      }
      case State.Sent _ -> new Row(number, after, ended(null, null), by);
      case State.Failed(_, var reason) -> new Row(number, after, ended(null, reason), by);
      case State.Cancelled(_, var reason) -> new Row(number, after, ended(null, reason), by);
    };
  }

  private Columns ended(@Nullable Instant doubtSince, @Nullable String reason) {
    return new Columns(columns.nextAt(), lease(), doubtSince, null, reason);
  }

  private @Nullable Instant lease() {
    return columns.leaseUntil();
  }

  /// The row with other columns; a message on a worker's list takes its next instant from them.
  public Row with(Columns changed) {
    return switch (message.state()) {
      case State.Scheduled _ ->
          new Row(number, message.to(new State.Scheduled(changed.nextAt())), changed, trace);
      case State.InDoubt doubt -> {
        var since = changed.doubtSince() == null ? doubt.since() : changed.doubtSince();
        var lease = changed.leaseUntil() == null ? doubt.leaseUntil() : changed.leaseUntil();
        var open = new State.InDoubt(since, lease, changed.nextAt(), doubt.reason());
        yield new Row(number, message.to(open), changed, trace);
      }
      case State.Claimed _, State.Held _, State.Sent _, State.Failed _, State.Cancelled _ ->
          new Row(number, message, changed, trace);
    };
  }

  /// The row to be looked at again at another instant.
  public Row at(Instant nextAt) {
    return with(
        new Columns(
            nextAt,
            columns.leaseUntil(),
            columns.doubtSince(),
            columns.absentAt(),
            columns.reason()));
  }

  /// The row that waits until an instant, and says why.
  public Row waits(Instant nextAt, String reason) {
    return with(
        new Columns(
            nextAt, columns.leaseUntil(), columns.doubtSince(), columns.absentAt(), reason));
  }

  /// The row whose provider did not know it at an instant.
  public Row absent(Instant absentAt, Instant nextAt) {
    return with(
        new Columns(
            nextAt, columns.leaseUntil(), columns.doubtSince(), absentAt, columns.reason()));
  }

  public Row with(Trace changed) {
    return new Row(number, message, columns, changed);
  }

  public Row with(Message changed) {
    return new Row(number, changed, columns, trace);
  }

  public Row withoutBody() {
    return with(new Trace(trace.account(), null, trace.claimedBy(), trace.claimedAt()));
  }
}
