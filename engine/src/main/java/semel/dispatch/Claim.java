package semel.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import semel.lifecycle.Moment;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.MessageKey;
import semel.message.Recipient;

/// One worker's exclusive right to make one attempt, committed before the call.
///
/// @param began the claimer's clocks before the transaction began
/// @param keyLeft how long, from then, the provider still honours the message key; longer than any
///   lease when that does not matter
/// @param draft the draft that an earlier claim chose, null while none is chosen
public record Claim(
    MessageKey key,
    ClaimId id,
    Recipient recipient,
    Body body,
    Moment began,
    Duration keyLeft,
    @Nullable DraftId draft) {}
