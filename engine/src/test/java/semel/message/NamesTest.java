package semel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.AccountId;
import semel.message.Content.Email;
import semel.message.Content.Sms;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// How things are called on paper, and which things never belong together.
class NamesTest {

  private static final LeadId LEAD = LeadId.parse("0198c0de-0000-7abc-8def-0123456789ab");
  private static final Recipient PHONE = new PhoneNumber("+77771234567");
  private static final Recipient ADDRESS = new EmailAddress("anna@example.org");
  private static final Content SMS = new Sms("Hello");
  private static final Content EMAIL =
      new Email("Hello", "Hello", "<p>Hello</p>", "https://s.example/u/1e");

  @Test
  void a_name_prints_as_itself() {
    assertThat(new AccountId("mobizon")).hasToString("mobizon");
    assertThat(new ClaimId(new UUID(1, 2))).hasToString("00000000-0000-0001-0000-000000000002");
    var key = new MessageKey(LEAD, Channel.SMS);
    assertThat(key).hasToString("semel:0198c0de-0000-7abc-8def-0123456789ab:sms");
    assertThat(key.text()).isEqualTo(key.toString());
  }

  @Test
  void a_channel_has_a_word_for_people_and_a_key_for_machines() {
    assertThat(Channel.SMS.word()).isEqualTo("SMS");
    assertThat(Channel.SMS.key()).isEqualTo("sms");
    assertThat(Channel.EMAIL.word()).isEqualTo("Email");
    assertThat(Channel.EMAIL.key()).isEqualTo("email");
  }

  @ParameterizedTest
  @EnumSource
  void a_state_is_called_in_json_as_in_java_but_in_lower_case_with_hyphens(State.Name name) {
    assertThat(name.key().replace('-', '_').toUpperCase(Locale.ROOT)).isEqualTo(name.name());
  }

  @Test
  void a_claim_is_named_by_all_128_bits() {
    var drawn = ClaimId.draw(RandomGenerator.of("L64X128MixRandom"));
    assertThat(drawn.value().getMostSignificantBits()).isNotZero();
    assertThat(drawn.value().getLeastSignificantBits()).isNotZero();
  }

  @Test
  void recipient_and_content_of_an_envelope_belong_to_its_channel() {
    var sms = new MessageKey(LEAD, Channel.SMS);
    var email = new MessageKey(LEAD, Channel.EMAIL);
    assertThat(new Envelope(sms, PHONE, SMS).content()).isEqualTo(SMS);
    assertThat(new Envelope(email, ADDRESS, EMAIL).content()).isEqualTo(EMAIL);
    refused(sms, ADDRESS, SMS);
    refused(sms, PHONE, EMAIL);
    refused(sms, ADDRESS, EMAIL);
    refused(email, PHONE, EMAIL);
    refused(email, ADDRESS, SMS);
    refused(email, PHONE, SMS);
  }

  private static void refused(MessageKey key, Recipient recipient, Content content) {
    assertThatThrownBy(() -> new Envelope(key, recipient, content))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recipient and content belong to " + key.channel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void a_reference_is_never_blank(String text) {
    assertThatThrownBy(() -> new ProviderReference(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_verdict_is_told_from_a_reference() {
    assertThat(ProviderReference.ofVerdict("anna").isVerdict()).isTrue();
    assertThat(ProviderReference.ofVerdict("anna").value()).isEqualTo("verdict of anna");
    assertThat(new ProviderReference("p-1").isVerdict()).isFalse();
  }

  @Test
  void a_mask_never_shows_half_a_character() {
    assertThat(new EmailAddress("\uFFFDx@example.org").masked()).isEqualTo("\uFFFD•••@example.org");
    assertThat(new EmailAddress("\uD800\uDC00x@example.org").masked()).isEqualTo("•••@example.org");
  }
}
