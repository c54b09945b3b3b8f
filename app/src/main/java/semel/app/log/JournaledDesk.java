package semel.app.log;

import java.util.Map;
import java.util.Optional;
import semel.desk.Desk;
import semel.desk.Erasure;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.journal.Journal;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;

/// Writes the log lines of what a person did.
public record JournaledDesk(Desk desk, Journal journal) implements Desk {

  @Override
  public Ruling cancel(MessageKey key, String who) {
    return told(desk.cancel(key, who));
  }

  @Override
  public Optional<ClaimId> doubt(MessageKey key) {
    return desk.doubt(key);
  }

  @Override
  public Ruling resolve(MessageKey key, Verdict verdict) {
    return told(desk.resolve(key, verdict));
  }

  @Override
  public Map<Channel, Ruling> resend(LeadId lead, String who) {
    var rulings = desk.resend(lead, who);
    rulings.values().forEach(this::told);
    return rulings;
  }

  @Override
  public Erasure erase(LeadId lead, String who) {
    var erasure = desk.erase(lead, who);
    journal.recorded(erasure.entries());
    return erasure;
  }

  private Ruling told(Ruling ruling) {
    journal.recorded(ruling.entries());
    return ruling;
  }
}
