package semel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.contract.ProviderContract;
import semel.sandbox.Behaviour;

/// What every [Sender] keeps: one request at most, none that the guard refuses, and doubt by
/// default.
public abstract class SenderContract extends ProviderContract {

  protected SenderContract() {}

  @Test
  void the_same_envelope_gives_the_same_body() {
    var body = provider.sender().compose(envelope(1));
    assertThat(provider.sender().compose(envelope(1))).isEqualTo(body);
    assertThat(provider.sender().compose(envelope(2))).isNotEqualTo(body);
  }

  @Test
  void what_was_accepted_is_named_and_was_taken_once() {
    var claim = claim(1);
    assertThat(send(claim)).isInstanceOf(Outcome.Accepted.class);
    assertThat(provider.taken(claim.key())).isEqualTo(1);
  }

  @Test
  void the_guard_is_asked_before_anything_was_taken() {
    var claim = claim(1);
    var asked = new AtomicInteger();
    provider
        .sender()
        .send(
            claim,
            () -> {
              assertThat(provider.taken(claim.key())).isZero();
              asked.incrementAndGet();
              return true;
            });
    assertThat(asked).hasPositiveValue();
    assertThat(provider.taken(claim.key())).isEqualTo(1);
  }

  @Test
  void what_the_guard_refuses_is_not_sent() {
    var claim = claim(1);
    assertThat(provider.sender().send(claim, () -> false)).isInstanceOf(Outcome.NotSent.class);
    assertThat(provider.taken(claim.key())).isZero();
  }

  @Test
  void what_the_guard_refused_may_be_sent_by_a_later_claim() {
    provider.sender().send(claim(1), () -> false);
    assertThat(send(claim(1))).isInstanceOf(Outcome.Accepted.class);
    assertThat(provider.taken(claim(1).key())).isEqualTo(1);
  }

  @Test
  void a_refusal_is_a_refusal_and_nothing_was_taken() {
    provider.behave(Behaviour.REFUSES);
    var claim = claim(1);
    assertThat(send(claim)).isInstanceOf(Outcome.Refused.class);
    assertThat(provider.taken(claim.key())).isZero();
  }

  @Test
  void a_provider_that_is_down_took_nothing() {
    provider.behave(Behaviour.DOWN);
    var claim = claim(1);
    assertThat(send(claim)).isInstanceOf(Outcome.NotSent.class);
    assertThat(provider.taken(claim.key())).isZero();
  }

  @Test
  void silence_is_doubt_and_is_not_retried() {
    provider.behave(Behaviour.SILENT);
    var claim = claim(1);
    assertThat(send(claim)).isInstanceOf(Outcome.Unknown.class);
    assertThat(provider.taken(claim.key())).isLessThanOrEqualTo(1);
  }

  @Test
  void a_repeat_of_the_same_identity_is_the_same_message() {
    assumeTrue(provider.sender().account().capability().repeats());
    var first = send(claim(1));
    assertThat(send(claim(1))).isEqualTo(first);
    assertThat(provider.taken(claim(1).key())).isEqualTo(1);
  }

  @Test
  void a_repeat_after_silence_is_the_same_message() {
    assumeTrue(provider.sender().account().capability().repeats());
    provider.behave(Behaviour.SILENT);
    send(claim(1));
    provider.behave(Behaviour.NORMAL);
    assertThat(send(claim(1))).isInstanceOf(Outcome.Accepted.class);
    assertThat(provider.taken(claim(1).key())).isEqualTo(1);
  }

  @Test
  void no_outcome_names_the_recipient() {
    var lead = 1;
    for (var behaviour :
        List.of(Behaviour.NORMAL, Behaviour.REFUSES, Behaviour.DOWN, Behaviour.SILENT)) {
      provider.behave(behaviour);
      var told = send(claim(lead++)).toString();
      assertThat(told).doesNotContain(PHONE.substring(1)).doesNotContain(ADDRESS);
    }
  }
}
