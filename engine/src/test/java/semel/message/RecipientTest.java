package semel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

class RecipientTest {

  /// Country code, operator and the last two digits: what the log line of the contract shows.
  private static final int DIGITS_SHOWN_MAX = 6;

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "+77771234567, +7 777 ••• •• 67",
    "+79001112233, +7 900 ••• •• 33",
    "+4915112345678, +49 ••• •• 78",
    "+1234567, +12 ••• •• 67"
  })
  void a_phone_number_is_masked(String number, String shown) {
    assertThat(new PhoneNumber(number).masked()).isEqualTo(shown);
  }

  @Test
  void no_mask_shows_more_digits_than_allowed() {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var digits = new StringBuilder().append(1 + random.nextInt(9));
      var length = 7 + random.nextInt(9);
      while (digits.length() < length) {
        digits.append(random.nextInt(10));
      }
      var phone = new PhoneNumber("+" + digits);
      var shown = phone.masked().chars().filter(Character::isDigit).count();
      assertThat(shown).as(phone.e164()).isLessThanOrEqualTo(DIGITS_SHOWN_MAX);
      assertThat(shown).as(phone.e164()).isLessThan(length);
      assertThat(phone.masked()).doesNotContain(phone.digits());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "77771234567",
        "+0771234567",
        "+123456",
        "+1234567890123456",
        "+7777123456a",
        "+7 777 123 45 67",
        "+77771234567\n",
        "+٧٧٧٧١٢٣٤٥٦٧"
      })
  void what_is_not_e164_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> new PhoneNumber(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a phone number is stored in E.164");
  }

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
    "anna@example.org, a•••@example.org",
    "a@example.org, a•••@example.org",
    "\uD83D\uDE00anna@example.org, •••@example.org",
    "odd@name@example.org, o•••@example.org"
  })
  void an_address_is_masked(String address, String shown) {
    assertThat(new EmailAddress(address).masked()).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anna", "@example.org"})
  void an_address_has_a_name_before_its_at(String text) {
    assertThatThrownBy(() -> new EmailAddress(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_recipient_decides_the_channel() {
    assertThat(new PhoneNumber("+77771234567").channel()).isEqualTo(Channel.SMS);
    assertThat(new EmailAddress("anna@example.org").channel()).isEqualTo(Channel.EMAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "000000001-001-0001-0001-000000000001",
        "00000000-0000-0001-0000-00000000000g",
        "00000000-0000-0001-0000-0000000000011"
      })
  void a_lead_id_is_read_in_its_usual_form_only(String text) {
    assertThatThrownBy(() -> LeadId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_lead_id_is_read_back_as_it_was_written_in_either_case() {
    var text = "0198c0de-0000-7abc-8def-0123456789ab";
    assertThat(LeadId.parse(text)).hasToString(text);
    assertThat(LeadId.parse(text.toUpperCase(Locale.ROOT))).hasToString(text);
  }

  @Test
  void a_message_key_is_short_ascii_and_names_lead_and_channel() {
    var lead = LeadId.parse("0198c0de-0000-7abc-8def-0123456789ab");
    assertThat(new MessageKey(lead, Channel.SMS).text())
        .isEqualTo("semel:0198c0de-0000-7abc-8def-0123456789ab:sms");
    assertThat(new MessageKey(lead, Channel.EMAIL).text().length()).isLessThan(256);
  }
}
