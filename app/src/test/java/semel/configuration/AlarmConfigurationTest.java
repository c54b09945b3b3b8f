package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.monitor.AlertRules.Bounds;

/// When alarms are raised, and where they go.
class AlarmConfigurationTest {

  private static final String URL = "https://ops.example.com/semel";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void without_a_word_there_are_bounds_and_no_webhook() {
    var alarms = read().alarms();
    assertThat(alarms.bounds())
        .isEqualTo(new Bounds(Duration.ofMinutes(5), Duration.ofMinutes(30), 10_000));
    assertThat(alarms.webhook()).isEmpty();
  }

  @Test
  void bounds_are_taken() {
    var told =
        read("SEMEL_ALARM_LAG", "90s", "SEMEL_ALARM_DOUBT", "2h", "SEMEL_ALARM_BACKLOG", "7");
    assertThat(told.alarms().bounds())
        .isEqualTo(new Bounds(Duration.ofSeconds(90), Duration.ofHours(2), 7));
  }

  @Test
  void a_webhook_has_an_address_and_a_secret() {
    var webhook =
        read("SEMEL_ALARM_WEBHOOK_URL", URL, "SEMEL_ALARM_WEBHOOK_SECRET", SECRET)
            .alarms()
            .webhook()
            .orElseThrow();
    assertThat(webhook.url()).hasToString(URL);
    assertThat(webhook.secret().value()).isEqualTo(SECRET);
    var sentence =
        "SEMEL_ALARM_WEBHOOK_URL and SEMEL_ALARM_WEBHOOK_SECRET go together: set both, or neither.";
    assertThat(refused("SEMEL_ALARM_WEBHOOK_URL", URL)).containsExactly(sentence);
    assertThat(refused("SEMEL_ALARM_WEBHOOK_SECRET", SECRET)).containsExactly(sentence);
  }

  @Test
  void a_password_in_the_address_is_refused_and_not_shown() {
    var url = "https://me:precious@ops.example.com/semel";
    assertThat(refused("SEMEL_ALARM_WEBHOOK_URL", url, "SEMEL_ALARM_WEBHOOK_SECRET", SECRET))
        .singleElement()
        .asString()
        .startsWith("SEMEL_ALARM_WEBHOOK_URL is refused: it holds a name or password")
        .doesNotContain("precious");
  }

  @Test
  void a_balance_is_low_below_a_thousand_unless_told_otherwise() {
    assertThat(least()).isEqualByComparingTo("1000");
    assertThat(least("MOBIZON_BALANCE_LEAST", "12.50")).isEqualByComparingTo("12.50");
    assertThat(
            read("MOBIZON_API_KEY", "key", "MOBIZON_BALANCE_LEAST", "off")
                .providers()
                .mobizon()
                .orElseThrow()
                .balanceLeast())
        .isEmpty();
  }

  private static BigDecimal least(String... told) {
    var all = new String[told.length + 2];
    all[0] = "MOBIZON_API_KEY";
    all[1] = "key";
    System.arraycopy(told, 0, all, 2, told.length);
    return read(all).providers().mobizon().orElseThrow().balanceLeast().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e3", "1,5", "KZT 5", "none"})
  void what_is_no_amount_is_refused(String amount) {
    assertThat(refused("MOBIZON_BALANCE_LEAST", amount))
        .containsExactly(
            "MOBIZON_BALANCE_LEAST="
                + amount
                + " is refused: allowed is an amount such as 1000 or 12.50, or off.");
  }
}
