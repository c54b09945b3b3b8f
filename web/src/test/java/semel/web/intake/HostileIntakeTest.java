package semel.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.hostile.Hostile;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.json.StrictReader.Reading;

/// Numbers, addresses and bodies, without HTTP around them: whatever is taken is read the same way
/// again, and nothing makes a reader throw.
class HostileIntakeTest {

  private static final PhoneNumbers KAZAKHSTAN = new PhoneNumbers(List.of("KZ"));

  static List<byte[]> phones() {
    return bytes(
        "+7 (777) 123-45-67",
        "87771234567",
        "7771234567",
        "+87771234567",
        "tel:+77771234567",
        "٨٧٧٧١٢٣٤٥٦٧",
        "+7 727 250 11 22",
        "+49 151 12345678",
        "8-800-080-77-77",
        "112");
  }

  static List<byte[]> addresses() {
    return bytes(
        "anna@example.kz",
        " Anna.Petrova+x@Example.KZ ",
        "анна@пример.рф",
        "a@xn--e1afmkfd.xn--p1ai",
        "a@b.co",
        "\"a b\"@example.org",
        "a@-b.org");
  }

  static List<byte[]> bodies() {
    return bytes(
        "{\"name\":\"Айгүл\",\"email\":\"a@example.kz\",\"phone\":\"8 "
            + "777 123 45 67\",\"answers\":[1,\"да\"]}",
        "{\"name\":\"A\",\"email\":\"a@b.kz\",\"phone\":\"+77771234567"
            + "\",\"source\":\"x\",\"metadata\":{\"utm\":1}}",
        "{\"a\":[1,2.50,-3e7,{\"b\":null}],\"c\":true,\"d\":\"\\ud83d\\ude00\"}",
        "[]",
        "null",
        "{\"a\":1,\"a\":2}");
  }

  private static List<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  @Test
  void mutants_of_numbers_are_kazakh_mobiles_or_none() {
    Hostile.attack("the phone numbers", phones(), HostileIntakeTest::phone);
  }

  @Test
  void mutants_of_addresses_are_plain_addresses_or_none() {
    Hostile.attack("the email addresses", addresses(), HostileIntakeTest::address);
  }

  @Test
  void mutants_of_bodies_are_registrations_or_wrong_fields_or_flaws() {
    Hostile.attack("the bodies", bodies(), HostileIntakeTest::body);
  }

  static void phone(byte[] input) {
    if (KAZAKHSTAN.read(new String(input, UTF_8))
        instanceof PhoneNumbers.Reading.Reachable(var number)) {
      assertThat(number.e164()).matches("\\+77[0-9]{9}");
      assertThat(KAZAKHSTAN.read(number.e164()))
          .isEqualTo(new PhoneNumbers.Reading.Reachable(number));
    }
  }

  static void address(byte[] input) {
    if (EmailAddresses.read(new String(input, UTF_8))
        instanceof EmailAddresses.Reading.Usable(var address)) {
      assertThat(address.address())
          .hasSizeLessThanOrEqualTo(EmailAddresses.LENGTH_MAX)
          .matches("[!-?A-~]+@[a-z0-9.-]+");
      assertThat(EmailAddresses.read(address.address()))
          .isEqualTo(new EmailAddresses.Reading.Usable(address));
    }
  }

  static void body(byte[] input) {
    switch (StrictReader.read(input)) {
      case Reading.Flawed(_, var detail) -> assertThat(detail.length()).isLessThanOrEqualTo(81);
      case Reading.Read(var json) -> {
        assertThat(StrictReader.read(json.text().getBytes(UTF_8)))
            .isEqualTo(new Reading.Read(json));
        var canonical = StrictReader.read(json.canonical().getBytes(UTF_8));
        assertThat(canonical).isInstanceOf(Reading.Read.class);
        assertThat(((Reading.Read) canonical).json().canonical()).isEqualTo(json.canonical());
        if (json instanceof Json.Members members) {
          checked(members);
        }
      }
    }
  }

  private static void checked(Json.Members members) {
    switch (Form.check("spring", members, null, KAZAKHSTAN)) {
      case Form.Checked.Invalid(var fields, _) -> assertThat(fields).isNotEmpty();
      case Form.Checked.Valid(var registration) -> {
        assertThat(registration.name()).isNotBlank();
        assertThat(registration.phone().e164()).startsWith("+77");
        assertThat(Fingerprint.of("POST", "/", members)).matches("[0-9a-f]{64}");
      }
    }
  }
}
