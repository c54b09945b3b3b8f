package semel.reconcile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.Recipient;

/// A message in doubt, as read at `readAt` by the database's clock.
///
/// @param body null when a claim was lost together with the body it froze
public record Doubt(
    Message message, AccountId account, Recipient recipient, @Nullable Body body, Times times) {

  public Doubt {
    if (message.claim() == null) {
      throw new IllegalArgumentException("a doubt is about a claim");
    }
  }

  public MessageKey key() {
    return message.key();
  }

  /// The claim that was read: what is learnt concerns this one alone.
  public ClaimId claim() {
    return requireNonNull(message.claim());
  }

  /// The draft that was chosen to be sent, if one was.
  public Optional<DraftId> draft() {
    return Optional.ofNullable(message.attempts().draft());
  }

  /// The instants that a wait is measured between.
  ///
  /// @param openSince when the last lease was over or the doubt began, whichever is later
  /// @param firstAbsent when a complete look-up first found nothing, null before that
  public record Times(
      Instant firstAttempt,
      Instant openSince,
      Instant nextAt,
      @Nullable Instant firstAbsent,
      Instant readAt) {

    /// How long the doubt has been open by the database's clock.
    public Duration age() {
      return Duration.between(openSince, readAt);
    }
  }
}
