package semel.app.log;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import semel.journal.Journal;
import semel.journal.JournalEntry;
import semel.message.LeadId;
import semel.message.MessageKey;

/// The log lines that people grep for; one per event, recipients masked. In JSON each has `event`,
/// and `lead` and `channel` where it is about a message.
public final class LogJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger("semel");

  @Override
  public void sending(MessageKey key, String maskedRecipient) {
    about(key, Level.INFO, "sending")
        .log("[Lead {}] Sending {} to {}...", key.lead(), key.channel().word(), maskedRecipient);
  }

  @Override
  public void recorded(List<JournalEntry> entries) {
    entries.forEach(LogJournal::line);
  }

  private static void line(JournalEntry entry) {
    var key = entry.key();
    var lead = key.lead();
    var word = key.channel().word();
    switch (entry.mark()) {
      case REPEAT ->
          about(key, Level.INFO, "repeat")
              .log("[Lead {}] {} already sent - skipping duplicate", lead, word);
      case INCIDENT ->
          about(key, Level.ERROR, "incident")
              .log("[Lead {}] {} incident:double_possible: {}", lead, word, entry.why());
      case PLAIN -> {}
    }
    if (entry.from() == entry.to()) {
      return;
    }
    var why = entry.why();
    var event = entry.to().key();
    switch (entry.to()) {
      case SENT -> about(key, Level.INFO, event).log("[Lead {}] {} sent successfully", lead, word);
      case FAILED -> about(key, Level.WARN, event).log("[Lead {}] {} failed: {}", lead, word, why);
      case CANCELLED ->
          about(key, Level.INFO, event).log("[Lead {}] {} cancelled: {}", lead, word, why);
      case HELD ->
          about(key, Level.WARN, event).log("[Lead {}] {} held for a person: {}", lead, word, why);
      case IN_DOUBT ->
          about(key, Level.WARN, event).log("[Lead {}] {} in doubt: {}", lead, word, why);
      case SCHEDULED ->
          about(key, Level.INFO, event).log("[Lead {}] {} waits: {}", lead, word, why);
      case CLAIMED -> about(key, Level.DEBUG, event).log("[Lead {}] {} claimed", lead, word);
    }
  }

  /// A registration was refused as a repeat.
  void repeatedRegistration(LeadId lead, boolean replayed) {
    named(Level.INFO, "registered-again")
        .addKeyValue("lead", lead)
        .log(
            "[Lead {}] Registration already known - skipping duplicate ({})",
            lead,
            replayed ? "same request replayed" : "same person again");
  }

  /// What was found at start.
  public void recovery(long due, long inDoubt, long scheduled) {
    named(Level.INFO, "recovery")
        .log("[RECOVERY] {} due, {} in doubt, {} scheduled", due, inDoubt, scheduled);
  }

  @Override
  public void trouble(String sentence) {
    named(Level.WARN, "trouble").log("{}", sentence);
  }

  private static LoggingEventBuilder about(MessageKey key, Level level, String event) {
    return named(level, event)
        .addKeyValue("lead", key.lead())
        .addKeyValue("channel", key.channel().key());
  }

  private static LoggingEventBuilder named(Level level, String event) {
    return LOG.atLevel(level).addKeyValue("event", event);
  }
}
