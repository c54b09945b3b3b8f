package semel.lifecycle;

import static semel.lifecycle.Specimen.BLIND;
import static semel.lifecycle.Specimen.CURRENT;
import static semel.lifecycle.Specimen.DRAFT;
import static semel.lifecycle.Specimen.EARLIER;
import static semel.lifecycle.Specimen.FUTURE;
import static semel.lifecycle.Specimen.KEYED;
import static semel.lifecycle.Specimen.LOOKUP;
import static semel.lifecycle.Specimen.NEXT;
import static semel.lifecycle.Specimen.NOW;
import static semel.lifecycle.Specimen.OTHER_REFERENCE;
import static semel.lifecycle.Specimen.PAST;
import static semel.lifecycle.Specimen.REFERENCE;
import static semel.lifecycle.Specimen.RETRY;
import static semel.lifecycle.Specimen.SETTLE;
import static semel.lifecycle.Specimen.STAGED;
import static semel.lifecycle.Specimen.TTL_SAFE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.message.Attempts;
import semel.message.Attempts.DraftId;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.State;

/// Every message that can be, times every event: about two hundred thousand situations.
final class Situations {

  /// A message, what happens to it, and under which capability.
  record Situation(Message before, Event event, Capability capability) {
    Decision decide() {
      return Lifecycle.decide(before, event, Specimen.terms(capability));
    }
  }

  static final List<Capability> CAPABILITIES = List.of(STAGED, KEYED, LOOKUP, BLIND);

  private Situations() {}

  static void forEach(Consumer<Situation> check) {
    for (var message : messages()) {
      for (var event : events()) {
        CAPABILITIES.forEach(c -> check.accept(new Situation(message, event, c)));
      }
    }
  }

  /// What must be true of every message between two events; the search shows that it stays true.
  static boolean wellFormed(Message m) {
    var a = m.attempts();
    return switch (m.state()) {
      case State.Scheduled(var nextAt) ->
          !a.exposed() && a.firstAt() == null && !m.cancelRequested() && !nextAt.isBefore(m.due());
      case State.Claimed _, State.InDoubt _ -> m.claim() != null && a.firstAt() != null;
      case State.Held _ -> m.claim() != null;
      case State.Sent _, State.Failed _, State.Cancelled _ -> true;
    };
  }

  static List<Message> messages() {
    var all = new ArrayList<Message>();
    for (var state : states()) {
      for (var attempts : attempts()) {
        for (var notAfter : List.of(NOW, NOW.plusMillis(1))) {
          for (var claim : new ClaimId[] {CURRENT, null}) {
            add(all, state, attempts, notAfter, claim);
          }
        }
      }
    }
    return all;
  }

  private static void add(
      List<Message> all, State state, Attempts attempts, Instant notAfter, @Nullable ClaimId id) {
    var plain = Specimen.in(state);
    var message = new Message(plain.key(), state, id, attempts, plain.due(), notAfter, false);
    for (var each : List.of(message, message.cancelAsked())) {
      if (wellFormed(each)) {
        all.add(each);
      }
    }
  }

  private static List<State> states() {
    var all = new ArrayList<State>();
    for (var next : List.of(PAST, NOW, FUTURE)) {
      all.add(new State.Scheduled(next));
      all.add(new State.Claimed(next));
      for (var lease : List.of(PAST, FUTURE)) {
        all.add(new State.InDoubt(PAST, lease, next, "no answer"));
        all.add(new State.InDoubt(NOW.minus(SETTLE), lease, next, "no answer"));
      }
      all.add(new State.InDoubt(NOW.minus(SETTLE), NOW.minus(SETTLE), next, "no answer"));
    }
    all.add(new State.Held(PAST, "nobody can tell"));
    all.add(new State.Sent(PAST, REFERENCE));
    all.add(new State.Failed(PAST, "bad number"));
    all.add(new State.Cancelled(PAST, "by anna"));
    return all;
  }

  private static List<Attempts> attempts() {
    var all = new ArrayList<Attempts>();
    for (var spent : List.of(0, RETRY.attemptsMax() - 1, RETRY.attemptsMax())) {
      for (var exposed : List.of(false, true)) {
        for (var draft : new DraftId[] {null, DRAFT}) {
          all.add(new Attempts(9, spent, exposed, null, draft));
          all.add(new Attempts(9, spent, exposed, NOW.minus(TTL_SAFE), draft));
          all.add(new Attempts(9, spent, exposed, NOW.minus(TTL_SAFE).plusMillis(1), draft));
        }
      }
    }
    return all;
  }

  static List<Event> events() {
    var all = new ArrayList<Event>();
    all.add(new Event.Claimable(NEXT, FUTURE));
    all.add(new Event.Swept());
    all.add(new Event.CancelAsked("anna"));
    all.add(new Event.HistoryChanged(NEXT, FUTURE));
    for (var claim : new ClaimId[] {CURRENT, EARLIER, null}) {
      all.add(new Event.Judged(claim, true, "anna", "seen", SETTLE));
      all.add(new Event.Judged(claim, false, "anna", "not seen", SETTLE));
    }
    for (var claim : List.of(CURRENT, EARLIER)) {
      all.add(new Event.Released(claim, "too late"));
      outcomes().forEach(outcome -> all.add(new Event.Answered(claim, outcome)));
      findings().forEach(finding -> all.add(new Event.Looked(claim, finding)));
    }
    return all;
  }

  private static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Accepted(REFERENCE),
        new Outcome.Accepted(OTHER_REFERENCE),
        new Outcome.Refused("bad number"),
        new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ofSeconds(1)),
        new Outcome.NotSent("no balance", Outcome.Scope.ACCOUNT, Duration.ofHours(1)),
        new Outcome.Unknown("no answer"),
        new Outcome.Unknown("another body under our key", true));
  }

  private static List<Finding> findings() {
    return List.of(
        new Finding.Found(REFERENCE),
        new Finding.Found(OTHER_REFERENCE),
        new Finding.Absent("not in the list"),
        new Finding.Ambiguous("two of them"),
        new Finding.NoAnswer("HTTP 500"));
  }
}
