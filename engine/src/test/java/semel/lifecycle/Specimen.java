package semel.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import semel.account.Capability;
import semel.message.Attempts;
import semel.message.Attempts.DraftId;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.State;

/// Messages in each state, made to be varied: due an hour ago, with a day to go.
final class Specimen {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration TTL_SAFE = Duration.ofHours(20);
  static final Duration SETTLE = Duration.ofMinutes(10);
  static final RetryPolicy RETRY =
      new RetryPolicy(8, Duration.ofSeconds(2), Duration.ofMinutes(10));

  static final Capability STAGED = new Capability.Staged();
  static final Capability KEYED = new Capability.Keyed(TTL_SAFE);
  static final Capability LOOKUP = new Capability.Lookup();
  static final Capability BLIND = new Capability.Blind();

  /// The claim a message is under, and one that it is not or no longer under.
  static final ClaimId CURRENT = new ClaimId(new UUID(1, 1));

  static final ClaimId EARLIER = new ClaimId(new UUID(2, 2));
  static final ClaimId NEXT = new ClaimId(new UUID(3, 3));

  static final ProviderReference REFERENCE = new ProviderReference("p-1");
  static final ProviderReference OTHER_REFERENCE = new ProviderReference("p-2");

  static final DraftId DRAFT = new DraftId("d-1");

  static final Instant PAST = NOW.minusSeconds(90);
  static final Instant FUTURE = NOW.plusSeconds(30);

  private static final MessageKey KEY = new MessageKey(new LeadId(new UUID(7, 7)), Channel.SMS);

  private Specimen() {}

  static Terms terms(Capability capability) {
    return new Terms(capability, RETRY, NOW, 0.5);
  }

  static Message in(State state) {
    var attempts =
        switch (state) {
          case State.Scheduled _ -> Attempts.none();
          case State.Claimed _ -> new Attempts(1, 0, false, PAST, null);
          case State.InDoubt _, State.Held _, State.Sent _, State.Failed _, State.Cancelled _ ->
              new Attempts(1, 1, false, PAST, null);
        };
    var claim = state instanceof State.Scheduled ? null : CURRENT;
    var due = NOW.minus(Duration.ofHours(1));
    return new Message(KEY, state, claim, attempts, due, NOW.plus(Duration.ofHours(23)), false);
  }

  static Message scheduled() {
    return in(new State.Scheduled(PAST));
  }

  static Message claimed() {
    return in(new State.Claimed(FUTURE));
  }

  static Message lapsed() {
    return in(new State.Claimed(PAST));
  }

  static Message inDoubt() {
    return in(new State.InDoubt(PAST, PAST, PAST, "no answer"));
  }

  static Message held() {
    return in(new State.Held(PAST, "nobody can tell"));
  }

  static Message sent() {
    return in(new State.Sent(PAST, REFERENCE));
  }

  static Message failed() {
    return in(new State.Failed(PAST, "bad number"));
  }

  static Message cancelled() {
    return in(new State.Cancelled(PAST, "by anna"));
  }

  /// An earlier claim of it may have been accepted.
  static Message exposed(Message message) {
    var a = message.attempts();
    return message.with(new Attempts(a.number() + 1, a.spent(), true, a.firstAt(), a.draft()));
  }

  static Message exhausted(Message message) {
    var a = message.attempts();
    return message.with(
        new Attempts(a.number(), RETRY.attemptsMax(), a.exposed(), a.firstAt(), a.draft()));
  }

  static Message firstClaimed(Message message, Duration ago) {
    var a = message.attempts();
    return message.with(
        new Attempts(a.number(), a.spent(), a.exposed(), NOW.minus(ago), a.draft()));
  }

  static Message drafted(Message message) {
    return message.with(message.attempts().chose(DRAFT));
  }

  static Message tooLate(Message message) {
    return message.until(NOW);
  }
}
