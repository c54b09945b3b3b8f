package semel.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.users.PasswordHash;

final class Argon2Test {

  private static final Argon2 ARGON2 = new Argon2(new Random(1), new Argon2.Cost(64, 1, 1));

  /// From the tests of the reference implementation.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
            + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
            + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ"
            + "$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void hashes_of_the_reference_implementation_are_known(String password, String phc) {
    assertThat(ARGON2.matches(new PasswordHash(phc), password)).isTrue();
    assertThat(ARGON2.matches(new PasswordHash(phc), password + "s")).isFalse();
  }

  @Test
  void a_hash_says_what_it_took_and_is_never_the_same_twice() {
    var hash = new Argon2(new SecureRandom(), Argon2.OWASP).hash("correct horse battery");

    assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(110);
    assertThat(ARGON2.matches(hash, "correct horse battery")).isTrue();
    assertThat(ARGON2.matches(hash, "Correct horse battery")).isFalse();
    assertThat(ARGON2.hash("correct horse battery"))
        .isNotEqualTo(ARGON2.hash("correct horse battery"));
  }

  @Test
  void what_nobody_has_costs_what_the_others_cost() {
    var nobodys = ARGON2.nobodys();

    assertThat(nobodys.phc()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(nobodys.phc()).hasSameSizeAs(ARGON2.hash("some password").phc());
    assertThat(ARGON2.outgrown(nobodys)).isFalse();
    assertThat(ARGON2.matches(nobodys, "some password")).isFalse();
  }

  @Test
  void a_letter_is_the_same_however_it_was_typed() {
    var composed = ARGON2.hash("\u0439цукен дважды");

    assertThat(ARGON2.matches(composed, "\u0438\u0306цукен дважды")).isTrue();
  }

  @Test
  void what_took_less_than_today_is_outgrown() {
    var cheap = ARGON2.hash("some password");
    var dear = new Argon2(new Random(2), new Argon2.Cost(128, 1, 1));
    var longer = new Argon2(new Random(2), new Argon2.Cost(64, 2, 1));

    assertThat(ARGON2.outgrown(cheap)).isFalse();
    assertThat(dear.outgrown(cheap)).isTrue();
    assertThat(longer.outgrown(cheap)).isTrue();
    assertThat(ARGON2.outgrown(dear.hash("some password"))).isFalse();
    assertThat(dear.outgrown(longer.hash("some password"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2id$",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=99$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4 "
      })
  void what_is_no_hash_of_ours_fits_nothing_and_costs_nothing(String phc) {
    var kept = new PasswordHash(phc);

    assertThat(ARGON2.matches(kept, "password")).isFalse();
    assertThat(ARGON2.outgrown(kept)).isTrue();
  }
}
