package semel.app.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import semel.account.Account;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.message.MessageKey;
import semel.message.State;

/// Tells each claim of a batch, and each end of one that was recorded.
record TracedClaims(Claims claims, Spans spans) implements Claims {

  /// The commit was not acknowledged.
  private static final String UNSURE = "unsure";

  @Override
  public ClaimAnswer claim(ClaimOrder order, Composer composer) {
    var began = spans.now();
    var answer = claims.claim(order, composer);
    switch (answer) {
      case ClaimAnswer.Granted(var granted, _, _, _) ->
          granted.forEach(claim -> claimed(order.account(), claim, began, true));
      case ClaimAnswer.Unsure(var lost, _) ->
          lost.forEach(claim -> claimed(order.account(), claim, began, false));
      case ClaimAnswer.Closed _ -> {}
    }
    return answer;
  }

  private void claimed(Account account, Claim claim, long began, boolean sure) {
    var attributes = Spans.about(claim.key(), account.id(), claim.id());
    if (!sure) {
      attributes.put(Spans.ERROR, UNSURE);
    }
    var place = Place.claim(claim.key().lead(), claim.id());
    tell(place, "claim ", account, began, attributes.build());
  }

  @Override
  public Optional<List<JournalEntry>> close(
      Account account, RetryPolicy retry, String worker, List<Closing> closings) {
    var began = spans.now();
    var entries = claims.close(account, retry, worker, closings);
    var states = entries.map(TracedClaims::states);
    for (var closing : closings) {
      var claim = closing.claim();
      var attributes = Spans.about(claim.key(), account.id(), claim.id());
      states.ifPresentOrElse(
          known -> {
            var state = known.get(claim.key());
            if (state != null) {
              attributes.put("semel.state", state.key());
            }
          },
          () -> attributes.put(Spans.ERROR, UNSURE));
      var place = Place.below(claim.key().lead(), claim.id());
      tell(place, "record ", account, began, attributes.build());
    }
    return entries;
  }

  /// The state that each message came to; none where it was recorded before, or by somebody else.
  private static Map<MessageKey, State.Name> states(List<JournalEntry> entries) {
    var states = new HashMap<MessageKey, State.Name>();
    entries.forEach(entry -> states.put(entry.key(), entry.to()));
    return states;
  }

  private void tell(Place place, String what, Account account, long began, Attributes attributes) {
    spans.tell(place, what + account.channel().key(), SpanKind.INTERNAL, began, attributes);
  }
}
