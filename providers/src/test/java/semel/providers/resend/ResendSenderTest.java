package semel.providers.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static semel.providers.Specimens.EMAIL;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.email;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;
import static semel.providers.Specimens.words;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.account.Capability;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Content;
import semel.message.Envelope;
import semel.providers.Secret;
import semel.providers.SenderUnderFaults;
import semel.providers.fake.FakeResend;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.wire.Wire;

final class ResendSenderTest extends SenderUnderFaults {

  private static final Secret KEY = new Secret("re_123456789_AbCdEf");
  private static final String FROM = "Семель <hello@example.kz>";

  private Instant now = Instant.parse("2026-06-24T18:13:15Z");
  private final FakeResend resend = new FakeResend(KEY.value(), () -> now, 0);

  @Override
  protected FakeResend fake() {
    return resend;
  }

  @Override
  protected Sender sender(URI url, Wire wire) {
    return new ResendSender(ResendSettings.of(url, KEY, FROM), wire);
  }

  @Override
  protected Envelope envelope() {
    return email();
  }

  @Override
  protected String secret() {
    return KEY.value();
  }

  @Test
  void the_account_honours_a_key_for_twenty_hours() {
    var account = sender(resend.uri(), wire()).account();

    assertThat(account.id().value()).isEqualTo("resend");
    assertThat(account.capability()).isEqualTo(new Capability.Keyed(Duration.ofHours(20)));
  }

  @Test
  void the_frozen_json_is_this_to_the_byte_and_goes_out_as_it_is() {
    var plain =
        new Envelope(
            email().key(),
            EMAIL,
            new Content.Email("A \"subject\"", "Hi\n😀", "<p>Привет</p>", "https://e.kz/u/Ab3e"));
    var sender = sender(resend.uri(), wire());
    var body =
        "{\"from\":\"Семель <hello@example.kz>\",\"to\":[\"anna.petrova@example.kz\"],"
            + "\"subject\":\"A \\\"subject\\\"\",\"html\":\"<p>Привет</p>\","
            + "\"text\":\"Hi\\n😀\",\"headers\":{\"List-Unsubscribe\":"
            + "\"<https://e.kz/u/Ab3e>\","
            + "\"List-Unsubscribe-Post\":\"List-Unsubscribe=One-Click\"},"
            + "\"tags\":[{\"name\":\"lead\","
            + "\"value\":\"01890a5d-ac96-774b-bcce-000000000001\"},"
            + "{\"name\":\"channel\",\"value\":\"email\"}]}";

    assertThat(sender.compose(plain)).isEqualTo(new Body(body));
    sender.send(claim(sender, plain), () -> true);
    assertThat(resend.ledger().entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.text()).isEqualTo(body);
          assertThat(entry.marker()).isEqualTo(email().key().text());
          assertThat(entry.recipient()).isEqualTo(EMAIL.address());
        });
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CUT_BEFORE",
        "CUT_AFTER_ACCEPTING",
        "ERROR_500_AFTER_ACCEPTING",
        "ERROR_500_WITHOUT_ACCEPTING",
        "GARBAGE_AFTER_ACCEPTING",
        "HALF_ANSWER_AFTER_ACCEPTING",
        "NO_ID_AFTER_ACCEPTING",
        "OUTAGE"
      })
  void a_repeat_under_the_key_ends_every_doubt_with_one_email(Fault fault) {
    resend.faults(FaultPlan.script(fault));
    var sender = sender(resend.uri(), wire());
    assertThat(kind(sender.send(claim(sender, email()), () -> true))).isEqualTo("unknown");

    var repeated = sender.send(claim(sender, email()), () -> true);

    assertThat(resend.ledger().entries()).hasSize(1);
    assertThat(words(repeated)).isEqualTo(resend.ledger().entries().getFirst().reference());
    assertThat(resend.ledger().requests(Fault.Kind.SEND)).isEqualTo(2);
  }

  @Test
  void a_repeat_while_the_first_request_runs_is_unknown_and_nothing_more() throws Exception {
    resend.faults(
        FaultPlan.script(Fault.SLOW).pausing(Duration.ofMillis(700), Duration.ofSeconds(9)));
    var sender = sender(resend.uri(), wire());
    var first = new FutureTask<>(() -> sender.send(claim(sender, email()), () -> true));
    Thread.ofVirtual().start(first);
    until(() -> resend.ledger().requests(Fault.Kind.SEND) == 1);

    var second = sender.send(claim(sender, email()), () -> true);

    assertThat(second)
        .isEqualTo(new Outcome.Unknown("An earlier request with this key is in progress."));
    assertThat(kind(first.get())).isEqualTo("accepted");
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void another_body_under_the_key_is_for_a_person_and_sends_nothing() {
    var sender = sender(resend.uri(), wire());
    sender.send(claim(sender, email()), () -> true);
    var claim = claim(sender, email());
    var other =
        new Claim(
            claim.key(),
            claim.id(),
            claim.recipient(),
            new Body(claim.body().value() + " "),
            claim.began(),
            claim.keyLeft(),
            null);

    assertThat(kind(sender.send(other, () -> true))).isEqualTo("unknown-for-person");
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void a_refusal_that_used_the_key_up_is_said_again_and_sends_nothing() {
    resend.failuresUseKeys(true);
    resend.faults(FaultPlan.script(Fault.REFUSE));
    var sender = sender(resend.uri(), wire());

    for (int time = 0; time < 2; time++) {
      assertThat(kind(sender.send(claim(sender, email()), () -> true))).isEqualTo("refused");
    }
    assertThat(resend.ledger().entries()).isEmpty();
  }

  @Test
  void within_the_safe_time_the_key_is_known_and_after_a_day_it_is_not() {
    var sender = sender(resend.uri(), wire());
    sender.send(claim(sender, email()), () -> true);

    now = now.plus(ResendSettings.TTL_SAFE);
    sender.send(claim(sender, email()), () -> true);
    assertThat(resend.ledger().entries()).hasSize(1);

    now = now.plus(Duration.ofHours(4));
    sender.send(claim(sender, email()), () -> true);
    assertThat(resend.ledger().entries()).as("why the engine stops before that").hasSize(2);
  }

  @Test
  void an_sms_is_a_mistake_of_the_caller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender(resend.uri(), wire()).compose(sms()));
  }

  @Test
  void settings_refuse_what_cannot_work_and_never_print_the_key() {
    assertThat(ResendSettings.of(resend.uri(), KEY, FROM).toString()).doesNotContain(KEY.value());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResendSettings.of(resend.uri(), KEY, "Semel"));
    for (Duration life : new Duration[] {Duration.ZERO, Duration.ofHours(24)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ResendSettings(resend.uri(), KEY, FROM, life, true));
    }
  }
}
