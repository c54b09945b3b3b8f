package semel.dispatch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.lifecycle.Moment;
import semel.lifecycle.RetryPolicy;
import semel.message.ClaimId;

/// What a worker asks of [Claims]: at most as many claims as it names and can send now (R4).
///
/// @param began the worker's clocks when it asked
/// @param recipientLimit null when recipients are not limited
public record ClaimOrder(
    Account account,
    List<ClaimId> ids,
    String worker,
    Moment began,
    Duration lease,
    RetryPolicy retry,
    @Nullable RecipientLimit recipientLimit) {}
