package semel.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about the attempts of a message so far.
///
/// @param number the number of the last claim; a label, never an identity (R1)
/// @param spent how many attempts count against the limit: those that may have reached the wire
/// @param exposed whether a claim *before* the last one may have been accepted
/// @param firstAt when the first claim that may have been accepted was made; starts a key's time
public record Attempts(int number, int spent, boolean exposed, @Nullable Instant firstAt) {

  /// None yet.
  public static Attempts none() {
    return new Attempts(0, 0, false, null);
  }

  public Attempts claimed(boolean exposedNow, Instant now) {
    return new Attempts(number + 1, spent, exposedNow, firstAt == null ? now : firstAt);
  }

  public Attempts unknown() {
    return new Attempts(number, spent + 1, exposed, firstAt);
  }

  /// Every claim so far is proven not accepted.
  public Attempts disproved() {
    return new Attempts(number, spent, false, null);
  }

  public Attempts forgiven() {
    return new Attempts(number, 0, false, null);
  }

  public Attempts rewritten(Instant now) {
    return new Attempts(number, spent, true, firstAt == null ? now : firstAt);
  }
}
