package semel.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.message.State;

/// What became of something a person asked for.
///
/// @param state of the message afterwards, null when there is no such message
/// @param why one sentence for the person
public record Ruling(
    Kind kind, State.@Nullable Name state, String why, List<JournalEntry> entries) {

  /// How it ended.
  public enum Kind {
    /// It is done.
    DONE,
    /// It is noted; whether it comes in time is not sure.
    NOTED,
    /// The state does not allow it.
    REFUSED,
    /// There is no such message.
    NOT_FOUND
  }
}
