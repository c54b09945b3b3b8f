package semel.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.message.Channel;
import semel.providers.resend.ResendSender;
import semel.simulator.edge.Bench;
import semel.simulator.fault.Fault;

/// The simulated Resend behind the adapter that ships.
class SimulatedResendTest {

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private @Nullable Bench made;

  @AfterEach
  void close() {
    if (made != null) {
      made.close();
    }
  }

  private record Setting(Bench bench, ResendSender sender) {

    @Nullable Outcome send(String text) {
      return bench.run(() -> sender.send(bench.email(sender, text), () -> true));
    }

    long taken() {
      return bench.ledger.count();
    }
  }

  private Setting with(Fault... always) {
    var bench = new Bench(always);
    made = bench;
    var resend = new SimulatedResend(bench.agenda, bench.faults, bench.ledger, REMEMBERED);
    return new Setting(bench, new ResendSender(Bench.RESEND, bench.wire(resend)));
  }

  @Test
  void it_takes_an_email_and_the_ledger_knows_for_whom() {
    var setting = with();

    assertThat(setting.send("text")).isInstanceOf(Outcome.Accepted.class);
    assertThat(setting.bench().ledger.of(Bench.key(Channel.EMAIL)))
        .singleElement()
        .satisfies(effect -> assertThat(effect.recipient()).isEqualTo("person1@example.org"));
  }

  @Test
  void the_same_key_and_body_again_is_the_same_email() {
    var setting = with();
    var first = setting.send("text");

    assertThat(setting.send("text")).isEqualTo(first);
    assertThat(setting.taken()).isEqualTo(1);
  }

  @Test
  void the_same_key_with_another_body_is_for_a_person_and_takes_nothing() {
    var setting = with();
    setting.send("text");

    assertThat(setting.send("another"))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.forPerson()).isTrue());
    assertThat(setting.taken()).isEqualTo(1);
  }

  @Test
  void a_key_is_forgotten_when_its_time_is_over() {
    var setting = with();
    setting.send("text");
    setting.bench().passes(REMEMBERED);
    setting.send("text");

    assertThat(setting.taken()).isEqualTo(2);
  }

  @Test
  void a_key_is_forgotten_early_where_that_is_broken() {
    var setting = with(Fault.KEY_FORGOTTEN);
    setting.send("text");
    setting.send("text");

    assertThat(setting.taken()).isEqualTo(2);
  }

  @Test
  void a_request_that_is_delivered_twice_is_one_email() {
    var setting = with(Fault.DELIVERED_TWICE);

    assertThat(setting.send("text")).isInstanceOf(Outcome.Accepted.class);
    assertThat(setting.taken()).isEqualTo(1);
  }

  @Test
  void a_refusal_takes_nothing_and_is_final() {
    var setting = with(Fault.REFUSES);

    assertThat(setting.send("text")).isInstanceOf(Outcome.Refused.class);
    assertThat(setting.taken()).isZero();
  }

  @Test
  void too_many_calls_take_nothing() {
    var setting = with(Fault.RATE_LIMITED);

    assertThat(setting.send("text")).isInstanceOf(Outcome.NotSent.class);
    assertThat(setting.taken()).isZero();
  }

  @Test
  void an_answer_without_an_id_leaves_it_unknown() {
    var setting = with(Fault.NO_ID);

    assertThat(setting.send("text")).isInstanceOf(Outcome.Unknown.class);
    assertThat(setting.taken()).isEqualTo(1);
  }
}
