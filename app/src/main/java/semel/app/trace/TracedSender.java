package semel.app.trace;

import io.opentelemetry.api.trace.SpanKind;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Envelope;

/// Tells each call that sends, and the kind of its outcome; its reason is the provider's words, and
/// stays in the journal.
record TracedSender(Sender sender, Spans spans) implements Sender {

  private static final String ACCEPTED = "accepted";
  private static final String UNKNOWN = "unknown";

  @Override
  public Account account() {
    return sender.account();
  }

  @Override
  public Body compose(Envelope envelope) {
    return sender.compose(envelope);
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    var began = spans.now();
    var word = UNKNOWN; // what is thrown is one, too
    try {
      var outcome = sender.send(claim, guard);
      word = word(outcome);
      return outcome;
    } finally {
      tell(claim, began, word);
    }
  }

  private void tell(Claim claim, long began, String outcome) {
    var key = claim.key();
    var attributes = Spans.about(key, account().id(), claim.id()).put("semel.outcome", outcome);
    if (!outcome.equals(ACCEPTED)) {
      attributes.put(Spans.ERROR, outcome);
    }
    var place = Place.below(key.lead(), claim.id());
    spans.tell(place, "send " + key.channel().key(), SpanKind.CLIENT, began, attributes.build());
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> ACCEPTED;
      case Outcome.Refused _ -> "refused";
      case Outcome.NotSent _ -> "not-sent";
      case Outcome.Unknown _ -> UNKNOWN;
    };
  }
}
