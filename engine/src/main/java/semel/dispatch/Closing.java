package semel.dispatch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.account.Finding;
import semel.account.Outcome;
import semel.lifecycle.Event;

/// The end of one attempt: what happened to its message, in order, and whether the account pauses.
///
/// @param pause null when the account's gate stays as it is
/// @param slow the call took more than half of what it may take
public record Closing(Claim claim, List<Event> events, @Nullable Pause pause, boolean slow) {

  /// Closes an account's gate for a while.
  public record Pause(Duration length, String reason) {}

  /// The claimer knows that its call never began (T3, T4).
  static Closing release(Claim claim, String reason) {
    return new Closing(claim, List.of(new Event.Released(claim.id(), reason)), null, false);
  }

  /// The call ended with an outcome.
  static Closing of(Claim claim, Outcome outcome, boolean slow) {
    var answered = new Event.Answered(claim.id(), outcome);
    return switch (outcome) {
      case Outcome.Accepted _, Outcome.Refused _ ->
          new Closing(claim, List.of(answered), null, slow);
      case Outcome.NotSent(var reason, var scope, var pause) ->
          switch (scope) {
            case MESSAGE -> new Closing(claim, List.of(answered), null, slow);
            case ACCOUNT -> new Closing(claim, List.of(answered), new Pause(pause, reason), slow);
          };
      case Outcome.Unknown(var reason, var forPerson) -> {
        var held = new Event.Looked(claim.id(), new Finding.Ambiguous(reason));
        var events = forPerson ? List.<Event>of(answered, held) : List.<Event>of(answered);
        yield new Closing(claim, events, null, slow);
      }
    };
  }
}
