package semel.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.account.ReceiptKind;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;

/// One message in a list.
///
/// @param name null once erased, and where the lead gave none
/// @param recipient masked
/// @param language that the lead is written to in
/// @param account the account of the last claim
/// @param reference the provider's, when sent
/// @param reason of the state, or why it waits
/// @param body of an SMS, null for an email, before the first claim and once erased
/// @param claim names the open doubt, null where there is none
/// @param receipt what the provider reported after it had accepted it, null while it has not
public record MessageLine(
    MessageKey key,
    @Nullable String name,
    String recipient,
    String campaign,
    String language,
    Shown shown,
    State.Name state,
    Times times,
    int attempts,
    @Nullable AccountId account,
    @Nullable String reference,
    @Nullable String reason,
    @Nullable Body body,
    @Nullable ClaimId claim,
    @Nullable ReceiptKind receipt) {

  /// The key of the words and the look of the whole: delivered needs a receipt.
  public String badge() {
    return shown.badge(receipt);
  }

  /// The instants of a message.
  ///
  /// @param next when it is tried or checked next; past once it is settled
  /// @param firstAttempt when the first claim was made that may have been accepted
  /// @param claimed when the last claim was made
  public record Times(
      Instant due,
      Instant next,
      @Nullable Instant firstAttempt,
      @Nullable Instant claimed,
      @Nullable Instant settled) {}
}
