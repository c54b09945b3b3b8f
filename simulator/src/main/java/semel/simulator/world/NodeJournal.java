package semel.simulator.world;

import java.util.List;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.message.MessageKey;
import semel.simulator.time.SimulatedProcess;

/// What one machine says, told to the checkers while it lives.
record NodeJournal(SimulatedProcess process, World world) implements Journal {

  @Override
  public void sending(MessageKey key, String maskedRecipient) {
    if (!process.isDead()) {
      world.told(maskedRecipient, key);
    }
  }

  @Override
  public void recorded(List<JournalEntry> entries) {
    if (!process.isDead()) {
      for (var entry : entries) {
        world.told(entry.why(), entry.key());
        world.told(entry.recipient(), entry.key());
      }
    }
  }

  @Override
  public void trouble(String sentence) {
    if (!process.isDead()) {
      world.told(sentence, null);
    }
  }
}
