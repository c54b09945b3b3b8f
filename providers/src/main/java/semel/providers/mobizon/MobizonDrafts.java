package semel.providers.mobizon;

import java.time.Duration;
import java.util.Set;
import semel.account.Outcome;
import semel.account.Outcome.Scope;
import semel.message.Attempts.DraftId;
import semel.message.ProviderReference;
import semel.providers.Form;
import semel.providers.Json;
import semel.providers.mobizon.MobizonCalls.Reply;
import semel.providers.mobizon.Reads.Missing;
import semel.providers.mobizon.Reads.Unanswered;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Wire;
import tools.jackson.databind.JsonNode;

/// Campaigns as drafts: prepared, read, sent, deleted, and what each answer proves.
///
/// | call | answer | proves |
/// |---|---|---|
/// | create | 0 with an id | prepared |
/// | addRecipients | 0, 98 or 99; the number's own code is 0 or 4 | prepared |
/// | | the number's own code is 1, 2, 3, 5, 7, 8 or 20 | refused |
/// | | the number's own code is any other | not sent |
/// | either | 1, 12 | as for one call: refused, or not sent when it is about the account |
/// | either | anything else, and nothing at all | not sent: neither of them sends |
/// | send | 0 with 1 (moderation) or 2 (sent) | accepted |
/// | | 2, 10 | what `campaign/get` says then |
/// | | anything else | as for one call; not in that table: unknown |
/// | get | 0, `commonStatus` is `NEW` | a draft: nothing was sent |
/// | | 0, any other `commonStatus` | accepted |
/// | | 2 | gone: it was never sent, and never will be |
final class MobizonDrafts {

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofMinutes(1);

  private static final int NOT_FOUND = 2;
  private static final int NOT_CHANGED = 10;
  private static final int COUNTRY_IS_OFF = 6;
  private static final Set<Long> ADDED = Set.of(0L, 4L);
  private static final Set<Long> NEVER_ADDED = Set.of(1L, 2L, 3L, 5L, 7L, 8L, 20L);
  private static final Set<Integer> PER_NUMBER = Set.of(0, 98, 99);

  /// What has become of a draft.
  enum Standing {
    /// Nothing was sent.
    DRAFT,
    /// Accepted: sent, or waiting for moderation.
    BEGUN,
    /// Deleted, so never sent.
    GONE
  }

  /// How preparing went: a draft with its number, or why there is none.
  sealed interface Prepared {
    record Ready(DraftId draft) implements Prepared {}

    record Ended(Outcome outcome) implements Prepared {}
  }

  private final MobizonCalls preparing;
  private final MobizonCalls sending;
  private final Reads reads;
  private final SendAnswers answers;

  /// @param preparing for all that sends nothing
  /// @param sending for the one call that does
  MobizonDrafts(MobizonSettings settings, Wire preparing, Wire sending) {
    this.preparing = new MobizonCalls(settings, preparing);
    this.sending = new MobizonCalls(settings, sending);
    this.reads = new Reads(settings, preparing);
    this.answers = new SendAnswers(settings);
  }

  /// Makes a draft; it sends nothing, however it ends.
  Prepared create(Form fields, Guard guard) {
    var exchange = preparing.call("campaign/create", fields, guard);
    return exchange instanceof Exchange.Answered(var answer)
        ? Reply.of(answer)
            .filter(reply -> reply.code() == 0)
            .flatMap(reply -> Json.id(reply.data()))
            .<Prepared>map(id -> new Prepared.Ready(new DraftId(id)))
            .orElseGet(() -> unsent(exchange))
        : unsent(exchange);
  }

  /// Gives a draft its number; repeating it changes nothing more.
  Prepared add(DraftId draft, String digits, Guard guard) {
    var fields = id(draft).with("recipients[0][recipient]", digits);
    var exchange = preparing.call("campaign/addRecipients", fields, guard);
    return exchange instanceof Exchange.Answered(var answer)
        ? Reply.of(answer)
            .filter(reply -> PER_NUMBER.contains(reply.code()) && reply.data().size() == 1)
            .map(reply -> added(draft, reply.data().path(0)))
            .orElseGet(() -> unsent(exchange))
        : unsent(exchange);
  }

