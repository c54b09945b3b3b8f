package semel.postgres.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.account.ReceiptKind.DELAYED;
import static semel.account.ReceiptKind.DELIVERED;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.account.ReceiptKind;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.reconcile.ProviderEvent;
import semel.reconcile.Receipt;

/// Which messages are asked about, and when; and hints, which only make Semel ask.
final class AskingTest extends StoreContract {

  private static final List<Duration> AGES =
      List.of(Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofHours(2));

  private final PostgresReceipts receipts = new PostgresReceipts(SharedServer.database());
  private final PostgresInbox inbox = new PostgresInbox(SharedServer.database());
  private final SaidReports texts = new SaidReports("texts", SMS);
  private int events;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private LeadId sent(int person) {
    scene.due(person);
    var claim = scene.claimOne(SMS);
    scene.close(SMS, claim, new Outcome.Accepted(name(person)));
    return claim.key().lead();
  }

  private static ProviderReference name(int person) {
    return new ProviderReference("sms-" + person);
  }

  private List<ProviderReference> due() {
    receipts.follow(texts, AGES);
    return receipts.due(texts, AGES);
  }

  private void answered(int person, ReceiptKind kind) {
    receipts.record(texts, List.of(new Receipt(name(person), null, kind, false, "said")));
  }

  private void hinted(String payload) {
    inbox.keep(new ProviderEvent("texts", "event-" + ++events, payload));
    receipts.handle(texts, RETRY, 100);
  }

  private static long kind() {
    return SharedServer.count("SELECT coalesce(max(kind), -1) FROM semel.receipt");
  }

  @Test
  void a_message_without_a_word_is_asked_about_at_each_age_and_then_no_more() {
    assertThat(due()).isEmpty();
    sent(1);
    assertThat(due()).isEmpty();
    store.passed(Duration.ofSeconds(121));
    assertThat(due()).containsExactly(name(1));
    assertThat(due()).isEmpty();
    store.passed(Duration.ofMinutes(12));
    assertThat(due()).isEmpty();
    store.passed(Duration.ofMinutes(2));
    assertThat(due()).containsExactly(name(1));
    store.passed(Duration.ofHours(2));
    assertThat(due()).containsExactly(name(1));
    store.passed(Duration.ofDays(3));
    assertThat(due()).isEmpty();
  }

  @Test
  void the_last_word_ends_the_questions_and_a_delay_does_not() {
    assertThat(due()).isEmpty();
    sent(1);
    sent(2);
    store.passed(Duration.ofMinutes(3));
    assertThat(due()).containsExactlyInAnyOrder(name(1), name(2));
    answered(1, DELIVERED);
    answered(2, DELAYED);
    store.passed(Duration.ofMinutes(15));
    assertThat(due()).containsExactly(name(2));
  }

  @Test
  void what_was_sent_before_a_provider_was_followed_is_not_asked_about() {
    sent(1);
    store.passed(Duration.ofMinutes(3));
    assertThat(due()).isEmpty();
    store.passed(Duration.ofMinutes(3));
    assertThat(due()).isEmpty();
  }

  @Test
  void after_a_long_outage_only_what_is_still_of_interest_is_asked_about() {
    assertThat(due()).isEmpty();
    sent(1);
    store.passed(Duration.ofDays(5));
    sent(2);
    store.passed(Duration.ofMinutes(3));
    assertThat(due()).containsExactly(name(2));
  }

  @Test
  void no_more_than_the_provider_takes_are_asked_about_at_once() {
    assertThat(due()).isEmpty();
    for (var person = 1; person <= 25; person++) {
      sent(person);
    }
    store.passed(Duration.ofMinutes(3));
    assertThat(due()).hasSize(10);
    assertThat(due()).hasSize(10);
    assertThat(due()).hasSize(5);
    assertThat(due()).isEmpty();
  }

  @Test
  void many_workers_ask_about_a_message_once() {
    assertThat(due()).isEmpty();
    for (var person = 1; person <= 8; person++) {
      sent(person);
    }
    store.passed(Duration.ofMinutes(3));
    receipts.follow(texts, AGES);
    var asked = Race.of(4, this::due);
    assertThat(asked.stream().flatMap(List::stream)).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void a_hint_makes_semel_ask_at_once_and_changes_nothing_itself() {
    sent(1);
    assertThat(due()).isEmpty();
    hinted("hint sms-1 campaign:1");
    assertThat(kind()).isZero();
    assertThat(due()).containsExactly(name(1));
    assertThat(due()).isEmpty();
    answered(1, DELIVERED);
    assertThat(kind()).isEqualTo(2);
    hinted("hint sms-1");
    assertThat(due()).isEmpty();
  }

  @Test
  void a_hint_about_a_message_that_is_not_known_yet_waits_for_it() {
    hinted("hint sms-1");
    assertThat(due()).isEmpty();
    sent(1);
    store.passed(Duration.ofMinutes(1));
    receipts.handle(texts, RETRY, 100);
    assertThat(due()).containsExactly(name(1));
  }

  @Test
  void an_answer_about_a_message_that_is_not_known_is_dropped() {
    answered(7, DELIVERED);
    assertThat(kind()).isEqualTo(-1);
  }
}
