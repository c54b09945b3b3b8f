package semel.postgres.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.account.ReceiptKind.COMPLAINED;
import static semel.account.ReceiptKind.DELAYED;
import static semel.account.ReceiptKind.DELIVERED;
import static semel.account.ReceiptKind.UNDELIVERED;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.email;
import static semel.postgres.receipt.SaidReports.reported;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.account.Outcome;
import semel.account.ReceiptKind;
import semel.contract.Race;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.LeadFile;
import semel.dispatch.Claim;
import semel.journal.JournalEntry;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipts;

/// Signed events on a real server: early, late, twice, in any order, about nobody.
final class ReceiptsTest extends StoreContract {

  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer");

  private final PostgresReceipts receipts = new PostgresReceipts(SharedServer.database());
  private final PostgresInbox inbox = new PostgresInbox(SharedServer.database());
  private final SaidReports post = new SaidReports("post", EMAIL);
  private int events;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private void comes(String payload) {
    inbox.keep(new ProviderEvent("post", "event-" + ++events, payload));
  }

  private List<JournalEntry> handled(String payload) {
    comes(payload);
    return receipts.handle(post, RETRY, 100).entries();
  }

  private Claim claimed(int person) {
    scene.due(person);
    return scene.claimOne(EMAIL);
  }

  private LeadId sent(int person, String reference) {
    var claim = claimed(person);
    scene.close(EMAIL, claim, accepted(reference));
    return claim.key().lead();
  }

  private static Outcome accepted(String reference) {
    return new Outcome.Accepted(new ProviderReference(reference));
  }

  private LeadFile file(LeadId lead) {
    return store.records().lead(lead).orElseThrow();
  }

  private @Nullable ReceiptKind receipt(LeadId lead) {
    return file(lead).messages().stream()
        .filter(row -> row.key().channel() == Channel.EMAIL)
        .findFirst()
        .orElseThrow()
        .receipt();
  }

  private static String result(int event) {
    return SharedServer.query(
        "SELECT coalesce(result, 'open') FROM semel.provider_event WHERE event_id = 'event-"
            + event
            + "'",
        r -> r.getString(1));
  }

  private static long tally(ReceiptKind kind) {
    var told = new PostgresSnapshots(SharedServer.database()).take().receipts().told();
    return told.getOrDefault("post", Map.of()).getOrDefault(kind, 0L);
  }

  @Test
  void what_was_sent_is_delivered_when_the_provider_says_so() {
    var lead = sent(1, "ref-1");
    assertThat(receipt(lead)).isNull();
    handled(reported("ref-1", lead, DELIVERED));
    assertThat(receipt(lead)).isEqualTo(DELIVERED);
    assertThat(scene.state(email(lead))).isEqualTo(State.Name.SENT);
    assertThat(result(1)).isEqualTo("delivered");
    assertThat(tally(DELIVERED)).isEqualTo(1);
    var line = file(lead).journal().getLast();
    assertThat(line.why()).isEqualTo("receipt: delivered (said)");
    assertThat(line.who()).isEqualTo("post");
    assertThat(line.from()).isEqualTo(line.to()).isEqualTo("sent");
  }

  @Test
  void without_a_marker_it_is_known_by_its_reference() {
    var lead = sent(1, "ref-1");
    handled(reported("ref-1", null, UNDELIVERED));
    assertThat(receipt(lead)).isEqualTo(UNDELIVERED);
  }

