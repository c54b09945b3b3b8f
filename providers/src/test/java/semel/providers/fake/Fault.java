package semel.providers.fake;

/// What can go wrong with one request. "Accepting" is the effect that counts: the entry in the
/// ledger, or for a step of a staged send the change of the draft.
public enum Fault {
  /// Nothing: answered as documented.
  NONE,
  /// The connection is reset; nothing is accepted.
  CUT_BEFORE,
  /// Accepted, then the connection is closed without an answer.
  CUT_AFTER_ACCEPTING,
  /// Accepted at once, then silence for the plan's long pause.
  HANG_AFTER_ACCEPTING,
  /// Silence for the plan's long pause, then accepted, whether or not anybody still waits.
  HANG_BEFORE_ACCEPTING,
  /// Accepted, and answered 500.
  ERROR_500_AFTER_ACCEPTING,
  /// Not accepted, and answered 500: the same answer as the one before.
  ERROR_500_WITHOUT_ACCEPTING,
  /// Accepted, and answered 200 with a body that is not JSON.
  GARBAGE_AFTER_ACCEPTING,
  /// Accepted, and the answer is cut in the middle of its body.
  HALF_ANSWER_AFTER_ACCEPTING,
  /// Accepted, and answered as done but without the id.
  NO_ID_AFTER_ACCEPTING,
  /// Not accepted: a documented refusal about this very message.
  REFUSE,
  /// Not accepted: too many calls.
  RATE_LIMIT,
  /// Not accepted: the key is said to be wrong.
  BAD_CREDENTIALS,
  /// Accepted and answered after the plan's short pause.
  SLOW,
  /// Not accepted: an HTML page with 503, for every kind of request.
  OUTAGE,
  /// A read is answered with the provider's general error.
  LIST_ERROR,
  /// A read is answered after the plan's short pause.
  LIST_SLOW,
  /// A list comes without the nested campaign that carries our marker (Mobizon).
  LIST_WITHOUT_CAMPAIGN,
  /// The page asked for comes back empty although the list says that there is more.
  LIST_MISSING_A_PAGE;

  /// What a request is for.
  public enum Kind {
    /// It may cause a message, or prepares one.
    SEND,
    /// It reads what became of messages.
    LIST,
    /// Anything else, such as asking for the balance.
    OTHER
  }

  /// True if this fault can befall a request of that kind.
  public boolean befalls(Kind kind) {
    return switch (this) {
      case NONE, OUTAGE -> true;
      case LIST_ERROR, LIST_SLOW, LIST_WITHOUT_CAMPAIGN, LIST_MISSING_A_PAGE -> kind == Kind.LIST;
      case CUT_BEFORE,
          CUT_AFTER_ACCEPTING,
          HANG_AFTER_ACCEPTING,
          HANG_BEFORE_ACCEPTING,
          ERROR_500_AFTER_ACCEPTING,
          ERROR_500_WITHOUT_ACCEPTING,
          GARBAGE_AFTER_ACCEPTING,
          HALF_ANSWER_AFTER_ACCEPTING,
          NO_ID_AFTER_ACCEPTING,
          REFUSE,
          RATE_LIMIT,
          BAD_CREDENTIALS,
          SLOW ->
          kind == Kind.SEND;
    };
  }
}
