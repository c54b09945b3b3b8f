package semel.contract;

import java.time.Duration;
import java.util.Optional;
import semel.desk.Desk;
import semel.desk.Records;
import semel.dispatch.Claims;
import semel.dispatch.Drafts;
import semel.intake.Leads;
import semel.message.Message;
import semel.message.MessageKey;
import semel.reconcile.Doubts;

/// One store and its ports, empty at first, and what a test needs beyond them. An account is known
/// as soon as it is named; no rate bounds it; its gate for look-ups is open.
public interface StoreUnderTest extends AutoCloseable {

  /// How long after a doubt the desk of this store believes a person that a message was not sent.
  Duration SETTLE = Duration.ofMinutes(10);

  Leads leads();

  Claims claims();

  Drafts drafts();

  Doubts doubts();

  Desk desk();

  Records records();

  /// Lets time pass for everything that is stored. A store may as well move its instants back, so
  /// what was read before must be read again.
  void passed(Duration time);

  /// The message as it stands, empty when there is none.
  Optional<Message> message(MessageKey key);

  @Override
  void close();
}
