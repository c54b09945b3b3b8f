package semel.providers.mobizon;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import semel.account.Outcome;
import semel.account.Outcome.Scope;
import semel.message.ProviderReference;
import semel.providers.Json;
import semel.providers.Quote;
import semel.providers.RetryAfter;
import semel.providers.mobizon.MobizonCalls.Reply;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;

/// What came back from `message/sendSmsMessage`, and what it proves. Not in the table: unknown.
///
/// | envelope | outcome |
/// |---|---|
/// | 0 with a message id, 1 (moderation) or 2 (sent) | accepted |
/// | 1, 2, 12 | refused; about the sender name or the balance: not sent |
/// | 4, 5, 6, 11 | not sent: a mistake of ours that concerns every message |
/// | 8, 9, 13, 14 | not sent: key, rights, address or account |
/// | 30 | not sent: too many calls |
/// | 3, 10, 15, 98, 99, 100, 999, any other | unknown |
///
/// Without an envelope only 429 is proof, because a proxy answers it by itself.
final class SendAnswers {

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofMinutes(1);
  private static final int FROM_THE_SERVER = 500;

  /// Fields that are the same for every message, so that a complaint about them is about us.
  private static final Set<String> OUR_FIELDS =
      Set.of("from", "params", "name", "validity", "params[name]", "params[validity]");

  /// No code is documented for an empty balance, so the words are read; not only in English,
  /// because they follow the language of the account.
  private static final Pattern BALANCE =
      Pattern.compile(
          "balance|funds|баланс|средств|қаражат|теңгерім",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final MobizonSettings settings;

  SendAnswers(MobizonSettings settings) {
    this.settings = settings;
  }

  Outcome outcome(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered(var answer) ->
          Reply.of(answer).map(reply -> spoken(reply, answer)).orElseGet(() -> bare(answer));
      case Exchange.NotWritten(var reason) -> account(reason, MOMENT);
      case Exchange.Stopped() ->
          new Outcome.NotSent("The guard let nothing leave.", Scope.MESSAGE, Duration.ZERO);
      case Exchange.Lost(var reason) -> new Outcome.Unknown(reason);
    };
  }

  private Outcome bare(Answer answer) {
    var said = "Mobizon answered HTTP " + answer.code() + " without an envelope.";
    return settings.codes().notSentHttp().contains(answer.code())
        ? account(said, RetryAfter.of(answer, MOMENT))
        : new Outcome.Unknown(said);
  }

  private Outcome spoken(Reply reply, Answer answer) {
    var outcome = spoken(reply);
    boolean proof = outcome instanceof Outcome.Refused || outcome instanceof Outcome.NotSent;
    return proof && answer.code() >= FROM_THE_SERVER && !settings.codes().envelopeRules()
        ? new Outcome.Unknown(said(reply) + " It came with HTTP " + answer.code() + ".")
        : outcome;
  }

  private Outcome spoken(Reply reply) {
    int code = reply.code();
    var codes = settings.codes();
    if (codes.balance().contains(code)) {
      return account(said(reply) + " The balance is used up.", UNTIL_SOMEBODY_LOOKS);
    }
    if (codes.notSent().contains(code)) {
      return account(said(reply), UNTIL_SOMEBODY_LOOKS);
    }
    if (codes.refused().contains(code)) {
      return new Outcome.Refused(said(reply));
    }
    return switch (code) {
      case 0 -> done(reply);
      case 1, 2, 12 -> refused(reply);
      case 4, 5, 6, 11 ->
          account(
              said(reply) + " The request is wrong: this is a mistake of Semel or its address.",
              UNTIL_SOMEBODY_LOOKS);
      case 8, 9 -> account(said(reply) + " The key does not open this call.", UNTIL_SOMEBODY_LOOKS);
      case 13 -> account(said(reply) + elsewhere(reply), UNTIL_SOMEBODY_LOOKS);
      case 14 -> account(said(reply) + " The account is closed.", UNTIL_SOMEBODY_LOOKS);
      case 30 -> account(said(reply) + " Too many calls.", MOMENT);
      default -> new Outcome.Unknown(said(reply) + " It does not prove what was done.");
    };
  }

  private static Outcome done(Reply reply) {
    var id = Json.id(reply.data().path("messageId"));
    var took = reply.data().path("status");
    boolean documented =
        took.isMissingNode() || Json.whole(took).stream().anyMatch(word -> word == 1 || word == 2);
    if (id.isEmpty()) {
      return new Outcome.Unknown("Mobizon said that it is done but named no message.");
    }
    return documented
        ? new Outcome.Accepted(new ProviderReference(id.get()))
        : new Outcome.Unknown("Mobizon named a message but not what it did with it.");
  }

  /// All three say that nothing was sent; what is not about this message must not end it.
  private Outcome refused(Reply reply) {
    if (BALANCE.matcher(reply.message()).find()) {
      return account(said(reply) + " It seems to be about the balance.", UNTIL_SOMEBODY_LOOKS);
    }
    var fields = reply.data().isObject() ? reply.data().propertyNames() : Set.<String>of();
    return !fields.isEmpty() && OUR_FIELDS.containsAll(fields)
        ? account(said(reply) + " Every message has these fields alike.", UNTIL_SOMEBODY_LOOKS)
        : new Outcome.Refused(said(reply));
  }

  private static Outcome account(String reason, Duration pause) {
    return new Outcome.NotSent(reason, Scope.ACCOUNT, pause);
  }

  private String elsewhere(Reply reply) {
    return " The account belongs to another address: " + quoted(reply.data().toString());
  }

  private String said(Reply reply) {
    var message = quoted(reply.message());
    return "Mobizon answered code " + reply.code() + (message.isEmpty() ? "." : ": " + message);
  }

  private String quoted(String text) {
    return Quote.of(text, settings.apiKey());
  }
}
