package semel.app.meter;

import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.message.Channel;
import semel.message.MessageKey;

/// Counts what was recorded.
record MeteredJournal(Journal journal, Instruments instruments) implements Journal {

  record Instruments(Counter transitions, Counter repeats, Counter incidents) {

    /// Shows a channel before anything happens there.
    void show(Channel channel) {
      repeats.initLabelValues(channel.key());
      incidents.initLabelValues(channel.key());
    }
  }

  @Override
  public void sending(MessageKey key, String maskedRecipient) {
    journal.sending(key, maskedRecipient);
  }

  @Override
  public void recorded(List<JournalEntry> entries) {
    entries.forEach(this::count);
    journal.recorded(entries);
  }

  private void count(JournalEntry entry) {
    var channel = entry.key().channel().key();
    switch (entry.mark()) {
      case REPEAT -> instruments.repeats().labelValues(channel).inc();
      case INCIDENT -> instruments.incidents().labelValues(channel).inc();
      case PLAIN -> {}
    }
    if (entry.from() != entry.to()) {
      instruments.transitions().labelValues(channel, entry.to().key()).inc();
    }
  }

  @Override
  public void trouble(String sentence) {
    journal.trouble(sentence);
  }
}
