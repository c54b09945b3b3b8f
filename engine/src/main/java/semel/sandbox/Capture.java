package semel.sandbox;

import java.time.Instant;
import semel.message.MessageKey;

/// What would have been sent.
public record Capture(
    MessageKey key, String reference, String recipient, String body, Instant at) {}
