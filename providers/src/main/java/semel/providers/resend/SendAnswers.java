package semel.providers.resend;

import java.time.Duration;
import semel.account.Outcome;
import semel.account.Outcome.Scope;
import semel.message.ProviderReference;
import semel.providers.Json;
import semel.providers.Quote;
import semel.providers.RetryAfter;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;

/// What came back from `POST /emails`, and what it proves about that one request; whether an
/// earlier attempt is open is not for an answer to say. Not in the table: unknown.
///
/// | HTTP and name | outcome |
/// |---|---|
/// | 200 with an id | accepted |
/// | 400 `validation_error`, 422, 451 `security_error` | refused; about the sender: not sent |
/// | 400 `invalid_idempotency_key`, 404, 405 with a name | not sent: a mistake of ours |
/// | 401, 403 with or without a name | not sent: the key, the domain or the account |
/// | 409 `invalid_idempotent_request` | unknown, for a person: the key stands for another body |
/// | 429 with `…_quota_exceeded` | not sent, for an hour |
/// | other 429 | not sent, for as long as it says |
/// | other 409, 5xx, any other | unknown |
final class SendAnswers {

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofMinutes(1);
  private static final Duration UNTIL_THE_QUOTA_MAY_BE_NEW = Duration.ofHours(1);

  private final ResendSettings settings;

  SendAnswers(ResendSettings settings) {
    this.settings = settings;
  }

  Outcome outcome(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered(var answer) -> answered(answer);
      case Exchange.NotWritten(var reason) -> account(reason, MOMENT);
      case Exchange.Stopped() ->
          new Outcome.NotSent("The guard let nothing leave.", Scope.MESSAGE, Duration.ZERO);
      case Exchange.Lost(var reason) -> new Outcome.Unknown(reason);
    };
  }

  private Outcome answered(Answer answer) {
    var outcome =
        answer.code() == 200
            ? taken(answer)
            : Complaint.of(answer)
                .map(complaint -> complained(complaint, answer))
                .orElseGet(() -> bare(answer));
    return settings.refusalsProve() ? outcome : withoutProof(outcome);
  }

  private static Outcome withoutProof(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _, Outcome.Unknown _ -> outcome;
      case Outcome.Refused(var reason) -> new Outcome.Unknown(reason);
      case Outcome.NotSent(var reason, _, _) -> new Outcome.Unknown(reason);
    };
  }

  private static Outcome taken(Answer answer) {
    return Json.object(answer.body())
        .flatMap(body -> Json.id(body.path("id")))
        .<Outcome>map(id -> new Outcome.Accepted(new ProviderReference(id)))
        .orElseGet(() -> new Outcome.Unknown("Resend said that it is done but named no email."));
  }

  private Outcome bare(Answer answer) {
    var said = "Resend answered HTTP " + answer.code() + " without a reason.";
    return switch (answer.code()) {
      case 401, 403 -> account(said, UNTIL_SOMEBODY_LOOKS);
      case 429 -> account(said, RetryAfter.of(answer, MOMENT));
      default -> new Outcome.Unknown(said);
    };
  }

  private Outcome complained(Complaint complaint, Answer answer) {
    var said = said(complaint);
    return switch (complaint.http()) {
      case 400 ->
          switch (complaint.name()) {
            case "validation_error" -> refused(complaint);
            case "invalid_idempotency_key" -> mistaken(said);
            default -> new Outcome.Unknown(said);
          };
      case 401, 403 -> account(said, UNTIL_SOMEBODY_LOOKS);
      case 404, 405 -> mistaken(said);
      case 409 -> conflicting(complaint);
      case 422 -> refused(complaint);
      case 429 -> tooMany(complaint, answer);
      case 451 ->
          complaint.name().equals("security_error")
              ? new Outcome.Refused(said)
              : new Outcome.Unknown(said);
      default -> new Outcome.Unknown(said);
    };
  }

  /// A complaint about the sender is about us: every message would be refused alike.
  private Outcome refused(Complaint complaint) {
    boolean aboutUs =
        switch (complaint.name()) {
          case "invalid_from_address", "invalid_access", "invalid_region" -> true;
          default -> complaint.message().contains("`from`");
        };
    return aboutUs
        ? account(said(complaint), UNTIL_SOMEBODY_LOOKS)
        : new Outcome.Refused(said(complaint));
  }

  private Outcome conflicting(Complaint complaint) {
    return switch (complaint.name()) {
      case "invalid_idempotent_request" -> new Outcome.Unknown(said(complaint), true);
      case "concurrent_idempotent_requests", "resource_locked" ->
          new Outcome.Unknown("An earlier request with this key is in progress.");
      default -> new Outcome.Unknown(said(complaint));
    };
  }

  private Outcome tooMany(Complaint complaint, Answer answer) {
    return switch (complaint.name()) {
      case "daily_quota_exceeded", "monthly_quota_exceeded" ->
          account(said(complaint), UNTIL_THE_QUOTA_MAY_BE_NEW);
      default -> account(said(complaint), RetryAfter.of(answer, MOMENT));
    };
  }

  private static Outcome mistaken(String said) {
    return account(
        said + " This is a mistake of Semel or of its address for Resend.", UNTIL_SOMEBODY_LOOKS);
  }

  private static Outcome account(String reason, Duration pause) {
    return new Outcome.NotSent(reason, Scope.ACCOUNT, pause);
  }

  private String said(Complaint complaint) {
    var message = Quote.of(complaint.message(), settings.apiKey());
    return "Resend answered %d %s%s"
        .formatted(complaint.http(), complaint.name(), message.isEmpty() ? "." : ": " + message);
  }
}
