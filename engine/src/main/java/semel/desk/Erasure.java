package semel.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.journal.JournalEntry;
import semel.message.Channel;

/// What became of a wish to erase a person.
///
/// @param refused why nothing was done for now, null when it was
/// @param pending channels with an attempt whose outcome is not known; their recipient is erased
///   when it is
public record Erasure(
    boolean found, @Nullable String refused, List<Channel> pending, List<JournalEntry> entries) {

  /// Nothing was done.
  public static Erasure refused(String why) {
    return new Erasure(true, why, List.of(), List.of());
  }
}
