package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static semel.providers.Specimens.PHONE;
import static semel.providers.Specimens.TEXT;
import static semel.providers.Specimens.claim;
import static semel.providers.Specimens.email;
import static semel.providers.Specimens.kind;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Capability;
import semel.dispatch.Sender;
import semel.message.Envelope;
import semel.message.Recipient.PhoneNumber;
import semel.providers.CannedServer;
import semel.providers.Secret;
import semel.providers.SenderUnderFaults;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.MobizonRules.Moderation;
import semel.providers.mobizon.MobizonSettings.Codes;
import semel.providers.mobizon.MobizonSettings.Search;
import semel.providers.wire.Wire;

final class MobizonSenderTest extends SenderUnderFaults {

  private static final Secret KEY = new Secret("kz" + "0a".repeat(34));

  private final FakeMobizon mobizon = new FakeMobizon(KEY.value());

  @Override
  protected FakeMobizon fake() {
    return mobizon;
  }

  @Override
  protected Sender sender(URI url, Wire wire) {
    return new MobizonSender(MobizonSettings.of(url, KEY, null), wire);
  }

  @Override
  protected Envelope envelope() {
    return sms();
  }

  @Override
  protected String secret() {
    return KEY.value();
  }

  @Test
  void the_account_is_asked_about_doubts() {
    var account = sender(mobizon.uri(), wire()).account();

    assertThat(account.id().value()).isEqualTo("mobizon");
    assertThat(account.capability()).isEqualTo(new Capability.Lookup());
  }

  @Test
  void the_frozen_form_is_this_to_the_byte() {
    var settings =
        new MobizonSettings(
            mobizon.uri(), KEY, "SEMEL", Duration.ofHours(2), Codes.DOCUMENTED, Search.DEFAULT);
    var envelope = sms(sms().key().lead(), PHONE, "Hi & bye");

    assertThat(new MobizonSender(settings, wire()).compose(envelope).value())
        .isEqualTo(
            "recipient=77771234567&text=Hi+%26+bye&params%5Bname%5D="
                + "semel%3A01890a5d-ac96-774b-bcce-000000000001%3Asms"
                + "&from=SEMEL&params%5Bvalidity%5D=120");
  }

  @Test
  void the_provider_gets_number_text_and_message_key() {
    var sender = sender(mobizon.uri(), wire());

    sender.send(claim(sender, sms()), () -> true);

    assertThat(mobizon.ledger().entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.recipient()).isEqualTo("77771234567");
          assertThat(entry.text()).isEqualTo(TEXT);
          assertThat(entry.marker()).isEqualTo(sms().key().text());
        });
  }

  @Test
  void the_key_travels_in_the_body_after_the_frozen_bytes_and_never_in_the_address() {
    try (var canned = new CannedServer()) {
      var sender = sender(URI.create(canned.uri() + "/proxied/"), wire());
      var claim = claim(sender, sms());

      sender.send(claim, () -> true);

      assertThat(canned.asked())
          .containsExactly(
              new CannedServer.Asked(
                  "/proxied/service/message/sendSmsMessage?output=json&api=v1",
                  claim.body().value() + "&apiKey=" + KEY.value()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 500})
  void a_refusal_is_understood_under_any_http_code(int code) {
    mobizon.rules().errorHttpCode(code);
    var sender = sender(mobizon.uri(), wire());
    var landline = sms(sms().key().lead(), new PhoneNumber("+7123456"), "x");

    assertThat(kind(sender.send(claim(sender, landline), () -> true))).isEqualTo("refused");
    assertThat(mobizon.ledger().entries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "DECLINED"})
  void what_waits_for_a_moderator_is_accepted(Moderation moderation) {
    mobizon.rules().moderation(moderation);
    var sender = sender(mobizon.uri(), wire());

    assertThat(kind(sender.send(claim(sender, sms()), () -> true))).isEqualTo("accepted");
  }

  @Test
  void a_wrong_key_pauses_the_account() {
    var sender =
        new MobizonSender(MobizonSettings.of(mobizon.uri(), new Secret("kz-wrong"), null), wire());

    assertThat(kind(sender.send(claim(sender, sms()), () -> true))).isEqualTo("not-sent-account");
  }

  @Test
  void an_email_is_a_mistake_of_the_caller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sender(mobizon.uri(), wire()).compose(email()));
  }

  @Test
  void settings_refuse_what_mobizon_would_not_take_and_never_print_the_key() {
    assertThat(MobizonSettings.of(mobizon.uri(), KEY, null).toString()).doesNotContain(KEY.value());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MobizonSettings.of(mobizon.uri(), KEY, " "));
    for (long minutes : new long[] {59, 1441}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new MobizonSettings(
                  mobizon.uri(),
                  KEY,
                  null,
                  Duration.ofMinutes(minutes),
                  Codes.DOCUMENTED,
                  Search.DEFAULT));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Search(Duration.ofDays(2), 10, 20, 50, true, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Search(Duration.ZERO, 100, 20, 50, true, true));
  }
}
