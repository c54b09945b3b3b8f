package semel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import semel.account.Finding;
import semel.account.Outcome;
import semel.contract.ProviderContract;
import semel.dispatch.Claim;
import semel.sandbox.Behaviour;

/// What every [Inquiry] keeps: it finds what was taken, never calls an error an absence, and sends
/// nothing.
public abstract class InquiryContract extends ProviderContract {

  protected InquiryContract() {}

  private Finding ask(Claim claim) {
    var now = Instant.now();
    var began = now.minus(Duration.ofMinutes(15));
    var times = new Doubt.Times(began, began.plusSeconds(60), now, null, now);
    var account = provider.sender().account().id();
    return provider
        .inquiry()
        .ask(new Doubt(inDoubt(claim, began), account, claim.recipient(), claim.body(), times));
  }

  @Test
  void it_asks_about_the_account_that_sends() {
    assertThat(provider.inquiry().account()).isEqualTo(provider.sender().account());
  }

  @Test
  void what_was_accepted_is_found_under_the_same_name() {
    var claim = claim(1);
    var accepted = (Outcome.Accepted) send(claim);
    assertThat(ask(claim)).isEqualTo(new Finding.Found(accepted.reference()));
  }

  @Test
  void what_was_taken_in_silence_is_found() {
    provider.behave(Behaviour.SILENT);
    var claim = claim(1);
    send(claim);
    provider.behave(Behaviour.NORMAL);
    if (provider.taken(claim.key()) == 1) {
      assertThat(ask(claim)).isInstanceOf(Finding.Found.class);
    } else {
      assertThat(ask(claim)).isInstanceOf(Finding.Absent.class);
    }
  }

  @Test
  void what_was_never_taken_is_absent_and_stays_so() {
    var claim = claim(1);
    assertThat(ask(claim)).isInstanceOf(Finding.Absent.class);
    assertThat(provider.taken(claim.key())).isZero();
  }

  @Test
  void a_message_of_another_lead_to_the_same_recipient_is_not_taken_for_it() {
    send(claim(1));
    assertThat(ask(claim(2))).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void all_attempts_count_and_not_only_the_last() {
    send(claim(1));
    assertThat(ask(claim(1))).isInstanceOf(Finding.Found.class);
  }

  @Test
  void a_provider_that_is_down_gives_no_answer() {
    var sent = claim(1);
    send(sent);
    provider.behave(Behaviour.DOWN);
    assertThat(ask(sent)).isInstanceOf(Finding.NoAnswer.class);
    assertThat(ask(claim(2))).isInstanceOf(Finding.NoAnswer.class);
  }
}
