package semel.desk;

import java.util.List;
import semel.journal.JournalEntry;
import semel.message.Channel;

/// What became of a wish to erase a person: `pending` channels have an attempt whose outcome is not
/// known; their recipient is erased when it is.
public record Erasure(boolean found, List<Channel> pending, List<JournalEntry> entries) {}
