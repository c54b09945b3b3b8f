package semel.providers;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Sender;
import semel.lifecycle.Moment;
import semel.message.Attempts;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.LeadId;
import semel.message.Message;
import semel.message.MessageKey;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Header;
import semel.providers.wire.Limits;
import semel.providers.wire.SocketWire;
import semel.providers.wire.Wire;
import semel.reconcile.Doubt;

/// What the tests of all providers send, and how.
public final class Specimens {

  public static final PhoneNumber PHONE = new PhoneNumber("+77771234567");
  public static final EmailAddress EMAIL = new EmailAddress("anna.petrova@example.kz");
  public static final String TEXT = "Сәлем, Anna & Co!\nВаш итог: 50 % + https://e.kz/l/Ab3";
  public static final Content.Email MAIL =
      new Content.Email(
          "Ваш \"итог\"", "Привет,\nАнна 😀", "<p class=\"a\">Привет</p>", "https://e.kz/u/Ab3e");

  private static final LeadId LEAD = lead(1);

  private Specimens() {}

  public static LeadId lead(int number) {
    return new LeadId(UUID.fromString("01890a5d-ac96-774b-bcce-%012d".formatted(number)));
  }

  public static Envelope sms() {
    return sms(LEAD, PHONE, TEXT);
  }

  public static Envelope sms(LeadId lead, PhoneNumber to, String text) {
    return new Envelope(new MessageKey(lead, Channel.SMS), to, new Content.Sms(text));
  }

  public static Envelope email() {
    return new Envelope(new MessageKey(LEAD, Channel.EMAIL), EMAIL, MAIL);
  }

  public static Claim claim(Sender sender, Envelope envelope) {
    return new Claim(
        envelope.key(),
        new ClaimId(new UUID(7, 7)),
        envelope.recipient(),
        sender.compose(envelope),
        new Moment(0, Instant.EPOCH),
        Duration.ofDays(1),
        null);
  }

  /// A doubt about the envelope, first attempted at that time and read a quarter of an hour later.
  public static Doubt doubt(Envelope envelope, @Nullable Body body, Instant firstAttempt) {
    return doubt(envelope, body, firstAttempt, null);
  }

  /// The same with a chosen draft.
  public static Doubt doubt(
      Envelope envelope, @Nullable Body body, Instant firstAttempt, @Nullable DraftId draft) {
    var state = new State.InDoubt(firstAttempt, firstAttempt, firstAttempt, "no answer");
    var attempts = new Attempts(1, 1, false, firstAttempt, draft);
    var claim = new ClaimId(new UUID(7, 7));
    var notAfter = firstAttempt.plus(Duration.ofDays(1));
    return new Doubt(
        new Message(envelope.key(), state, claim, attempts, firstAttempt, notAfter, false),
        new AccountId("mobizon"),
        envelope.recipient(),
        body,
        new Doubt.Times(
            firstAttempt, firstAttempt, firstAttempt, null, firstAttempt.plusSeconds(900)));
  }

  /// A wire that waits for a whole exchange so long.
  public static Wire wire(Duration patience) {
    try {
      return new SocketWire("semel/test", Limits.within(patience), SSLContext.getDefault());
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static Wire wire() {
    return wire(Duration.ofSeconds(5));
  }

  /// Nothing listens on the discard port.
  public static URI nowhere() {
    return URI.create("http://127.0.0.1:9");
  }

  public static Exchange answered(int code, String body, Header... headers) {
    return new Exchange.Answered(new Answer(code, List.of(headers), body));
  }

  /// The kind of an outcome, for tables.
  public static String kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> "accepted";
      case Outcome.Refused _ -> "refused";
      case Outcome.NotSent(_, var scope, _) ->
          switch (scope) {
            case MESSAGE -> "not-sent-message";
            case ACCOUNT -> "not-sent-account";
          };
      case Outcome.Unknown(_, var forPerson) -> forPerson ? "unknown-for-person" : "unknown";
    };
  }

  /// Why, or the reference of an acceptance.
  public static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var reference) -> reference.value();
      case Outcome.Refused(var reason) -> reason;
      case Outcome.NotSent(var reason, _, _) -> reason;
      case Outcome.Unknown(var reason, _) -> reason;
    };
  }

  /// How long an outcome pauses, zero for one that does not.
  public static Duration pause(Outcome outcome) {
    return outcome instanceof Outcome.NotSent(_, _, var pause) ? pause : Duration.ZERO;
  }

  /// What must not stand in any reason about this recipient.
  public static String[] secretsOf(Recipient recipient) {
    return switch (recipient) {
      case PhoneNumber phone -> new String[] {phone.digits(), "1234567", "123-45-67"};
      case EmailAddress email -> new String[] {email.address(), "anna.petrova"};
    };
  }
}
