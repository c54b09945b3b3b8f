package semel.simulated.rows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.message.ClaimId;

/// One row of `semel.journal`: the entry, and which attempt it ended.
public record Line(
    Instant at,
    JournalEntry entry,
    int attempt,
    @Nullable ClaimId claim,
    @Nullable Instant claimedAt) {}