  @Test
  void early_it_settles_the_claim_and_the_answer_that_comes_after_changes_nothing() {
    var claim = claimed(1);
    var entries = handled(reported("ref-1", claim.key().lead(), DELIVERED));
    assertThat(entries).singleElement().extracting(JournalEntry::to).isEqualTo(State.Name.SENT);
    assertThat(scene.message(claim.key()).state()).isInstanceOf(State.Sent.class);
    assertThat(scene.close(EMAIL, claim, accepted("ref-1"))).isEmpty();
    assertThat(receipt(claim.key().lead())).isEqualTo(DELIVERED);
    assertThat(scene.incidents()).isZero();
    assertThat(scene.repeats()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ReceiptKind.class)
  void whatever_it_says_it_settles_a_doubt_as_sent(ReceiptKind kind) {
    var claim = claimed(1);
    scene.close(EMAIL, claim, UNKNOWN);
    var entries = handled(reported("ref-1", claim.key().lead(), kind));
    assertThat(entries).singleElement().extracting(JournalEntry::who).isEqualTo("post");
    assertThat(scene.state(claim.key())).isEqualTo(State.Name.SENT);
    assertThat(receipt(claim.key().lead())).isEqualTo(kind);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void a_word_that_says_only_that_it_was_accepted_settles_a_doubt_and_is_no_receipt() {
    var claim = claimed(1);
    scene.close(EMAIL, claim, UNKNOWN);
    handled(reported("ref-1", claim.key().lead(), null));
    assertThat(scene.state(claim.key())).isEqualTo(State.Name.SENT);
    assertThat(receipt(claim.key().lead())).isNull();
  }

  @Test
  void what_is_held_for_a_person_is_settled_without_one() {
    var claim = claimed(1);
    scene.close(EMAIL, claim, new Outcome.Unknown("another body", true));
    assertThat(scene.state(claim.key())).isEqualTo(State.Name.HELD);
    handled(reported("ref-1", claim.key().lead(), DELIVERED));
    assertThat(scene.state(claim.key())).isEqualTo(State.Name.SENT);
  }

  @Test
  void twice_is_once() {
    var lead = sent(1, "ref-1");
    handled(reported("ref-1", lead, DELIVERED));
    var lines = file(lead).journal().size();
    handled(reported("ref-1", lead, DELIVERED));
    assertThat(file(lead).journal()).hasSize(lines);
    assertThat(tally(DELIVERED)).isEqualTo(1);
    assertThat(result(2)).isEqualTo("delivered, known");
  }

  @Test
  void in_any_order_the_same_receipt_stands() {
    var orders =
        List.of(
            List.of(DELAYED, DELIVERED, COMPLAINED),
            List.of(COMPLAINED, DELIVERED, DELAYED),
            List.of(DELIVERED, COMPLAINED, DELAYED));
    var person = 0;
    for (var order : orders) {
      var lead = sent(++person, "ref-" + person);
      for (var kind : order) {
        handled(reported("ref-" + person, lead, kind));
      }
      assertThat(receipt(lead)).isEqualTo(COMPLAINED);
    }
    assertThat(
            SharedServer.count(
                "SELECT count(*) FROM semel.receipt WHERE contradicted_at IS NOT NULL"))
        .isZero();
  }

  @Test
  void two_last_words_are_kept_and_told_and_the_order_does_not_matter() {
    for (var order : List.of(List.of(DELIVERED, UNDELIVERED), List.of(UNDELIVERED, DELIVERED))) {
      var person = order.getFirst() == DELIVERED ? 1 : 2;
      var lead = sent(person, "ref-" + person);
      order.forEach(kind -> handled(reported("ref-" + person, lead, kind)));
      assertThat(receipt(lead)).isEqualTo(UNDELIVERED);
      assertThat(file(lead).journal().getLast().why()).contains("against: ");
    }
    var told = new PostgresSnapshots(SharedServer.database()).take().receipts();
    assertThat(told.contradicted()).isEqualTo(2);
  }

  @Test
  void an_event_that_comes_before_its_claim_waits_for_it() {
    var lead = scene.due(1);
    handled(reported("ref-1", lead, DELIVERED));
    assertThat(receipt(lead)).isNull();
    assertThat(scene.state(email(lead))).isEqualTo(State.Name.SCHEDULED);
    scene.close(EMAIL, scene.claimOne(EMAIL), accepted("ref-1"));
    store.passed(Duration.ofMinutes(5));
    receipts.handle(post, RETRY, 100);
    assertThat(receipt(lead)).isEqualTo(DELIVERED);
  }

  @Test
  void an_event_about_nobody_is_looked_at_for_three_days_and_then_told() {
    var snapshots = new PostgresSnapshots(SharedServer.database());
    handled(reported("nobody", null, DELIVERED));
    assertThat(result(1)).isEqualTo("its message is not known yet");
    assertThat(receipts.handle(post, RETRY, 100).events()).isZero();
    assertThat(snapshots.take().receipts().unmatched()).isZero();
    store.passed(Duration.ofHours(2));
    assertThat(snapshots.take().receipts().unmatched()).isEqualTo(1);
    assertThat(receipts.handle(post, RETRY, 100).events()).isEqualTo(1);
    store.passed(Receipts.PATIENCE);
    receipts.handle(post, RETRY, 100);
    assertThat(result(1)).isEqualTo("unmatched");
    assertThat(snapshots.take().receipts().unmatched()).isEqualTo(1);
    assertThat(receipts.handle(post, RETRY, 100).events()).isZero();
    store.passed(Duration.ofDays(2));
    assertThat(snapshots.take().receipts().unmatched()).isZero();
  }

  @Test
  void what_is_not_about_a_message_is_done_at_once() {
    handled("chatter");
    assertThat(result(1)).isEqualTo("chatter");
    assertThat(receipts.handle(post, RETRY, 100).events()).isZero();
  }

  @Test
  void a_message_of_another_provider_is_not_touched() {
    var lead = sent(1, "ref-1");
    var other = new SaidReports("post", Scene.SMS);
    comes(reported("ref-1", null, DELIVERED));
    receipts.handle(other, RETRY, 100);
    assertThat(receipt(lead)).isNull();
  }

  @Test
  void what_had_failed_and_arrives_is_one_incident_however_often_it_is_told() {
    var claim = claimed(1);
    scene.close(EMAIL, claim, new Outcome.Refused("bad address"));
    for (var kind : List.of(DELAYED, DELIVERED, DELIVERED)) {
      handled(reported("ref-1", claim.key().lead(), kind));
    }
    assertThat(scene.state(claim.key())).isEqualTo(State.Name.FAILED);
    assertThat(scene.incidents()).isEqualTo(1);
    assertThat(receipt(claim.key().lead())).isEqualTo(DELIVERED);
  }

  @Test
  void a_second_acceptance_is_an_incident_also_where_both_are_told_at_once() {
    var claim = claimed(1);
    scene.close(EMAIL, claim, UNKNOWN);
    comes(reported("ref-1", claim.key().lead(), DELIVERED));
    comes(reported("ref-2", claim.key().lead(), DELIVERED));
    receipts.handle(post, RETRY, 100);
    receipts.handle(post, RETRY, 100);
    assertThat(scene.incidents()).isEqualTo(1);
    assertThat(
            SharedServer.count(
                "SELECT count(*) FROM semel.provider_event WHERE handled_at IS NULL"))
        .isZero();
  }

  @Test
  void of_an_erased_person_nothing_is_kept() {
    var lead = sent(1, "ref-1");
    scene.close(Scene.SMS, scene.claimOne(Scene.SMS), accepted("sms"));
    handled(reported("ref-1", lead, DELAYED));
    store.desk().erase(lead, "operator");
    scene.sweep();
    handled(reported("ref-1", lead, DELIVERED));
    assertThat(SharedServer.count("SELECT count(*) FROM semel.provider_event WHERE payload <> ''"))
        .isZero();
    assertThat(receipt(lead)).isEqualTo(DELIVERED);
  }

  @Test
  void a_month_later_an_event_is_forgotten_and_its_receipt_is_not() {
    var lead = sent(1, "ref-1");
    handled(reported("ref-1", lead, DELIVERED));
    store.passed(Duration.ofDays(31));
    receipts.follow(post, List.of(Duration.ofMinutes(2)));
    assertThat(SharedServer.count("SELECT count(*) FROM semel.provider_event")).isZero();
    assertThat(receipt(lead)).isEqualTo(DELIVERED);
  }

  @Test
  void many_workers_handle_each_event_once() {
    var people = 20;
    for (var person = 1; person <= people; person++) {
      var lead = sent(person, "ref-" + person);
      comes(reported("ref-" + person, lead, DELIVERED));
      comes(reported("ref-" + person, lead, DELAYED));
    }
    var done = Race.of(4, () -> receipts.handle(post, RETRY, 100).events());
    assertThat(done.stream().mapToInt(n -> n).sum()).isEqualTo(2 * people);
    assertThat(tally(DELIVERED)).isEqualTo(people);
  }

  @Test
  void the_share_that_arrives_is_known_by_the_beginning_of_the_number() {
    var texts = new SaidReports("texts", Scene.SMS);
    scene.dueMany(1, 20);
    for (var claim : scene.claim(Scene.SMS, 20)) {
      scene.close(Scene.SMS, claim, accepted("sms-" + claim.key().lead()));
      var kind = ++events <= 5 ? UNDELIVERED : DELIVERED;
      inbox.keep(
          new ProviderEvent(
              "texts", "event-" + events, reported("sms-" + claim.key().lead(), null, kind)));
    }
    receipts.handle(texts, RETRY, 100);
    var arrivals = new PostgresSnapshots(SharedServer.database()).take().receipts().arrivals();
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.getFirst().prefix()).isEqualTo("+7701");
    assertThat(arrivals.getFirst().delivered()).isEqualTo(15);
    assertThat(arrivals.getFirst().decided()).isEqualTo(20);
  }
}
