package semel.simulated.rows;

import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Event;
import semel.lifecycle.Rule;
import semel.message.Message;

/// One change of a message, or evidence about one that changed nothing and is told all the same.
///
/// @param before null for a message that was made (T1)
/// @param event null where no decision of `Lifecycle` made the change
/// @param rule null where the state stayed
public record Applied(
    @Nullable Message before,
    Message after,
    @Nullable Event event,
    @Nullable Rule rule,
    String why,
    String who,
    Mark mark) {}
