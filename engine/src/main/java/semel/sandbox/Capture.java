package semel.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;

/// What would have been sent.
///
/// @param name of the lead, null where nobody knows it
public record Capture(
    MessageKey key,
    String reference,
    @Nullable String name,
    String recipient,
    String body,
    Instant at) {}
