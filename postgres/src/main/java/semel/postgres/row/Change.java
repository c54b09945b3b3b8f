package semel.postgres.row;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Decision;
import semel.lifecycle.Rule;
import semel.message.Message;
import semel.message.State;

/// What was decided about one locked row, and on whose behalf.
public record Change(Row row, Decision decision, String who) {

  /// The message to write, empty when nothing of it changes.
  public Optional<Message> after() {
    return switch (decision) {
      case Decision.Move(var after, _, _, _) -> Optional.of(after);
      case Decision.Flag(var after, _) -> Optional.of(after);
      case Decision.Stay _ -> Optional.empty();
    };
  }

  /// The line for the journal, empty for what says nothing new.
  public Optional<JournalEntry> entry() {
    return switch (decision) {
      case Decision.Move(var after, var rule, _, var incident) ->
          // T2 and T8 are in the message row; the line that ends the claim tells of them.
          rule == Rule.T2 || rule == Rule.T8
              ? Optional.empty()
              : Optional.of(
                  line(after.state().name(), rule, incident ? Mark.INCIDENT : Mark.PLAIN));
      case Decision.Flag(_, _) -> Optional.of(line(from(), null, Mark.PLAIN));
      case Decision.Stay(var weight, _) ->
          switch (weight) {
            case NOTHING -> Optional.empty();
            case REPEAT -> Optional.of(line(from(), null, Mark.REPEAT));
            case INCIDENT -> Optional.of(line(from(), null, Mark.INCIDENT));
          };
    };
  }

  private JournalEntry line(State.Name to, @Nullable Rule rule, Mark mark) {
    return new JournalEntry(
        row.message().key(), from(), to, rule, decision.why(), who, mark, row.masked());
  }

  private State.Name from() {
    return row.message().state().name();
  }

  /// Columns of the state after the change that only some states have.
  record Columns(
      @Nullable Instant nextAt,
      @Nullable Instant leaseUntil,
      @Nullable Instant doubtSince,
      @Nullable Instant settledAt,
      @Nullable String reference,
      @Nullable String reason) {

    static Columns of(State state, @Nullable Instant doubtBegan) {
      return switch (state) {
        case State.Scheduled(var next) -> new Columns(next, null, null, null, null, null);
        case State.Claimed(var lease) -> new Columns(null, lease, null, null, null, null);
        case State.InDoubt(var since, var lease, var next, var reason) ->
            new Columns(next, lease, since, null, null, reason);
        case State.Held(var since, var reason) ->
            new Columns(null, null, doubtBegan == null ? since : doubtBegan, null, null, reason);
        case State.Sent(var at, var reference) ->
            new Columns(null, null, null, at, reference.value(), null);
        case State.Failed(var at, var reason) -> new Columns(null, null, null, at, null, reason);
        case State.Cancelled(var at, var reason) -> new Columns(null, null, null, at, null, reason);
      };
    }
  }
}
