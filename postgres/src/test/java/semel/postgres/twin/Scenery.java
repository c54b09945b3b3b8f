package semel.postgres.twin;

import static semel.contract.Scene.RETRY;
import static semel.postgres.twin.Played.KEYED;
import static semel.postgres.twin.Played.LOOKUP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import semel.account.Account;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Endings;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.lifecycle.Event;
import semel.lifecycle.Moment;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.reconcile.Doubt;
import semel.reconcile.Doubts;

/// What stands at first: an open doubt, a claim whose lease lapsed, two that are due; and how each
/// operation is played on it.
record Scenery(List<LeadId> leads, Doubt doubt, Claim lapsed) {

  static Scenery of(Played.Ports ports, Consumer<Instant> clock, IntConsumer beforeLead) {
    var leads = new ArrayList<LeadId>();
    clock.accept(InterleavingTest.BEGIN);
    ports.leads().publish(Scene.campaign("spring", Scene.TARGET));
    for (var person = 1; person <= 4; person++) {
      beforeLead.accept(person - 1);
      clock.accept(InterleavingTest.BEGIN.plusSeconds(person));
      var registration = Scene.registration("spring", person, null);
      leads.add(((Registered.Fresh) ports.leads().register(registration)).lead());
    }
    clock.accept(InterleavingTest.NOW.minus(Duration.ofMinutes(2)));
    var first = claimed(ports, 1);
    var unknown = Endings.of(first, new Outcome.Unknown("no answer"));
    ports.claims().close(KEYED, RETRY, "worker", List.of(unknown));
    var lapsed = claimed(ports, 2);
    clock.accept(InterleavingTest.NOW);
    var doubt = ports.doubts().open(Set.of(KEYED.id()), 5).getFirst();
    return new Scenery(leads, doubt, lapsed);
  }

  private static Claim claimed(Played.Ports ports, long seed) {
    return ((ClaimAnswer.Granted) claim(ports, KEYED, 1, seed)).claims().getFirst();
  }

  private static ClaimAnswer claim(Played.Ports ports, Account account, int count, long seed) {
    var random = new Random(seed);
    var ids = Stream.generate(() -> ClaimId.draw(random)).limit(count).toList();
    var began = new Moment(0, Instant.EPOCH);
    var order = new ClaimOrder(account, ids, "worker", began, Scene.LEASE, RETRY, null);
    return ports.claims().claim(order, (_, key, _) -> new Body(key.text()));
  }

  /// What the operation answers, without what depends on when it looked.
  static Object play(Move move, Played.Ports ports, Scenery s, int seed) {
    var accepted = new Outcome.Accepted(new ProviderReference("p-1"));
    var found = new Finding.Found(new ProviderReference("p-1"));
    return switch (move) {
      case CLAIM -> answer(claim(ports, KEYED, 3, 10 + seed));
      case CLAIM_ONE -> answer(claim(ports, KEYED, 1, 10 + seed));
      case HISTORY -> answer(claim(ports, LOOKUP, 1, 10 + seed));
      case CLOSE ->
          ports.claims().close(KEYED, RETRY, "worker", List.of(Endings.of(s.lapsed(), accepted)));
      case RELEASE ->
          ports
              .claims()
              .close(KEYED, RETRY, "worker", List.of(Endings.release(s.lapsed(), "stop")));
      case CHOOSE -> choose(ports, s, "one");
      case CHOOSE_OTHER -> choose(ports, s, "other");
      case SWEEP -> ports.doubts().sweep(RETRY).entries();
      case SETTLE_FOUND -> settle(ports.doubts(), s, found);
      case SETTLE_ABSENT -> settle(ports.doubts(), s, new Finding.Absent("not in the list"));
      case CANCEL_CLAIMED -> ports.desk().cancel(s.lapsed().key(), "anna");
      case CANCEL_DOUBT -> ports.desk().cancel(s.doubt().key(), "anna");
      case CANCEL_DUE ->
          ports.desk().cancel(new MessageKey(s.leads().get(3), KEYED.channel()), "anna");
      case REGISTER -> ports.leads().register(Scene.registration("spring", 9, null));
      case REGISTER_WITH_KEY ->
          ports.leads().register(Scene.registration("spring", 9, new IdempotencyKey("k", "r")));
      case REGISTER_OTHER_WITH_KEY ->
          ports.leads().register(Scene.registration("spring", 9, new IdempotencyKey("k", "q")));
    };
  }

  private static Object choose(Played.Ports ports, Scenery s, String draft) {
    return ports.drafts().choose(s.lapsed().key(), s.lapsed().id(), new DraftId(draft));
  }

  private static Object settle(Doubts doubts, Scenery s, Finding finding) {
    var event = new Event.Looked(s.doubt().claim(), finding);
    return doubts.settle(KEYED, s.doubt(), event, RETRY);
  }

  private static Object answer(ClaimAnswer answer) {
    return switch (answer) {
      case ClaimAnswer.Granted(var claims, var entries, _, _) -> List.of(claims, entries);
      case ClaimAnswer.Closed closed -> closed;
      case ClaimAnswer.Unsure unsure -> unsure;
    };
  }
}
