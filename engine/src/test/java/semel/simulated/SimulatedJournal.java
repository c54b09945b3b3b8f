package semel.simulated;

import java.util.ArrayList;
import java.util.List;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.message.MessageKey;

/// Remembers what it was told.
public final class SimulatedJournal implements Journal {

  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<MessageKey> sendings = new ArrayList<>();

  @Override
  public synchronized void sending(MessageKey key, String maskedRecipient) {
    sendings.add(key);
  }

  @Override
  public synchronized void recorded(List<JournalEntry> recorded) {
    entries.addAll(recorded);
  }

  @Override
  public synchronized void trouble(String sentence) {
    troubles.add(sentence);
  }

  public synchronized List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  public synchronized List<String> troubles() {
    return List.copyOf(troubles);
  }

  public synchronized List<MessageKey> sendings() {
    return List.copyOf(sendings);
  }
}
