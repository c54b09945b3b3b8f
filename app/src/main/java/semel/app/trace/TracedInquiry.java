package semel.app.trace;

import io.opentelemetry.api.trace.SpanKind;
import semel.account.Account;
import semel.account.Finding;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// Tells each look-up of a doubt, and the kind of what was found.
record TracedInquiry(Inquiry inquiry, Spans spans) implements Inquiry {

  private static final String NO_ANSWER = "no-answer";

  @Override
  public Account account() {
    return inquiry.account();
  }

  @Override
  public Finding ask(Doubt doubt) {
    var began = spans.now();
    var word = NO_ANSWER; // what is thrown is none, too
    try {
      var finding = inquiry.ask(doubt);
      word = word(finding);
      return finding;
    } finally {
      tell(doubt, began, word);
    }
  }

  private void tell(Doubt doubt, long began, String finding) {
    var key = doubt.key();
    var attributes =
        Spans.about(key, account().id(), doubt.claim())
            .put("semel.attempt", doubt.message().attempts().number())
            .put("semel.finding", finding);
    if (finding.equals(NO_ANSWER)) {
      attributes.put(Spans.ERROR, finding);
    }
    var place = Place.below(key.lead(), doubt.claim());
    spans.tell(place, "look up " + key.channel().key(), SpanKind.CLIENT, began, attributes.build());
  }

  private static String word(Finding finding) {
    return switch (finding) {
      case Finding.Found _ -> "found";
      case Finding.Absent _ -> "absent";
      case Finding.Ambiguous _ -> "ambiguous";
      case Finding.NoAnswer _ -> NO_ANSWER;
    };
  }
}
