package semel.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.desk.LeadFile;

/// What Semel knows of a message that is in doubt.
///
/// @param held only a person can settle it
/// @param firstAbsent when a complete answer of the provider first did not contain it
/// @param leaseUntil until then its claimer may still have written
/// @param nextCheck null where nothing is asked any more
/// @param cancelRequested a person asked to stop it
/// @param journal the last lines about this message, oldest first
public record DoubtCase(
    MessageLine message,
    Instant since,
    boolean held,
    @Nullable Instant firstAbsent,
    Instant leaseUntil,
    @Nullable Instant nextCheck,
    boolean cancelRequested,
    List<LeadFile.Line> journal) {}
