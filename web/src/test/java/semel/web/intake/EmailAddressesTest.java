package semel.web.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.intake.EmailAddresses.Reading;
import semel.web.intake.EmailAddresses.Reason;

final class EmailAddressesTest {

  private static String read(String typed) {
    return switch (EmailAddresses.read(typed)) {
      case Reading.Usable(var address) -> address.address();
      case Reading.Unusable(var reason) -> reason.name();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "a@b.kz, a@b.kz",
    "Aigul.K+test@Example.KZ, Aigul.K+test@example.kz",
    "' a@b.kz ', a@b.kz",
    "o'neil_x-y@mail.example.com, o'neil_x-y@mail.example.com",
    "ivan@почта.рф, ivan@xn--80a1acny.xn--p1ai",
    "ivan@ПОЧТА.рф, ivan@xn--80a1acny.xn--p1ai",
    "a@bücher.de, a@xn--bcher-kva.de",
    "a@b.c-d.museum, a@b.c-d.museum",
    "1@2.io, 1@2.io"
  })
  void an_address_that_works_is_taken(String typed, String address) {
    assertThat(read(typed)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "a@b@c.kz", "a.b.kz", "a@@b.kz", "a@b.kz,c@d.kz"})
  void an_address_has_one_at(String typed) {
    assertThat(read(typed))
        .isIn("AT", "NAME", "DOMAIN")
        .isEqualTo(typed.equals("@") ? "NAME" : "AT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@b.kz",
        "a b@c.kz",
        "\"a\"@b.kz",
        ".a@b.kz",
        "a.@b.kz",
        "a..b@c.kz",
        "имя@b.kz",
        "a,b@c.kz",
        "<a@b.kz",
        "a:b@c.kz",
        "a\r\nBcc: x@b.kz",
        "a\0@b.kz",
        "a\u200b@b.kz"
      })
  void a_name_has_only_what_names_have(String typed) {
    assertThat(read(typed)).isEqualTo(Reason.NAME.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "a@b",
        "a@b.",
        "a@.b.kz",
        "a@b..kz",
        "a@-b.kz",
        "a@b-.kz",
        "a@b_c.kz",
        "a@b c.kz",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@b.k",
        "a@b.123",
        "a@b.kz>",
        "a@b.kz\nBcc: x",
        "a@b.kz\0",
        "a@b\u0000.kz",
        "a@xn--.kz\u0001"
      })
  void a_domain_is_one_that_can_exist(String typed) {
    assertThat(read(typed)).isEqualTo(Reason.DOMAIN.name());
  }

  @Test
  void lengths_are_those_of_the_mail_standards() {
    assertThat(read("a".repeat(64) + "@b.kz")).isEqualTo("a".repeat(64) + "@b.kz");
    assertThat(read("a".repeat(65) + "@b.kz")).isEqualTo("NAME");
    assertThat(read("a@" + "b".repeat(63) + ".kz")).endsWith(".kz");
    assertThat(read("a@" + "b".repeat(64) + ".kz")).isEqualTo("DOMAIN");
    var long254 = "a@" + "b.".repeat(125) + "kz";
    assertThat(read(long254)).hasSize(254);
    assertThat(read("a" + long254)).isEqualTo("TOO_LONG");
    assertThat(read("a@" + "я.".repeat(60) + "рф")).isEqualTo("DOMAIN");
  }

  @Test
  void nothing_that_is_taken_can_break_a_header() {
    var random = new SplittableRandom(1);
    var alphabet = "a.@-_я\u00df。\u0000\r\n\"<>,; \ud83d\ude00xn--";
    var taken = 0;
    for (var n = 0; n < 200_000; n++) {
      var typed = new StringBuilder(random.nextInt(2) == 0 ? "a@b.kz" : "a@");
      for (var i = random.nextInt(12); i > 0; i--) {
        var c = alphabet.charAt(random.nextInt(alphabet.length()));
        typed.insert(random.nextInt(typed.length() + 1), c);
      }
      if (EmailAddresses.read(typed.toString()) instanceof Reading.Usable(var address)) {
        assertThat(address.address()).matches("[A-Za-z0-9._-]+@[a-z0-9.-]+\\.[a-z0-9-]+");
        taken++;
      }
    }
    assertThat(taken).isPositive();
  }
}
