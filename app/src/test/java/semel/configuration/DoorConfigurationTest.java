package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Excess;
import semel.intake.IntakeLimits.Scope;
import semel.providers.captcha.CaptchaKind;
import semel.web.network.Cors;
import semel.web.network.Network;
import semel.web.network.Trust;

/// What Semel is told about its public door.
class DoorConfigurationTest {

  @Test
  void the_limits_of_the_door_are_generous_and_each_can_be_set_or_left_out() {
    assertThat(read().intake().limits().allowances())
        .containsOnly(
            Map.entry(Scope.ADDRESS, new Allowance(1_000, Duration.ofHours(1))),
            Map.entry(Scope.NETWORK, new Allowance(3_000, Duration.ofHours(1))),
            Map.entry(Scope.PREFIX, new Allowance(500, Duration.ofHours(1))),
            Map.entry(Scope.BLOCK, new Allowance(20, Duration.ofHours(1))),
            Map.entry(Scope.CAMPAIGN, new Allowance(10_000, Duration.ofHours(24))));
    assertThat(
            read(
                    "SEMEL_INTAKE_PER_ADDRESS", "60/1m",
                    "SEMEL_INTAKE_PER_NETWORK", "off",
                    "SEMEL_INTAKE_PER_PREFIX", "off",
                    "SEMEL_INTAKE_PER_BLOCK", "off",
                    "SEMEL_INTAKE_PER_DAY", "500/24h")
                .intake()
                .limits()
                .allowances())
        .containsOnly(
            Map.entry(Scope.ADDRESS, new Allowance(60, Duration.ofMinutes(1))),
            Map.entry(Scope.CAMPAIGN, new Allowance(500, Duration.ofHours(24))));
    assertThat(read("SEMEL_INTAKE_LIMIT", "off").intake().limits()).isEqualTo(IntakeLimits.NONE);
    assertThat(read().intake().limits().expected())
        .containsOnly(Map.entry(Excess.BURST, new Allowance(2_000, Duration.ofMinutes(10))));
    assertThat(read("SEMEL_INTAKE_BURST", "off").intake().limits().expected()).isEmpty();
  }

  @Test
  void what_a_day_may_cost_is_so_many_sms_whoever_is_let_in() {
    var told =
        read(
            "SEMEL_SMS_PRICE", "18.50",
            "SEMEL_SPEND_PER_DAY", "5000",
            "SEMEL_INTAKE_LIMIT", "off");
    assertThat(told.intake().limits().expected())
        .containsOnly(Map.entry(Excess.SPENDING, new Allowance(270, Duration.ofDays(1))));
    assertThat(read("SEMEL_SMS_PRICE", "18").intake().limits().expected())
        .doesNotContainKey(Excess.SPENDING);
    assertThat(refused("SEMEL_SPEND_PER_DAY", "5000"))
        .containsExactly(
            "SEMEL_SMS_PRICE is missing beside SEMEL_SPEND_PER_DAY: allowed is what one SMS costs, "
                + "in the same currency.");
    assertThat(refused("SEMEL_SPEND_PER_DAY", "18", "SEMEL_SMS_PRICE", "18.5"))
        .containsExactly(
            "SEMEL_SPEND_PER_DAY=18 is refused: one SMS costs 18.5; allowed is that or more.");
    assertThat(refused("SEMEL_SMS_PRICE", "-1", "SEMEL_SPEND_PER_DAY", "0"))
        .contains(
            "SEMEL_SMS_PRICE=-1 is refused: allowed is a sum above zero such as 5000 or 18.50, or "
                + "off.");
  }

  @Test
  void a_captcha_is_off_or_complete() {
    assertThat(read().intake().captcha()).isEmpty();
    assertThat(read().intake().formAge()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read("SEMEL_FORM_MIN_AGE", "0s").intake().formAge()).isZero();
    var told =
        read(
            "SEMEL_CAPTCHA", "hcaptcha",
            "SEMEL_CAPTCHA_SITE_KEY", "10000000-ffff",
            "SEMEL_CAPTCHA_SECRET", "0x00");
    assertThat(told.intake().captcha())
        .hasValueSatisfying(captcha -> {
          assertThat(captcha.kind()).isEqualTo(CaptchaKind.HCAPTCHA);
          assertThat(captcha.verify()).hasToString("https://api.hcaptcha.com/siteverify");
          assertThat(captcha).asString().doesNotContain("0x00");
        });
    assertThat(refused("SEMEL_CAPTCHA", "turnstile"))
        .containsExactly(
            "SEMEL_CAPTCHA_SITE_KEY is missing beside SEMEL_CAPTCHA: allowed is what the service "
                + "gave you.",
            "SEMEL_CAPTCHA_SECRET is missing beside SEMEL_CAPTCHA: allowed is what the service "
                + "gave you.");
    assertThat(refused("SEMEL_CAPTCHA", "on"))
        .containsExactly("SEMEL_CAPTCHA=on is refused: allowed is off or turnstile or hcaptcha.");
  }

  @Test
  void proxies_are_believed_where_they_are_named() {
    assertThat(read().listening().trust()).isEqualTo(Trust.NONE);
    assertThat(
            read("SEMEL_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
                .listening()
                .trust()
                .proxies()
                .trusted())
        .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1"));
  }

  @Test
  void pages_of_other_sites_may_register_people_where_they_are_named() {
    assertThat(read("SEMEL_CORS", "https://a.kz, http://localhost:3000").listening().trust().cors())
        .isEqualTo(new Cors(List.of("https://a.kz", "http://localhost:3000")));
    assertThat(read("SEMEL_CORS", "*").listening().trust().cors().origins()).containsExactly("*");
  }
}
