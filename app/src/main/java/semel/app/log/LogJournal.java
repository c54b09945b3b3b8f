package semel.app.log;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.message.LeadId;
import semel.message.MessageKey;

/// The log lines that people grep for; one per event, recipients masked.
public final class LogJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  @Override
  public void sending(MessageKey key, String maskedRecipient) {
    LOG.info("[Lead {}] Sending {} to {}...", key.lead(), key.channel().word(), maskedRecipient);
  }

  @Override
  public void recorded(List<JournalEntry> entries) {
    entries.forEach(LogJournal::line);
  }

  private static void line(JournalEntry entry) {
    var lead = entry.key().lead();
    var word = entry.key().channel().word();
    switch (entry.mark()) {
      case REPEAT -> LOG.info("[Lead {}] {} already sent - skipping duplicate", lead, word);
      case INCIDENT ->
          LOG.error("[Lead {}] {} incident:double_possible: {}", lead, word, entry.why());
      case PLAIN -> {}
    }
    if (entry.from() == entry.to()) {
      return;
    }
    switch (entry.to()) {
      case SENT -> LOG.info("[Lead {}] {} sent successfully", lead, word);
      case FAILED -> LOG.warn("[Lead {}] {} failed: {}", lead, word, entry.why());
      case CANCELLED -> LOG.info("[Lead {}] {} cancelled: {}", lead, word, entry.why());
      case HELD -> LOG.warn("[Lead {}] {} held for a person: {}", lead, word, entry.why());
      case IN_DOUBT -> LOG.warn("[Lead {}] {} in doubt: {}", lead, word, entry.why());
      case SCHEDULED -> LOG.info("[Lead {}] {} waits: {}", lead, word, entry.why());
      case CLAIMED -> LOG.debug("[Lead {}] {} claimed", lead, word);
    }
  }

  /// A registration was refused as a repeat.
  void repeatedRegistration(LeadId lead, boolean replayed) {
    LOG.info(
        "[Lead {}] Registration already known - skipping duplicate ({})",
        lead,
        replayed ? "same request replayed" : "same person again");
  }

  /// What was found at start.
  public void recovery(long due, long inDoubt, long scheduled) {
    LOG.info("[RECOVERY] {} due, {} in doubt, {} scheduled", due, inDoubt, scheduled);
  }

  @Override
  public void trouble(String sentence) {
    LOG.warn("{}", sentence);
  }
}
