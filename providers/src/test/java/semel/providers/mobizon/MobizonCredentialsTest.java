package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import semel.monitor.Here.Balance;
import semel.providers.CannedServer;
import semel.providers.Credentials.Report;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;

final class MobizonCredentialsTest {

  private static final Secret KEY = new Secret("kz" + "0a".repeat(34));

  @Test
  void a_key_that_works_shows_the_balance_and_sends_nothing() {
    try (var mobizon = new FakeMobizon(KEY.value())) {
      assertThat(ask(MobizonSettings.of(mobizon.uri(), KEY, null)))
          .isEqualTo(new Report(true, "Mobizon takes the key; the balance is 5000.0000 KZT."));
      assertThat(mobizon.ledger().entries()).isEmpty();
    }
  }

  @Test
  void a_key_that_does_not_work_is_told_and_not_shown() {
    try (var mobizon = new FakeMobizon("another")) {
      var report = ask(MobizonSettings.of(mobizon.uri(), KEY, null));

      assertThat(report.work()).isFalse();
      assertThat(report.sentence()).contains("code 8", "Login failed").doesNotContain(KEY.value());
    }
  }

  @Test
  void a_mobizon_that_is_not_there_is_told() {
    assertThat(ask(MobizonSettings.of(nowhere(), KEY, null)))
        .isEqualTo(
            new Report(
                false,
                "Mobizon could not be asked about the key: The provider refused the connection."));
  }

  @Test
  void a_balance_that_cannot_be_read_is_not_repeated() {
    try (var mobizon = new CannedServer()) {
      mobizon.then(200, "{\"code\":0,\"data\":{\"balance\":\"<b>\"},\"message\":\"\"}");

      assertThat(ask(MobizonSettings.of(mobizon.uri(), KEY, null)))
          .isEqualTo(
              new Report(true, "Mobizon takes the key but does not say what the balance is."));
    }
  }

  @Test
  void what_is_left_is_a_number_with_what_is_too_little() {
    try (var mobizon = new FakeMobizon(KEY.value())) {
      var settings = MobizonSettings.of(mobizon.uri(), KEY, null);

      assertThat(new MobizonCredentials(settings, wire()).balance("mobizon", BigDecimal.TEN))
          .hasValue(new Balance("mobizon", new BigDecimal("5000.0000"), "KZT", BigDecimal.TEN));
    }
  }

  @Test
  void a_mobizon_that_does_not_say_what_is_left_says_nothing() {
    var settings = MobizonSettings.of(nowhere(), KEY, null);

    assertThat(new MobizonCredentials(settings, wire()).balance("mobizon", BigDecimal.TEN))
        .isEmpty();
  }

  private static Report ask(MobizonSettings settings) {
    return new MobizonCredentials(settings, wire()).ask();
  }
}