  private static Prepared added(DraftId draft, JsonNode number) {
    var code = Json.whole(number.path("code")).orElse(-1);
    if (ADDED.contains(code)) {
      return new Prepared.Ready(draft);
    }
    var said = "Mobizon did not add the number: code " + code + ".";
    return new Prepared.Ended(
        NEVER_ADDED.contains(code)
            ? new Outcome.Refused(said)
            : later(said, code == COUNTRY_IS_OFF ? UNTIL_SOMEBODY_LOOKS : MOMENT));
  }

  /// What is unclear about a call that sends nothing is clear: nothing was sent.
  private Prepared unsent(Exchange exchange) {
    if (exchange instanceof Exchange.Answered(var answer)) {
      var code = Reply.of(answer).map(Reply::code).orElse(-1);
      if (code == 0 || code == NOT_FOUND) {
        return new Prepared.Ended(later("Mobizon did not say which draft it has.", MOMENT));
      }
    }
    return new Prepared.Ended(
        switch (answers.outcome(exchange)) {
          case Outcome.Refused refused -> refused;
          case Outcome.NotSent notSent -> notSent;
          case Outcome.Unknown(var reason, _) ->
              later(reason + " It was only being prepared.", MOMENT);
          case Outcome.Accepted _ -> throw new IllegalStateException("decided above");
        });
  }

  private static Outcome later(String reason, Duration pause) {
    return new Outcome.NotSent(reason, Scope.MESSAGE, pause);
  }

  /// The one call that sends.
  Outcome send(DraftId draft, Guard guard) {
    var exchange = sending.call("campaign/send", id(draft), guard);
    if (exchange instanceof Exchange.Answered(var answer)) {
      var reply = Reply.of(answer);
      var code = reply.map(Reply::code).orElse(-1);
      if (code == 0) {
        return done(draft, reply.get().data());
      }
      if (code == NOT_FOUND || code == NOT_CHANGED) {
        return refused(draft, code, guard);
      }
    }
    return answers.outcome(exchange);
  }

  private static Outcome done(DraftId draft, JsonNode did) {
    return Json.whole(did).stream().anyMatch(word -> word == 1 || word == 2)
        ? new Outcome.Accepted(reference(draft))
        : new Outcome.Unknown("Mobizon said that it is done but not what it did with the draft.");
  }

  /// Somebody was faster, or the draft cannot be sent: the draft itself tells.
  private Outcome refused(DraftId draft, int code, Guard guard) {
    try {
      return switch (read(draft)) {
        case BEGUN -> new Outcome.Accepted(reference(draft));
        case GONE -> gone(guard);
        case DRAFT ->
            new Outcome.Unknown("Mobizon answered code " + code + " and has not begun the draft.");
      };
    } catch (Unanswered unanswered) {
      return new Outcome.Unknown(unanswered.reason());
    }
  }

  /// While the claim is live, a person deleted the chosen draft, or the key is another account's.
  /// Another draft could be the second message, so this is no machine's to decide. Once the claim
  /// is over, Semel may have withdrawn the draft itself (§8), and this claim has nothing to say.
  static Outcome gone(Guard guard) {
    return guard.mayWrite()
        ? new Outcome.Unknown("The chosen draft is gone from Mobizon.", true)
        : later("The chosen draft is gone from Mobizon, and so is the claim.", MOMENT);
  }

  /// Reads what has become of a draft.
  Standing read(DraftId draft) throws Unanswered {
    JsonNode data;
    try {
      data = reads.data("campaign/get", id(draft));
    } catch (Missing _) {
      return Standing.GONE;
    }
    var common = Json.text(data.path("commonStatus")).filter(word -> !word.isBlank());
    if (!Json.id(data.path("id")).filter(draft.value()::equals).isPresent() || common.isEmpty()) {
      throw new Unanswered("Mobizon did not say what has become of the draft.");
    }
    return common.get().equals(Sighting.DRAFT) ? Standing.DRAFT : Standing.BEGUN;
  }

  /// Asks for a draft to be deleted, which is refused once it was begun. Whether it is gone is for
  /// [#read] to say.
  void delete(DraftId draft) {
    preparing.call("campaign/delete", id(draft), Guard.OPEN);
  }

  /// What a message is called from now on when it was sent as this draft.
  static ProviderReference reference(DraftId draft) {
    return new ProviderReference("campaign:" + draft.value());
  }

  private static Form id(DraftId draft) {
    return Form.EMPTY.with("id", draft.value());
  }
}
