package semel.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.lifecycle.Decision.Weight.INCIDENT;
import static semel.lifecycle.Decision.Weight.NOTHING;
import static semel.lifecycle.Decision.Weight.REPEAT;
import static semel.lifecycle.Specimen.BLIND;
import static semel.lifecycle.Specimen.CURRENT;
import static semel.lifecycle.Specimen.EARLIER;
import static semel.lifecycle.Specimen.FUTURE;
import static semel.lifecycle.Specimen.KEYED;
import static semel.lifecycle.Specimen.LOOKUP;
import static semel.lifecycle.Specimen.NEXT;
import static semel.lifecycle.Specimen.NOW;
import static semel.lifecycle.Specimen.OTHER_REFERENCE;
import static semel.lifecycle.Specimen.PAST;
import static semel.lifecycle.Specimen.REFERENCE;
import static semel.lifecycle.Specimen.SETTLE;
import static semel.lifecycle.Specimen.STAGED;
import static semel.lifecycle.Specimen.TTL_SAFE;
import static semel.lifecycle.Specimen.cancelled;
import static semel.lifecycle.Specimen.claimed;
import static semel.lifecycle.Specimen.drafted;
import static semel.lifecycle.Specimen.exhausted;
import static semel.lifecycle.Specimen.exposed;
import static semel.lifecycle.Specimen.failed;
import static semel.lifecycle.Specimen.firstClaimed;
import static semel.lifecycle.Specimen.held;
import static semel.lifecycle.Specimen.in;
import static semel.lifecycle.Specimen.inDoubt;
import static semel.lifecycle.Specimen.lapsed;
import static semel.lifecycle.Specimen.scheduled;
import static semel.lifecycle.Specimen.sent;
import static semel.lifecycle.Specimen.terms;
import static semel.lifecycle.Specimen.tooLate;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.message.ClaimId;
import semel.message.Message;
import semel.message.ProviderReference;
import semel.message.State;

/// The table of protocol §4, one sentence per cell that matters. [EveryTransitionTest] tries all
/// the cells there are.
class LifecycleTest {

  /// One cell: what is expected is a rule and a state, or a weight, or the word `flag`.
  record Row(String sentence, Message before, Event event, Capability by, Object expected) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  record Moves(Rule rule, State.Name to, boolean incident) {}

