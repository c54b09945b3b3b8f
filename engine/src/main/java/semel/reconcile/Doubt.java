package semel.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.Recipient;

/// A message in doubt, as read at `readAt` by the database's clock.
///
/// @param body null when a claim was lost together with the body it froze
public record Doubt(
    MessageKey key,
    ClaimId claim,
    AccountId account,
    Recipient recipient,
    @Nullable Body body,
    Times times) {

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
