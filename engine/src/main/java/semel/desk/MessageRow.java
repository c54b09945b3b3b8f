package semel.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.State;

/// One message as a person sees it.
///
/// @param recipient masked
/// @param detail the provider's reference when sent, otherwise the reason of the state
/// @param claim names the open doubt, null where there is none
/// @param receipt what the provider reported after it had accepted it, null while it has not
public record MessageRow(
    MessageKey key,
    String campaign,
    State.Name state,
    String recipient,
    Instant due,
    Instant nextAt,
    int attempts,
    @Nullable Instant settledAt,
    @Nullable String account,
    @Nullable String detail,
    @Nullable ClaimId claim,
    @Nullable ReceiptKind receipt) {}
