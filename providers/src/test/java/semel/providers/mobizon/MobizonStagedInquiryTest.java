package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.doubt;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.dispatch.Claim;
import semel.message.ProviderReference;
import semel.providers.Secret;
import semel.providers.Specimens;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.fake.Ledger;
import semel.reconcile.Doubt;

/// What the inquiry takes away, and what it says then.
final class MobizonStagedInquiryTest {

  private final FakeMobizon mobizon = new FakeMobizon("kz0");
  private final ChosenDrafts drafts = new ChosenDrafts();
  private final MobizonSettings settings =
      MobizonSettings.of(mobizon.uri(), new Secret("kz0"), null);
  private final MobizonStagedSender sender =
      new MobizonStagedSender(settings, drafts, wire(), wire());
  private final MobizonStagedInquiry inquiry = new MobizonStagedInquiry(settings, drafts, wire());
  private final Instant began = Instant.now();

  @AfterEach
  void close() {
    mobizon.close();
  }

  private Claim claim() {
    return drafts.granted(Specimens.claim(sender, sms()));
  }

  /// A doubt whose row knows the chosen draft.
  private Doubt known() {
    return doubt(sms(), claim().body(), began, drafts.of(sms().key()));
  }

  /// A doubt whose choice was lost with the database's past.
  private Doubt lost() {
    return doubt(sms(), claim().body(), began);
  }

  /// Sends up to the draft, and not the draft.
  private void prepare() {
    mobizon.faults(FaultPlan.script(Fault.NONE, Fault.NONE, Fault.CUT_BEFORE));
    assertThat(kind(sender.send(claim(), () -> true))).isEqualTo("unknown");
    mobizon.faults(FaultPlan.calm());
  }

  private Finding.Found found() {
    var draft = Objects.requireNonNull(drafts.of(sms().key()));
    return new Finding.Found(new ProviderReference("campaign:" + draft.value()));
  }

  private long calls(String what) {
    return mobizon.ledger().requests().stream().map(Ledger.Seen::what).filter(what::equals).count();
  }

  @Test
  void a_draft_is_gone_before_it_is_called_absent_and_cannot_be_sent_any_more() {
    prepare();
    var late = claim();
    assertThat(inquiry.ask(known())).isInstanceOf(Finding.Absent.class);
    assertThat(kind(sender.send(late, () -> false))).isEqualTo("not-sent-message");
    assertThat(kind(sender.send(late, () -> true))).isEqualTo("unknown-for-person");
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @Test
  void a_draft_that_was_sent_is_found() {
    sender.send(claim(), () -> true);
    assertThat(inquiry.ask(known())).isEqualTo(found());
  }

  @Test
  void a_draft_whose_choice_was_lost_is_withdrawn_by_its_name() {
    prepare();
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Absent.class);
    assertThat(calls("campaign/delete")).isEqualTo(1);
    assertThat(inquiry.ask(known())).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void a_draft_whose_choice_was_lost_and_that_was_sent_is_found_by_its_name() {
    sender.send(claim(), () -> true);
    assertThat(inquiry.ask(lost())).isEqualTo(found());
  }

  @Test
  void a_draft_that_nobody_chose_is_withdrawn_beside_the_one_that_was_sent() {
    drafts.unsure();
    sender.send(claim(), () -> true); // chosen, and nobody is sure
    sender.send(Specimens.claim(sender, sms()), () -> true); // a second draft of the same name
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Absent.class);
    assertThat(calls("campaign/delete")).isEqualTo(2);
  }

  @Test
  void two_that_were_sent_are_for_a_person() {
    sender.send(claim(), () -> true);
    var other = new MobizonStagedSender(settings, new ChosenDrafts(), wire(), wire());
    other.send(Specimens.claim(other, sms()), () -> true);
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void drafts_of_other_messages_to_the_same_number_are_left_alone() {
    var key = Specimens.lead(2);
    var theirs = sms(key, Specimens.PHONE, "another text");
    mobizon.faults(FaultPlan.script(Fault.NONE, Fault.NONE, Fault.CUT_BEFORE));
    sender.send(Specimens.claim(sender, theirs), () -> true);
    mobizon.faults(FaultPlan.calm());
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Absent.class);
    assertThat(calls("campaign/delete")).isZero();
  }

  @Test
  void a_draft_that_may_be_of_a_later_claim_is_left_alone() {
    prepare();
    drafts.settled();
    assertThat(inquiry.ask(lost()))
        .isEqualTo(new Finding.NoAnswer("The message moved on while Mobizon was asked."));
    assertThat(inquiry.ask(known())).isInstanceOf(Finding.NoAnswer.class);
    assertThat(calls("campaign/delete")).isZero();
  }

  @Test
  void an_error_on_the_way_is_no_answer() {
    prepare();
    for (var fault : List.of(Fault.LIST_ERROR, Fault.OUTAGE)) {
      mobizon.faults(FaultPlan.always(fault));
      assertThat(inquiry.ask(known())).as("%s", fault).isInstanceOf(Finding.NoAnswer.class);
      assertThat(inquiry.ask(lost())).as("%s", fault).isInstanceOf(Finding.NoAnswer.class);
    }
  }

  @Test
  void a_list_that_does_not_show_a_draft_yet_is_why_it_is_asked_twice() {
    prepare();
    mobizon.rules().shownAfter(Duration.ofMinutes(5));
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Absent.class);
    assertThat(calls("campaign/delete")).isZero();
    mobizon.rules().shownAfter(Duration.ZERO);
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Absent.class);
    assertThat(calls("campaign/delete")).isEqualTo(1);
  }

  @Test
  void what_one_call_sent_under_the_same_name_is_found_too() {
    var oneCall = new MobizonSender(settings, wire());
    oneCall.send(Specimens.claim(oneCall, sms()), () -> true);
    assertThat(inquiry.ask(lost())).isInstanceOf(Finding.Found.class);
  }
}