  private static final String FLAG = "flag";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"claims", "answers", "handBacks", "sweeps", "looks", "people", "history"})
  void row(Row row) {
    var decision = Lifecycle.decide(row.before(), row.event(), terms(row.by()));
    assertThat(summary(decision)).as(decision.why()).isEqualTo(row.expected());
  }

  private static Object summary(Decision decision) {
    return switch (decision) {
      case Decision.Move(var after, var rule, _, var incident) ->
          new Moves(rule, after.state().name(), incident);
      case Decision.Flag _ -> FLAG;
      case Decision.Stay(var weight, _) -> weight;
    };
  }

  static Stream<Row> claims() {
    var claim = new Event.Claimable(NEXT, FUTURE);
    var longAgo = firstClaimed(inDoubt(), TTL_SAFE);
    var justInTime = firstClaimed(inDoubt(), TTL_SAFE.minusMillis(1));
    var soon = in(new State.Scheduled(FUTURE));
    var drafted = drafted(inDoubt());
    var lost = exposed(inDoubt());
    var doubtOfLater = in(new State.InDoubt(PAST, PAST, FUTURE, "no answer"));
    return Stream.of(
        moves("a_due_message_is_claimed", scheduled(), claim, BLIND, Rule.T2, CLAIMED),
        stays("a_message_that_is_not_due_is_left", soon, claim, BLIND, NOTHING),
        stays("a_cancel_wish_keeps_the_claim_away", asked(scheduled()), claim, BLIND, NOTHING),
        moves("too_late_is_failed", tooLate(scheduled()), claim, LOOKUP, Rule.T13, FAILED),
        moves("no_attempt_left_is_failed", exhausted(scheduled()), claim, KEYED, Rule.T13, FAILED),
        stays("a_claimed_message_has_one_claimer", claimed(), claim, KEYED, NOTHING),
        stays("a_lapsed_claim_is_not_claimed_again", lapsed(), claim, KEYED, NOTHING),
        stays("a_lookup_doubt_is_never_claimed", inDoubt(), claim, LOOKUP, NOTHING),
        stays("a_blind_doubt_is_never_claimed", inDoubt(), claim, BLIND, NOTHING),
        moves("a_keyed_doubt_is_repeated", inDoubt(), claim, KEYED, Rule.T8, CLAIMED),
        moves("a_staged_doubt_is_repeated", inDoubt(), claim, STAGED, Rule.T8, CLAIMED),
        stays("a_keyed_doubt_waits_for_its_turn", doubtOfLater, claim, KEYED, NOTHING),
        moves("a_key_is_good_to_its_last_moment", justInTime, claim, KEYED, Rule.T8, CLAIMED),
        moves("after_its_time_a_key_is_held", longAgo, claim, KEYED, Rule.T12, HELD),
        moves("a_draft_has_no_such_time", longAgo, claim, STAGED, Rule.T8, CLAIMED),
        moves("the_same_draft_goes_again", drafted, claim, STAGED, Rule.T8, CLAIMED),
        moves("and_again", exposed(drafted), claim, STAGED, Rule.T8, CLAIMED),
        stays("a_draft_that_was_lost_is_looked_for", lost, claim, STAGED, NOTHING),
        stays("a_cancelled_draft_is_withdrawn_first", asked(drafted), claim, STAGED, NOTHING),
        stays("a_draft_too_late_is_withdrawn_first", tooLate(drafted), claim, STAGED, NOTHING),
        stays("a_used_up_draft_is_withdrawn_first", exhausted(drafted), claim, STAGED, NOTHING),
        stays("a_cancelled_doubt_is_looked_for", asked(inDoubt()), claim, STAGED, NOTHING),
        stays("a_staged_doubt_waits_for_its_turn", doubtOfLater, claim, STAGED, NOTHING),
        stays("nobody_repeats_a_draft_of_a_lookup", drafted, claim, LOOKUP, NOTHING),
        moves("a_cancelled_repeat_is_held", asked(inDoubt()), claim, KEYED, Rule.T12, HELD),
        moves("a_repeat_too_late_is_held", tooLate(inDoubt()), claim, KEYED, Rule.T12, HELD),
        moves("no_repeat_left_is_held", exhausted(inDoubt()), claim, KEYED, Rule.T12, HELD),
        stays("a_held_message_waits_for_a_person", held(), claim, KEYED, NOTHING),
        stays("a_sent_message_is_not_claimed", sent(), claim, KEYED, NOTHING),
        stays("a_failed_message_is_not_claimed", failed(), claim, KEYED, NOTHING),
        stays("a_cancelled_message_is_not_claimed", cancelled(), claim, KEYED, NOTHING));
  }

  static Stream<Row> answers() {
    var accepted = new Event.Answered(CURRENT, new Outcome.Accepted(REFERENCE));
    var campaign = new ProviderReference("campaign:1");
    var around = new Event.Looked(CURRENT, new Finding.Found(campaign));
    var late = new Event.Answered(EARLIER, new Outcome.Accepted(REFERENCE));
    var second = new Event.Answered(CURRENT, new Outcome.Accepted(OTHER_REFERENCE));
    var refused = new Event.Answered(CURRENT, new Outcome.Refused("bad number"));
    var lateRefusal = new Event.Answered(EARLIER, new Outcome.Refused("bad number"));
    var unknown = new Event.Answered(CURRENT, new Outcome.Unknown("no answer"));
    var lateUnknown = new Event.Answered(EARLIER, new Outcome.Unknown("no answer"));
    return Stream.of(
        moves("accepted_is_sent", claimed(), accepted, LOOKUP, Rule.T5, SENT),
        moves("accepted_after_the_lease_is_sent", lapsed(), accepted, LOOKUP, Rule.T5, SENT),
        moves("accepted_in_doubt_is_sent", inDoubt(), accepted, LOOKUP, Rule.T5, SENT),
        moves("accepted_while_held_is_sent", held(), accepted, BLIND, Rule.T5, SENT),
        moves("accepted_though_scheduled_is_sent", scheduled(), late, LOOKUP, Rule.T5, SENT),
        moves("an_earlier_keyed_claim_counts", exposed(claimed()), late, KEYED, Rule.T5, SENT),
        alarms("an_earlier_lookup_claim_alarms", claimed(), late, LOOKUP, Rule.T5, SENT),
        alarms("an_earlier_blind_claim_alarms", inDoubt(), late, BLIND, Rule.T5, SENT),
        stays("the_same_acceptance_twice_is_nothing", sent(), accepted, LOOKUP, NOTHING),
        stays("a_late_completion_is_a_repeat", sent(), late, KEYED, REPEAT),
        stays("two_references_are_an_incident", sent(), second, KEYED, INCIDENT),
        stays("the_campaign_around_it_is_no_second_message", sent(), around, KEYED, NOTHING),
        stays("accepted_after_failed_is_an_incident", failed(), accepted, KEYED, INCIDENT),
        stays("accepted_after_cancelled_too", cancelled(), accepted, KEYED, INCIDENT),
        moves("refused_is_failed", claimed(), refused, BLIND, Rule.T6, FAILED),
        moves("refused_late_is_failed", inDoubt(), refused, LOOKUP, Rule.T6, FAILED),
        moves("one_refusal_of_two_is_doubt", exposed(claimed()), refused, KEYED, Rule.T4, IN_DOUBT),
        stays("and_stays_in_doubt", exposed(inDoubt()), refused, KEYED, NOTHING),
        stays("the_same_refusal_twice_is_nothing", failed(), refused, KEYED, NOTHING),
        stays("a_refusal_speaks_for_its_own_claim", claimed(), lateRefusal, KEYED, REPEAT),
        stays("a_refusal_does_not_touch_held", held(), refused, BLIND, REPEAT),
        stays("a_refusal_does_not_touch_sent", sent(), refused, KEYED, REPEAT),
        moves("unknown_is_in_doubt", claimed(), unknown, BLIND, Rule.T4, IN_DOUBT),
        moves("unknown_of_a_cancelled", asked(claimed()), unknown, LOOKUP, Rule.T4, IN_DOUBT),
        stays("unknown_after_the_sweep_is_nothing", inDoubt(), unknown, LOOKUP, NOTHING),
        stays("unknown_after_it_was_held_is_nothing", held(), unknown, BLIND, NOTHING),
        stays("unknown_of_an_earlier_claim", claimed(), lateUnknown, KEYED, REPEAT),
        stays("unknown_does_not_touch_sent", sent(), unknown, KEYED, REPEAT));
  }

  static Stream<Row> handBacks() {
    var release = new Event.Released(CURRENT, "too late");
    var earlier = new Event.Released(EARLIER, "too late");
    var notSent =
        new Event.Answered(
            CURRENT, new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ZERO));
    var again = scheduled().claimedAs(CURRENT);
    return Stream.of(
        moves("released_is_scheduled", claimed(), release, BLIND, Rule.T3, SCHEDULED),
        moves("not_sent_is_scheduled", claimed(), notSent, BLIND, Rule.T7, SCHEDULED),
        moves("released_and_cancelled", asked(claimed()), release, BLIND, Rule.T11, CANCELLED),
        moves("not_sent_and_cancelled", asked(claimed()), notSent, BLIND, Rule.T11, CANCELLED),
        moves("released_while_exposed", exposed(claimed()), release, KEYED, Rule.T4, IN_DOUBT),
        moves("not_sent_while_exposed", exposed(claimed()), notSent, STAGED, Rule.T4, IN_DOUBT),
        moves(
            "cancelled_while_exposed_stays_open",
            asked(exposed(claimed())),
            release,
            KEYED,
            Rule.T4,
            IN_DOUBT),
        stays("after_the_sweep_a_release_is_too_late", inDoubt(), release, LOOKUP, NOTHING),
        stays("after_the_sweep_not_sent_is_too_late", inDoubt(), notSent, LOOKUP, NOTHING),
        stays("a_release_of_another_claim_moves_nothing", claimed(), earlier, KEYED, NOTHING),
        stays("a_release_that_was_recorded_says_nothing_new", again, release, KEYED, NOTHING),
        stays("not_sent_that_was_recorded_says_nothing_new", again, notSent, KEYED, NOTHING),
        stays("a_claim_that_never_landed_says_nothing", scheduled(), release, KEYED, NOTHING));
  }

  static Stream<Row> sweeps() {
    var sweep = new Event.Swept();
    return Stream.of(
        moves("a_lapsed_claim_is_in_doubt", lapsed(), sweep, BLIND, Rule.T4, IN_DOUBT),
        moves("a_cancelled_one_too", asked(lapsed()), sweep, LOOKUP, Rule.T4, IN_DOUBT),
        moves("a_claim_too_late_too", tooLate(lapsed()), sweep, LOOKUP, Rule.T4, IN_DOUBT),
        stays(
            "a_lease_holds_to_its_last_moment", in(new State.Claimed(NOW)), sweep, KEYED, NOTHING),
        stays("a_lease_that_holds_is_left", claimed(), sweep, KEYED, NOTHING),
        moves("scheduled_too_late_is_failed", tooLate(scheduled()), sweep, KEYED, Rule.T13, FAILED),
        stays("a_doubt_is_not_ended_by_time", tooLate(inDoubt()), sweep, LOOKUP, NOTHING),
        stays("a_held_message_is_not_ended_by_time", tooLate(held()), sweep, BLIND, NOTHING));
  }

  static Stream<Row> looks() {
    var found = looked(CURRENT, new Finding.Found(REFERENCE));
    var foundLate = looked(EARLIER, new Finding.Found(REFERENCE));
    var absent = looked(CURRENT, new Finding.Absent("not in the list"));
    var absentLate = looked(EARLIER, new Finding.Absent("not in the list"));
    var unclear = looked(CURRENT, new Finding.Ambiguous("two of them"));
    var noAnswer = looked(CURRENT, new Finding.NoAnswer("HTTP 500"));
    var draft = drafted(inDoubt());
    return Stream.of(
        moves("found_is_sent", inDoubt(), found, LOOKUP, Rule.T5, SENT),
        moves("found_while_claimed_is_sent", claimed(), found, STAGED, Rule.T5, SENT),
        moves("found_while_one_is_open_is_that_one", claimed(), foundLate, LOOKUP, Rule.T5, SENT),
        moves("found_in_a_later_doubt_is_that_one", inDoubt(), foundLate, LOOKUP, Rule.T5, SENT),
        stays("found_though_failed_is_an_incident", failed(), found, LOOKUP, INCIDENT),
        moves("absent_is_scheduled_again", inDoubt(), absent, LOOKUP, Rule.T9, SCHEDULED),
        moves("absent_and_cancelled", asked(inDoubt()), absent, LOOKUP, Rule.T11, CANCELLED),
        moves("a_lost_draft_is_absent", exposed(inDoubt()), absent, STAGED, Rule.T9, SCHEDULED),
        moves("withdrawn_and_cancelled", asked(draft), absent, STAGED, Rule.T11, CANCELLED),
        moves("withdrawn_and_too_late", tooLate(draft), absent, STAGED, Rule.T13, FAILED),
        moves("withdrawn_and_used_up", exhausted(draft), absent, STAGED, Rule.T13, FAILED),
        moves("not_withdrawn_in_time_is_sent", asked(draft), found, STAGED, Rule.T5, SENT),
        moves("absent_and_too_late", tooLate(inDoubt()), absent, LOOKUP, Rule.T13, FAILED),
        moves("absent_and_used_up", exhausted(inDoubt()), absent, LOOKUP, Rule.T13, FAILED),
        stays("a_verdict_needs_the_claim_it_asked_about", inDoubt(), absentLate, LOOKUP, NOTHING),
        stays("absent_says_nothing_of_a_live_claim", claimed(), absent, LOOKUP, NOTHING),
        stays("absent_does_not_free_what_is_held", held(), absent, LOOKUP, NOTHING),
        alarms("an_unclear_answer_is_held", inDoubt(), unclear, LOOKUP, Rule.T12, HELD),
        moves("nobody_to_ask_is_held_without_alarm", inDoubt(), unclear, BLIND, Rule.T12, HELD),
        stays("an_error_is_not_an_answer", inDoubt(), noAnswer, LOOKUP, NOTHING));
  }

  static Stream<Row> people() {
    var cancel = new Event.CancelAsked("anna");
    var was = new Event.Judged(CURRENT, true, "anna", "seen in the list", SETTLE);
    var wasNot = new Event.Judged(CURRENT, false, "anna", "not in the list", SETTLE);
    var late = new Event.Judged(EARLIER, false, "anna", "not in the list", SETTLE);
    var lateSent = new Event.Judged(EARLIER, true, "anna", "seen in the list", SETTLE);
    var onNone = new Event.Judged(null, false, "anna", "not in the list", SETTLE);
    var fresh = in(new State.InDoubt(NOW.minus(SETTLE).plusMillis(1), PAST, PAST, "no answer"));
    var leased = in(new State.InDoubt(NOW.minus(SETTLE), FUTURE, PAST, "no answer"));
    var old = in(new State.InDoubt(NOW.minus(SETTLE), NOW.minus(SETTLE), PAST, "no answer"));
    return Stream.of(
        moves("a_scheduled_message_is_cancelled", scheduled(), cancel, KEYED, Rule.T10, CANCELLED),
        flags("a_claimed_message_notes_the_wish", claimed(), cancel),
        flags("a_doubt_notes_the_wish", inDoubt(), cancel),
        flags("a_held_message_notes_the_wish", held(), cancel),
        stays("a_sent_message_is_not_cancelled", sent(), cancel, KEYED, NOTHING),
        stays("a_failed_message_is_not_cancelled", failed(), cancel, KEYED, NOTHING),
        stays("a_cancelled_message_stays_so", cancelled(), cancel, KEYED, NOTHING),
        moves("a_person_says_sent", held(), was, BLIND, Rule.T14, SENT),
        moves("a_person_says_not_sent", held(), wasNot, BLIND, Rule.T14, SCHEDULED),
        moves("not_sent_and_cancelled", asked(held()), wasNot, BLIND, Rule.T14, FAILED),
        moves("a_late_one_gets_a_new_day", tooLate(held()), wasNot, BLIND, Rule.T14, SCHEDULED),
        moves("a_used_up_one_is_forgiven", exhausted(held()), wasNot, KEYED, Rule.T14, SCHEDULED),
        moves("a_person_settles_a_doubt_as_sent", fresh, was, LOOKUP, Rule.T5, SENT),
        stays("not_sent_before_settle_is_too_early", fresh, wasNot, LOOKUP, NOTHING),
        stays("settle_counts_from_the_lease", leased, wasNot, LOOKUP, NOTHING),
        moves("not_sent_after_settle_is_believed", old, wasNot, LOOKUP, Rule.T9, SCHEDULED),
        stays("a_verdict_on_an_earlier_doubt_frees_nothing", old, late, LOOKUP, NOTHING),
        stays("nor_does_it_say_that_this_one_was_sent", old, lateSent, LOOKUP, NOTHING),
        stays("nor_that_what_is_held_was_not", held(), late, BLIND, NOTHING),
        stays("nor_that_what_is_held_was_sent", held(), lateSent, BLIND, NOTHING),
        stays("who_looked_at_no_doubt_settles_none", old, onNone, LOOKUP, NOTHING),
        stays("and_nothing_that_is_held", held(), onNone, BLIND, NOTHING),
        stays("a_person_cannot_judge_a_live_claim", claimed(), wasNot, BLIND, NOTHING),
        stays("nor_what_is_scheduled", scheduled(), was, BLIND, NOTHING),
        stays("nor_what_is_sent", sent(), wasNot, BLIND, NOTHING));
  }

  static Stream<Row> history() {
    var changed = new Event.HistoryChanged(NEXT, FUTURE);
    return Stream.of(
        moves("a_scheduled_message_may_be_out", scheduled(), changed, KEYED, Rule.T4, IN_DOUBT),
        moves("a_claimed_message_may_be_another", claimed(), changed, KEYED, Rule.T4, IN_DOUBT),
        stays("a_doubt_stays_one", inDoubt(), changed, KEYED, NOTHING),
        stays("a_sent_message_stays_sent", sent(), changed, KEYED, NOTHING));
  }

  private static Message asked(Message message) {
    return message.cancelAsked();
  }

  private static Event looked(ClaimId claim, Finding finding) {
    return new Event.Looked(claim, finding);
  }

  private static Row moves(
      String sentence, Message before, Event event, Capability by, Rule rule, State.Name to) {
    return new Row(sentence, before, event, by, new Moves(rule, to, false));
  }

  private static Row alarms(
      String sentence, Message before, Event event, Capability by, Rule rule, State.Name to) {
    return new Row(sentence, before, event, by, new Moves(rule, to, true));
  }

  private static Row stays(
      String sentence, Message before, Event event, Capability by, Decision.Weight weight) {
    return new Row(sentence, before, event, by, weight);
  }

  private static Row flags(String sentence, Message before, Event event) {
    return new Row(sentence, before, event, LOOKUP, FLAG);
  }
}
