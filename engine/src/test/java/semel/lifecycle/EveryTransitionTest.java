package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.lifecycle.Specimen.CURRENT;
import static semel.lifecycle.Specimen.NEXT;
import static semel.lifecycle.Specimen.NOW;
import static semel.lifecycle.Specimen.PAST;
import static semel.lifecycle.Specimen.RETRY;
import static semel.lifecycle.Specimen.SETTLE;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.lifecycle.Situations.Situation;
import semel.message.Message;
import semel.message.ProviderReference;
import semel.message.State;

/// Tries everything and checks what must hold whatever happens. Because every decision leaves a
/// message as well formed as it was, what holds for one step holds for every history.
class EveryTransitionTest {

  private static final Event CLAIMABLE = new Event.Claimable(NEXT, PAST);
  private static final Event ABSENT =
      new Event.Looked(CURRENT, new Finding.Absent("not in the list"));

  private record Edge(Set<State.Name> from, Set<State.Name> to) {}

  /// Protocol §4, written down a second time; the one addition is §10's SCHEDULED → IN_DOUBT.
  private static final Map<Rule, Edge> TABLE =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Rule.T2, edge(Set.of(SCHEDULED), CLAIMED)),
              Map.entry(Rule.T3, edge(Set.of(CLAIMED), SCHEDULED)),
              Map.entry(Rule.T4, edge(Set.of(CLAIMED, SCHEDULED), IN_DOUBT)),
              Map.entry(Rule.T5, edge(Set.of(CLAIMED, IN_DOUBT, HELD, SCHEDULED), SENT)),
              Map.entry(Rule.T6, edge(Set.of(CLAIMED, IN_DOUBT), FAILED)),
              Map.entry(Rule.T7, edge(Set.of(CLAIMED), SCHEDULED)),
              Map.entry(Rule.T8, edge(Set.of(IN_DOUBT), CLAIMED)),
              Map.entry(Rule.T9, edge(Set.of(IN_DOUBT), SCHEDULED)),
              Map.entry(Rule.T10, edge(Set.of(SCHEDULED), CANCELLED)),
              Map.entry(Rule.T11, edge(Set.of(CLAIMED, IN_DOUBT), CANCELLED)),
              Map.entry(Rule.T12, edge(Set.of(IN_DOUBT), HELD)),
              Map.entry(Rule.T13, edge(Set.of(SCHEDULED, IN_DOUBT), FAILED)),
              Map.entry(Rule.T14, edge(Set.of(HELD), SENT, SCHEDULED, FAILED))));

  private static Edge edge(Set<State.Name> from, State.Name... to) {
    return new Edge(from, Set.of(to));
  }

  @Test
  void only_the_transitions_of_the_table_occur_and_each_of_them_does() {
    var seen = EnumSet.noneOf(Rule.class);
    moves((s, move) -> {
      var from = s.before().state().name();
      var to = move.after().state().name();
      var edge = TABLE.getOrDefault(move.rule(), new Edge(Set.of(), Set.of()));
      assertThat(edge.from()).as("%s %s", s, move).contains(from);
      assertThat(edge.to()).as("%s %s", s, move).contains(to);
      if (move.rule() == Rule.T4 && from == SCHEDULED) {
        assertThat(s.event()).isInstanceOf(Event.HistoryChanged.class);
      }
      seen.add(move.rule());
    });
    assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.of(Rule.T1)));
  }

  @Test
  void a_final_state_never_moves() {
    everything((s, decision) -> {
      if (s.before().state().name().settled()) {
        assertThat(decision).as("%s", s).isInstanceOf(Decision.Stay.class);
      }
    });
  }

  @Test
  void whatever_happens_a_message_stays_well_formed_and_itself() {
    moves((s, move) -> {
      var after = move.after();
      assertThat(Situations.wellFormed(after)).as("%s %s", s, move).isTrue();
      assertThat(after.key()).isEqualTo(s.before().key());
      assertThat(after.due()).isEqualTo(s.before().due());
      assertThat(after.cancelRequested()).isEqualTo(s.before().cancelRequested());
      if (move.rule() != Rule.T14) {
        assertThat(after.notAfter()).isEqualTo(s.before().notAfter());
      }
    });
  }

  @Test
  void the_same_situation_is_decided_the_same_way() {
    everything((s, decision) -> assertThat(s.decide()).isEqualTo(decision));
  }

  @Test
  void r1_a_claim_is_named_by_its_claimer_and_counted_once() {
    moves((s, move) -> {
      var before = s.before();
      var after = move.after();
      var claims = move.rule() == Rule.T2 || move.rule() == Rule.T8;
      var grown = after.attempts().number() - before.attempts().number();
      assertThat(grown).as("%s %s", s, move).isEqualTo(claims ? 1 : 0);
      if (claims || s.event() instanceof Event.HistoryChanged) {
        assertThat(after.claim()).isEqualTo(NEXT);
      } else {
        assertThat(after.claim()).isEqualTo(before.claim());
      }
    });
  }

  @Test
  void r2_a_lapsed_lease_leads_to_in_doubt_and_never_to_scheduled() {
    moves((s, move) -> {
      if (s.event() instanceof Event.Swept && s.before().state() instanceof State.Claimed) {
        assertThat(move.after().state().name()).as("%s", s).isEqualTo(IN_DOUBT);
      }
      if (move.after().state() instanceof State.Scheduled
          && s.before().state() instanceof State.Claimed) {
        assertThat(isHandBackOfCurrent(s)).as("%s %s", s, move).isTrue();
        assertThat(s.before().attempts().exposed()).as("%s %s", s, move).isFalse();
      }
    });
  }

  private static boolean isHandBackOfCurrent(Situation s) {
    return switch (s.event()) {
      case Event.Released(var claim, _) -> claim.equals(CURRENT);
      case Event.Answered(var claim, Outcome.NotSent _) -> claim.equals(CURRENT);
      case Event.Answered _,
          Event.Claimable _,
          Event.Swept _,
          Event.Looked _,
          Event.CancelAsked _,
          Event.Judged _,
          Event.HistoryChanged _ ->
          false;
    };
  }

  @Test
  void r3_a_message_that_is_to_be_stopped_is_never_scheduled_or_claimed_again() {
    moves((s, move) -> {
      if (s.before().cancelRequested()) {
        assertThat(move.after().state().name()).as("%s %s", s, move).isNotIn(SCHEDULED, CLAIMED);
      }
    });
  }

  @Test
  void r6_positive_evidence_is_never_dropped() {
    everything((s, decision) ->
        evidence(s.event())
            .ifPresent(reference -> {
              switch (s.before().state()) {
                case State.Scheduled _, State.Claimed _, State.InDoubt _, State.Held _ ->
                    assertThat(((Decision.Move) decision).rule()).isEqualTo(Rule.T5);
                case State.Failed _, State.Cancelled _ -> assertIncident(s, decision);
                case State.Sent(_, var known) when !known.equals(reference) ->
                    assertIncident(s, decision);
                case State.Sent _ ->
                    assertThat(((Decision.Stay) decision).weight())
                        .isNotEqualTo(Decision.Weight.INCIDENT);
              }
            }));
  }

  private static void assertIncident(Situation s, Decision decision) {
    assertThat(((Decision.Stay) decision).weight()).as("%s", s).isEqualTo(Decision.Weight.INCIDENT);
  }

  /// The reference an event proves an acceptance with.
  private static Optional<ProviderReference> evidence(Event event) {
    return switch (event) {
      case Event.Answered(_, Outcome.Accepted(var reference)) -> Optional.of(reference);
      case Event.Looked(_, Finding.Found(var reference)) -> Optional.of(reference);
      case Event.Answered _,
          Event.Released _,
          Event.Claimable _,
          Event.Swept _,
          Event.Looked _,
          Event.CancelAsked _,
          Event.Judged _,
          Event.HistoryChanged _ ->
          Optional.empty();
    };
  }

  @Test
  void r6_only_evidence_or_a_person_makes_it_sent() {
    moves((s, move) -> {
      if (move.after().state() instanceof State.Sent) {
        var judged = s.event() instanceof Event.Judged j && j.sent();
        assertThat(evidence(s.event()).isPresent() || judged).as("%s %s", s, move).isTrue();
      }
    });
  }

  @Test
  void r7_a_refusal_is_final_only_where_nothing_else_is_open() {
    moves((s, move) -> {
      if (move.rule() == Rule.T6) {
        assertThat(s.event()).isInstanceOf(Event.Answered.class);
        assertThat(((Event.Answered) s.event()).claim()).isEqualTo(CURRENT);
        assertThat(s.before().attempts().exposed()).as("%s %s", s, move).isFalse();
      }
    });
  }

  @Test
  void a_repeat_keeps_every_promise_of_its_key() {
    moves((s, move) -> {
      if (move.rule() != Rule.T8) {
        return;
      }
      var before = s.before();
      assertThat(s.capability()).isInstanceOfAny(Capability.Keyed.class, Capability.Staged.class);
      assertThat(before.cancelRequested()).isFalse();
      assertThat(before.notAfter()).isAfter(NOW);
      assertThat(before.attempts().spent()).isLessThan(RETRY.attemptsMax());
      assertThat(((State.InDoubt) before.state()).nextAt()).isBeforeOrEqualTo(NOW);
      assertThat(move.after().attempts().firstAt()).isEqualTo(before.attempts().firstAt());
      var draft = before.attempts().draft();
      assertThat(move.after().attempts().draft()).isEqualTo(draft);
      if (s.capability() instanceof Capability.Keyed(var ttlSafe)) {
        assertThat(before.attempts().firstAt()).isAfter(NOW.minus(ttlSafe));
        assertThat(move.after().attempts().exposed()).isTrue();
      } else {
        assertThat(draft != null || !before.attempts().exposed()).as("%s", s).isTrue();
        assertThat(move.after().attempts().exposed()).isEqualTo(draft != null);
      }
    });
  }

  @Test
  void a_draft_is_forgotten_only_when_it_is_gone_or_a_person_says_so() {
    moves((s, move) -> {
      var draft = s.before().attempts().draft();
      if (draft != null && !draft.equals(move.after().attempts().draft())) {
        var absent = s.event() instanceof Event.Looked(_, Finding.Absent _);
        assertThat(absent || move.rule() == Rule.T14).as("%s %s", s, move).isTrue();
      }
    });
  }

  @Test
  void what_the_dispatcher_does_not_repeat_of_a_draft_the_reconciler_settles() {
    for (var message : Situations.messages()) {
      if (message.state() instanceof State.InDoubt && message.isClaim(CURRENT)) {
        var later = new Terms(Specimen.STAGED, RETRY, NOW.plus(Duration.ofMinutes(5)), 0.5);
        var claimed = Lifecycle.decide(message, new Event.Claimable(NEXT, PAST), later);
        assertThat(claimed instanceof Decision.Move)
            .as("%s", message)
            .isEqualTo(Lifecycle.repeatsDraft(message, later));
        assertThat(claimed instanceof Decision.Move || claimed instanceof Decision.Stay).isTrue();
      }
    }
  }

  @Test
  void a_first_claim_is_due_in_time_and_exposes_nothing() {
    moves((s, move) -> {
      if (move.rule() == Rule.T2) {
        assertThat(((State.Scheduled) s.before().state()).nextAt()).isBeforeOrEqualTo(NOW);
        assertThat(s.before().notAfter()).isAfter(NOW);
        assertThat(move.after().attempts().exposed()).isFalse();
        assertThat(move.after().attempts().firstAt()).isEqualTo(NOW);
      }
    });
  }

  @Test
  void a_doubt_is_scheduled_again_only_on_proof() {
    moves((s, move) -> {
      if (s.before().state() instanceof State.InDoubt doubt && isNegative(move)) {
        var absent =
            s.event() instanceof Event.Looked(var claim, Finding.Absent _) && claim.equals(CURRENT);
        var judged =
            s.event() instanceof Event.Judged j
                && !j.sent()
                && !doubt.leaseUntil().plus(SETTLE).isAfter(NOW)
                && !doubt.since().plus(SETTLE).isAfter(NOW);
        assertThat(absent || judged).as("%s %s", s, move).isTrue();
      }
    });
  }

  private static boolean isNegative(Decision.Move move) {
    return switch (move.rule()) {
      case T9, T11, T13 -> true;
      case T1, T2, T3, T4, T5, T6, T7, T8, T10, T12, T14 -> false;
    };
  }

  @Test
  void a_person_settles_the_doubt_that_was_looked_at_and_no_other() {
    moves((s, move) -> {
      if (s.event() instanceof Event.Judged j) {
        assertThat(s.before().state().name()).as("%s %s", s, move).isIn(IN_DOUBT, HELD);
        assertThat(j.claim()).as("%s %s", s, move).isEqualTo(s.before().claim()).isNotNull();
      }
    });
  }

  @Test
  void what_a_claimer_records_twice_says_nothing_new() {
    moves((s, move) -> {
      if (s.before().state() instanceof State.Claimed && isOwnEnd(s.event())) {
        var again = new Situation(move.after(), s.event(), s.capability()).decide();
        assertThat(again).as("%s %s", s, move).isInstanceOf(Decision.Stay.class);
        assertThat(((Decision.Stay) again).weight())
            .as("%s %s", s, move)
            .isEqualTo(Decision.Weight.NOTHING);
      }
    });
  }

  private static boolean isOwnEnd(Event event) {
    return switch (event) {
      case Event.Released(var claim, _) -> claim.equals(CURRENT);
      case Event.Answered(var claim, _) -> claim.equals(CURRENT);
      case Event.Claimable _,
          Event.Swept _,
          Event.Looked _,
          Event.CancelAsked _,
          Event.Judged _,
          Event.HistoryChanged _ ->
          false;
    };
  }

  @Test
  void l5_every_open_message_is_on_the_list_of_an_actor_that_moves_it() {
    for (var message : Situations.messages()) {
      for (var capability : Situations.CAPABILITIES) {
        var later = new Terms(capability, RETRY, NOW.plus(Duration.ofMinutes(5)), 0.5);
        actor(message, capability, later)
            .ifPresent(event ->
                assertThat(Lifecycle.decide(message, event, later))
                    .as("%s %s", message, capability)
                    .isInstanceOf(Decision.Move.class));
      }
    }
  }

  /// What dispatcher, sweep, reconciler or a person bring in the end without being lucky.
  private static Optional<Event> actor(Message message, Capability capability, Terms terms) {
    return switch (message.state()) {
      case State.Scheduled _ -> Optional.of(CLAIMABLE);
      case State.Claimed _ -> Optional.of(new Event.Swept());
      case State.InDoubt _ ->
          Optional.of(
              switch (capability) {
                case Capability.Staged() ->
                    Lifecycle.repeatsDraft(message, terms) ? CLAIMABLE : ABSENT;
                case Capability.Keyed(_) -> CLAIMABLE;
                case Capability.Lookup() -> ABSENT;
                case Capability.Blind() ->
                    new Event.Looked(CURRENT, new Finding.Ambiguous("nobody to ask"));
              });
      case State.Held _ ->
          Optional.of(new Event.Judged(CURRENT, false, "anna", "not seen", SETTLE));
      case State.Sent _, State.Failed _, State.Cancelled _ -> Optional.empty();
    };
  }

  private static void everything(BiConsumer<Situation, Decision> check) {
    Situations.forEach(situation -> check.accept(situation, situation.decide()));
  }

  private static void moves(BiConsumer<Situation, Decision.Move> check) {
    everything((situation, decision) -> {
      if (decision instanceof Decision.Move move) {
        check.accept(situation, move);
      }
    });
  }
}
