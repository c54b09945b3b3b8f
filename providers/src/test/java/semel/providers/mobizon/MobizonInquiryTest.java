package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.PHONE;
import static semel.providers.Specimens.TEXT;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.doubt;
import static semel.providers.Specimens.lead;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Finding;
import semel.message.Envelope;
import semel.message.ProviderReference;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Form;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;
import semel.providers.fake.MobizonRules.Moderation;
import semel.providers.mobizon.MobizonSettings.Search;
import semel.providers.wire.Guard;

/// Against a Mobizon that knows the truth: what was accepted is found, what was not is absent, and
/// whatever is in between is no answer or a person's.
final class MobizonInquiryTest {

  private static final Secret KEY = new Secret("kz" + "0a".repeat(34));

  private Instant now = Instant.parse("2026-06-24T18:13:15Z");
  private final FakeMobizon mobizon = new FakeMobizon(KEY.value(), () -> now, 0);
  private final MobizonSettings settings = MobizonSettings.of(mobizon.uri(), KEY, null);
  private final MobizonSender sender = new MobizonSender(settings, wire());

  @AfterEach
  void close() {
    mobizon.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CUT_AFTER_ACCEPTING",
        "ERROR_500_AFTER_ACCEPTING",
        "GARBAGE_AFTER_ACCEPTING",
        "HALF_ANSWER_AFTER_ACCEPTING",
        "NO_ID_AFTER_ACCEPTING"
      })
  void what_was_accepted_without_our_knowing_is_found(Fault fault) {
    mobizon.faults(FaultPlan.script(fault));
    send(sms());

    assertThat(ask(sms())).isEqualTo(found(0));
    assertThat(mobizon.ledger().entries()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "ERROR_500_WITHOUT_ACCEPTING", "OUTAGE"})
  void what_was_not_accepted_is_absent(Fault fault) {
    mobizon.faults(FaultPlan.script(fault));
    send(sms());

    assertThat(ask(sms())).isInstanceOf(Finding.Absent.class);
    assertThat(mobizon.ledger().requests().stream().skip(1).map(Ledger.Seen::what))
        .containsExactly("message/list", "campaign/list");
  }

  @Test
  void what_does_not_show_yet_is_found_once_it_does() {
    mobizon.rules().shownAfter(Duration.ofMinutes(3));
    send(sms());
    assertThat(ask(sms())).isInstanceOf(Finding.Absent.class);

    now = now.plus(Duration.ofMinutes(4));
    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @ParameterizedTest
  @EnumSource
  void what_waits_for_a_moderator_is_found(Moderation moderation) {
    mobizon.rules().moderation(moderation);
    send(sms());

    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14:00", "-12:00", "+05:00", "Z"})
  void a_message_is_found_in_whatever_zone_the_account_lives(String zone) {
    mobizon.rules().zone(ZoneOffset.of(zone));
    send(sms());

    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @Test
  void a_list_without_campaigns_is_completed_one_by_one() {
    mobizon.rules().nestedCampaign(false);
    send(sms());
    send(sms(lead(2), PHONE, "Another text"));

    assertThat(ask(sms())).isEqualTo(found(0));
    assertThat(mobizon.ledger().requests().stream().map(Ledger.Seen::what))
        .filteredOn(what -> what.equals("campaign/get"))
        .hasSize(2);
  }

  @Test
  void one_list_that_comes_without_campaigns_is_completed_too() {
    send(sms());
    mobizon.faults(FaultPlan.script(Fault.LIST_WITHOUT_CAMPAIGN));

    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @Test
  void more_messages_without_campaigns_than_may_be_read_are_no_answer() {
    mobizon.rules().nestedCampaign(false);
    for (int i = 1; i <= 3; i++) {
      send(sms(lead(i), PHONE, TEXT + i));
    }
    var bounded = settings.with(new Search(Duration.ofDays(2), 100, 20, 2, true, true));

    assertThat(ask(bounded, sms())).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void without_reading_campaigns_the_text_makes_it_ambiguous() {
    mobizon.rules().nestedCampaign(false);
    send(sms());
    var textOnly = settings.with(new Search(Duration.ofDays(2), 100, 20, 0, true, true));

    assertThat(ask(textOnly, sms())).isInstanceOf(Finding.Ambiguous.class);
    assertThat(mobizon.ledger().requests().stream().map(Ledger.Seen::what))
        .doesNotContain("campaign/get");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIST_ERROR", "LIST_MISSING_A_PAGE", "OUTAGE"})
  void a_list_that_fails_or_lacks_a_page_is_no_answer(Fault fault) {
    send(sms());
    mobizon.faults(FaultPlan.script(fault));

    assertThat(ask(sms())).isInstanceOf(Finding.NoAnswer.class);
    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @Test
  void an_error_of_the_second_list_is_no_answer_either() {
    mobizon.faults(FaultPlan.script(Fault.NONE, Fault.LIST_ERROR));

    assertThat(ask(sms())).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void an_error_while_campaigns_are_read_is_no_answer() {
    mobizon.rules().nestedCampaign(false);
    send(sms());
    mobizon.faults(FaultPlan.script(Fault.NONE, Fault.LIST_ERROR));

    assertThat(ask(sms())).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void a_slow_list_is_an_answer() {
    send(sms());
    mobizon.faults(
        FaultPlan.script(Fault.LIST_SLOW).pausing(Duration.ofMillis(50), Duration.ofSeconds(1)));

    assertThat(ask(sms())).isEqualTo(found(0));
  }

  @Test
  void two_acceptances_are_for_a_person() {
    send(sms());
    send(sms());

    assertThat(ask(sms())).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void the_same_number_and_text_of_another_lead_is_not_ours() {
    send(sms(lead(2), PHONE, TEXT));
    assertThat(ask(sms())).isInstanceOf(Finding.Absent.class);

    send(sms());
    assertThat(ask(sms())).isEqualTo(found(1));
  }

  @Test
  void a_number_that_contains_ours_is_not_ours() {
    var longer = new PhoneNumber(PHONE.e164() + "8");
    send(sms(lead(2), longer, TEXT));
    foreign(longer, "", TEXT);

    assertThat(ask(sms())).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void our_text_to_our_number_without_our_key_is_for_a_person() {
    foreign(PHONE, "Sent by hand", TEXT);

    assertThat(ask(sms())).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void our_text_without_any_name_is_for_a_person_and_so_is_one_beside_ours() {
    foreign(PHONE, "", TEXT.replace("\n", "\r\n") + " ");
    assertThat(ask(sms())).isInstanceOf(Finding.Ambiguous.class);

    send(sms());
    assertThat(ask(sms())).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void another_text_of_somebody_else_is_not_ours_unless_nobody_else_sends() {
    foreign(PHONE, "", "Your code is 1");

    assertThat(ask(sms())).isInstanceOf(Finding.Absent.class);
    assertThat(ask(settings.with(new Search(Duration.ofDays(2), 100, 20, 50, true, false)), sms()))
        .isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void without_the_frozen_body_a_message_is_told_by_its_key_alone() {
    send(sms());
    send(sms(lead(2), PHONE, "Another text"));
    assertThat(inquiry(settings).ask(doubt(sms(), null, now))).isEqualTo(found(0));

    foreign(PHONE, "", "Your code is 1");
    assertThat(inquiry(settings).ask(doubt(sms(lead(3), PHONE, TEXT), null, now)))
        .isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void every_page_is_read() {
    for (int i = 1; i <= 60; i++) {
      send(sms(lead(i), PHONE, TEXT));
    }
    var small = settings.with(new Search(Duration.ofDays(2), 25, 3, 50, true, true));

    for (int i : new int[] {1, 25, 26, 50, 51, 60}) {
      assertThat(ask(small, sms(lead(i), PHONE, TEXT))).isEqualTo(found(i - 1));
    }
    assertThat(ask(small, sms(lead(61), PHONE, TEXT))).isInstanceOf(Finding.Absent.class);
    var smaller = settings.with(new Search(Duration.ofDays(2), 25, 2, 50, true, true));
    assertThat(ask(smaller, sms(lead(1), PHONE, TEXT))).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void a_list_that_is_full_to_its_last_page_is_complete() {
    for (int i = 1; i <= 25; i++) {
      send(sms(lead(i), PHONE, TEXT));
    }
    var small = settings.with(new Search(Duration.ofDays(2), 25, 1, 50, true, true));

    assertThat(ask(small, sms(lead(7), PHONE, TEXT))).isEqualTo(found(6));
    assertThat(ask(small, sms(lead(70), PHONE, TEXT))).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void a_page_that_is_missing_in_the_middle_is_no_answer() {
    for (int i = 1; i <= 30; i++) {
      send(sms(lead(i), PHONE, TEXT));
    }
    var small = settings.with(new Search(Duration.ofDays(2), 25, 3, 50, true, true));
    mobizon.faults(FaultPlan.script(Fault.NONE, Fault.LIST_MISSING_A_PAGE));

    assertThat(ask(small, sms(lead(1), PHONE, TEXT))).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void an_attempt_outside_the_window_does_not_show() {
    send(sms());
    var later = now.plus(Duration.ofDays(3));

    assertThat(inquiry(settings).ask(doubt(sms(), sender.compose(sms()), later)))
        .isInstanceOf(Finding.Absent.class);
  }

  @Test
  void asking_sends_nothing_and_says_nothing_private() {
    send(sms());
    mobizon.faults(FaultPlan.always(Fault.LIST_ERROR));

    assertThat(ask(sms()).toString()).doesNotContain(PHONE.digits(), KEY.value());
    assertThat(mobizon.ledger().requests(Fault.Kind.SEND)).isEqualTo(1);
    assertThat(mobizon.ledger().entries()).hasSize(1);
  }

  @Test
  void a_provider_that_cannot_be_reached_does_not_answer() {
    mobizon.close();

    assertThat(ask(sms())).isInstanceOf(Finding.NoAnswer.class);
  }

  private void send(Envelope envelope) {
    sender.send(claim(sender, envelope), () -> true);
  }

  /// A message that somebody else sent through the same account.
  private void foreign(PhoneNumber to, String name, String text) {
    var form = Form.EMPTY.with("recipient", to.digits()).with("text", text);
    new MobizonCalls(settings, wire())
        .call(
            "message/sendSmsMessage",
            name.isEmpty() ? form : form.with("params[name]", name),
            Guard.OPEN);
  }

  private Finding ask(Envelope envelope) {
    return ask(settings, envelope);
  }

  private Finding ask(MobizonSettings with, Envelope envelope) {
    return inquiry(with).ask(doubt(envelope, sender.compose(envelope), now));
  }

  private static MobizonInquiry inquiry(MobizonSettings settings) {
    return new MobizonInquiry(settings, wire());
  }

  private Finding found(int entry) {
    List<Ledger.Acceptance> entries = mobizon.ledger().entries();
    return new Finding.Found(new ProviderReference(entries.get(entry).reference()));
  }
}
