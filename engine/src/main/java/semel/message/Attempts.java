package semel.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known about the attempts of a message so far.
///
/// @param number the number of the last claim; a label, never an identity (R1)
/// @param spent how many attempts count against the limit: those that may have reached the wire
/// @param exposed whether a claim *before* the last one may have been accepted
/// @param firstAt when the first claim that may have been accepted was made; starts a key's time
/// @param draft the one draft at the provider that may be sent, null while none is chosen
public record Attempts(
    int number, int spent, boolean exposed, @Nullable Instant firstAt, @Nullable DraftId draft) {

  /// The name a provider gave to a draft: prepared there, sending nothing by itself.
  public record DraftId(String value) {
    public DraftId {
      if (value.isBlank()) {
        throw new IllegalArgumentException("a draft's name is never blank");
      }
    }
  }

  /// None yet.
  public static Attempts none() {
    return new Attempts(0, 0, false, null, null);
  }

  public Attempts claimed(boolean exposedNow, Instant now) {
    return new Attempts(number + 1, spent, exposedNow, firstAt == null ? now : firstAt, draft);
  }

  public Attempts unknown() {
    return new Attempts(number, spent + 1, exposed, firstAt, draft);
  }

  /// Every claim so far is proven not accepted. A chosen draft stays the one to send.
  public Attempts disproved() {
    return new Attempts(number, spent, false, null, draft);
  }

  /// The chosen draft, if there was one, is gone from the provider.
  public Attempts withdrawn() {
    return new Attempts(number, spent, exposed, firstAt, null);
  }

  public Attempts forgiven() {
    return new Attempts(number, 0, false, null, null);
  }

  /// A claim that nobody remembers may have been accepted, as early as this.
  public Attempts rewritten(Instant earliest) {
    return new Attempts(number, spent, true, firstAt == null ? earliest : firstAt, draft);
  }

  /// From now on this draft is the one to send, and no other.
  public Attempts chose(DraftId chosen) {
    return new Attempts(number, spent, exposed, firstAt, chosen);
  }
}
