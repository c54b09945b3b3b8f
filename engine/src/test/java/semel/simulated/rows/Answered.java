package semel.simulated.rows;

import java.time.Instant;
import semel.message.LeadId;

/// One row of `semel.idempotency_key`.
public record Answered(
    String key, String fingerprint, LeadId lead, boolean fresh, Instant createdAt, long number) {}
