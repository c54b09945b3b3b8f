package semel.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Claim;
import semel.lifecycle.Event;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;

/// What every [Desk] keeps of a person's verdict: it settles the doubt that was looked at, and no
/// other.
public abstract class VerdictContract extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("p-1"));
  private static final LeadId NOBODY = new LeadId(new UUID(9, 9));

  protected VerdictContract() {}

  /// Looks at the doubt as it is now, and judges.
  private Ruling judge(MessageKey key, boolean sent) {
    return judge(key, store.desk().doubt(key).orElse(null), sent);
  }

  private Ruling judge(MessageKey key, @Nullable ClaimId doubt, boolean sent) {
    var reason = sent ? "seen in the list" : "not in the list";
    return store.desk().resolve(key, new Verdict(doubt, sent, "anna", reason));
  }

  private LeadId held() {
    var lead = scene.due(1);
    scene.lapsed(BLIND);
    holds(lead);
    store.passed(StoreUnderTest.SETTLE.plusMinutes(1));
    return lead;
  }

  private void holds(LeadId lead) {
    var doubt = scene.doubt(sms(lead));
    var event = new Event.Looked(doubt.claim(), new Finding.Ambiguous("cannot be asked"));
    store.doubts().settle(BLIND, doubt, event, RETRY);
  }

  @Test
  void a_person_settles_what_is_held_as_sent() {
    var lead = held();
    var ruling = judge(sms(lead), true);
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.DONE);
    assertThat(ruling.entries().getFirst().why()).contains("anna", "seen in the list");
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void a_person_settles_what_is_held_as_not_sent() {
    var lead = held();
    assertThat(judge(sms(lead), false).state()).isEqualTo(SCHEDULED);
    assertThat(scene.claim(BLIND, 5)).extracting(Claim::key).containsExactly(sms(lead));
  }

  @Test
  void a_person_settles_a_cancelled_one_as_not_sent() {
    var lead = held();
    store.desk().cancel(sms(lead), "anna");
    assertThat(judge(sms(lead), false).state()).isEqualTo(FAILED);
    assertThat(scene.claim(BLIND, 5)).isEmpty();
  }

  @Test
  void a_doubt_is_not_settled_as_not_sent_before_its_time() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    assertThat(judge(sms(lead), false).kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    store.passed(StoreUnderTest.SETTLE.plus(LEASE));
    assertThat(judge(sms(lead), false).kind()).isEqualTo(Ruling.Kind.DONE);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void a_doubt_is_named_by_its_claim_as_long_as_it_is_open_and_a_person_sees_the_name() {
    var lead = scene.due(1);
    assertThat(store.desk().doubt(sms(lead))).isEmpty();
    var claim = scene.claimOne(BLIND);
    assertThat(store.desk().doubt(sms(lead))).isEmpty();
    assertThat(shown(sms(lead))).isNull();
    scene.close(BLIND, claim, new Outcome.Unknown("no answer"));
    assertThat(store.desk().doubt(sms(lead))).contains(claim.id());
    assertThat(shown(sms(lead))).isEqualTo(claim.id());
    assertThat(shown(email(lead))).isNull();
    holds(lead);
    assertThat(store.desk().doubt(sms(lead))).contains(claim.id());
    assertThat(shown(sms(lead))).isEqualTo(claim.id());
    judge(sms(lead), true);
    assertThat(store.desk().doubt(sms(lead))).isEmpty();
    assertThat(shown(sms(lead))).isNull();
  }

  /// What a page of messages and a lead's file say of the doubt; both say the same.
  private @Nullable ClaimId shown(MessageKey key) {
    var alike = new MessageQuery(scene.state(key), key.channel(), null, null, null, 100);
    var page = store.records().messages(alike);
    var listed = page.rows().stream().filter(row -> row.key().equals(key)).findFirst();
    var file = store.records().lead(key.lead()).orElseThrow();
    assertThat(file.messages()).contains(listed.orElseThrow());
    return listed.orElseThrow().claim();
  }

  @Test
  void a_verdict_on_an_earlier_doubt_does_not_settle_the_one_that_is_open() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var first = store.desk().doubt(sms(lead)).orElseThrow();
    scene.movedOn(scene.doubt(sms(lead)));
    assertThat(judge(sms(lead), first, false).state()).isEqualTo(CLAIMED);
    store.passed(LEASE.plusSeconds(1));
    scene.sweep();
    store.passed(StoreUnderTest.SETTLE.plus(LEASE));
    var open = scene.message(sms(lead));
    for (var sent : List.of(true, false)) {
      for (var claim : new ClaimId[] {first, null}) {
        var ruling = judge(sms(lead), claim, sent);
        assertThat(ruling.kind()).isEqualTo(Ruling.Kind.REFUSED);
        assertThat(ruling.state()).isEqualTo(IN_DOUBT);
        assertThat(ruling.entries()).isEmpty();
      }
    }
    assertThat(scene.message(sms(lead))).isEqualTo(open);
    assertThat(judge(sms(lead), false).state()).isEqualTo(SCHEDULED);
  }

  @Test
  void a_verdict_on_an_earlier_doubt_does_not_free_what_is_held() {
    var lead = held();
    var first = store.desk().doubt(sms(lead)).orElseThrow();
    assertThat(judge(sms(lead), first, false).state()).isEqualTo(SCHEDULED);
    scene.lapsed(BLIND);
    holds(lead);
    for (var sent : List.of(true, false)) {
      assertThat(judge(sms(lead), first, sent).kind()).isEqualTo(Ruling.Kind.REFUSED);
    }
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
    assertThat(scene.claim(BLIND, 5)).isEmpty();
  }

  @Test
  void two_verdicts_on_one_doubt_at_once_are_applied_once() {
    for (var round = 0; round < 15; round++) {
      var lead = scene.due(round);
      scene.lapsed(BLIND);
      holds(lead);
      var doubt = store.desk().doubt(sms(lead)).orElseThrow();
      var kinds =
          Race.<Ruling.Kind>between(
              List.of(
                  () -> judge(sms(lead), doubt, false).kind(),
                  () -> judge(sms(lead), doubt, false).kind()));
      assertThat(kinds).containsExactlyInAnyOrder(Ruling.Kind.DONE, Ruling.Kind.REFUSED);
      scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    }
  }

  @Test
  void of_what_is_not_there_nothing_is_settled() {
    assertThat(store.desk().doubt(sms(NOBODY))).isEmpty();
    assertThat(judge(sms(NOBODY), true).kind()).isEqualTo(Ruling.Kind.NOT_FOUND);
  }

  @Test
  void what_is_not_in_doubt_is_not_settled() {
    var lead = scene.due(1);
    assertThat(judge(sms(lead), true).kind()).isEqualTo(Ruling.Kind.REFUSED);
    scene.claimOne(SMS);
    assertThat(judge(sms(lead), true).kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
  }
}
