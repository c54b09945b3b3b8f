package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.dispatch.RecipientLimit;
import semel.postgres.claim.GateRate;

/// What Semel is told, name by name: the standard, what is read, what is refused and how.
class ConfigurationTest {

  private static final Duration SETTLE = Duration.ofMinutes(10);

  @Test
  void nothing_needs_to_be_told() {
    var configuration = read();
    var listening = configuration.listening();
    assertThat(listening.host()).isEqualTo("127.0.0.1");
    assertThat(listening.port()).isEqualTo(8080);
    assertThat(listening.metricsPort()).isEmpty();
    assertThat(listening.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(listening.target()).isEqualTo(URI.create("http://localhost:8080/proftest"));
    assertThat(listening.countries()).containsExactly("KZ");
    assertThat(configuration.storage())
        .isEqualTo(new Configuration.Storage(Optional.empty(), Path.of("./data")));
    assertThat(configuration.providers())
        .isEqualTo(
            new Configuration.Providers(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Configuration.Webhooks(Optional.empty(), Optional.empty())));
    assertThat(configuration.adminToken()).isEmpty();
    assertThat(configuration.logFormat()).isEqualTo("text");
  }

  @Test
  void the_standard_times_are_those_of_the_protocol() {
    var delivery = read().delivery();
    assertThat(delivery.delay()).isEqualTo(Duration.ofMinutes(10));
    assertThat(delivery.sweep()).isEqualTo(Duration.ofMinutes(1));
    assertThat(delivery.permits()).isEqualTo(64);
    assertThat(delivery.smsLimit()).contains(new RecipientLimit(1, Duration.ofHours(1), SETTLE));
    var timing = delivery.timing();
    assertThat(timing.lease()).isEqualTo(Duration.ofSeconds(60));
    assertThat(timing.margin()).isEqualTo(Duration.ofSeconds(5));
    assertThat(timing.request()).isEqualTo(Duration.ofSeconds(10));
    assertThat(timing.settle()).isEqualTo(SETTLE);
    assertThat(timing.secondLook()).isEqualTo(Duration.ofSeconds(60));
    assertThat(timing.pauseTolerated()).isEqualTo(Duration.ofMinutes(5));
    assertThat(timing.apply()).isEqualTo(Duration.ofSeconds(75));
    assertThat(timing.visible()).isEqualTo(Duration.ofSeconds(75));
  }

  @Test
  void what_follows_from_the_other_times_can_be_set_by_its_own_name() {
    var timing =
        read(
                "SEMEL_LEASE", "30s",
                "SEMEL_PROVIDER_TIMEOUT", "5s",
                "SEMEL_SETTLE", "2m",
                "SEMEL_MARGIN", "1s",
                "SEMEL_SECOND_LOOK", "7s",
                "SEMEL_PAUSE_TOLERATED", "20s",
                "SEMEL_T_APPLY", "11s",
                "SEMEL_T_VISIBLE", "12s")
            .delivery()
            .timing();
    assertThat(timing.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(timing.request()).isEqualTo(Duration.ofSeconds(5));
    assertThat(timing.settle()).isEqualTo(Duration.ofMinutes(2));
    assertThat(timing.margin()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timing.secondLook()).isEqualTo(Duration.ofSeconds(7));
    assertThat(timing.pauseTolerated()).isEqualTo(Duration.ofSeconds(20));
    assertThat(timing.apply()).isEqualTo(Duration.ofSeconds(11));
    assertThat(timing.visible()).isEqualTo(Duration.ofSeconds(12));
  }

  @ParameterizedTest
  @CsvSource({"1200ms, 200ms, 1s", "3s, 1s, 3s", "60s, 10s, 10m", "2h, 5m, 9h"})
  void the_rest_of_the_times_follows_at_every_scale(String lease, String request, String settle) {
    var timing =
        read("SEMEL_LEASE", lease, "SEMEL_PROVIDER_TIMEOUT", request, "SEMEL_SETTLE", settle)
            .delivery()
            .timing();
    assertThat(timing.margin()).isEqualTo(timing.lease().dividedBy(12));
    assertThat(timing.secondLook()).isEqualTo(timing.settle().dividedBy(10));
    assertThat(timing.pauseTolerated()).isEqualTo(timing.settle().dividedBy(2));
    assertThat(timing.apply()).isEqualTo(timing.settle().dividedBy(8));
    assertThat(timing.visible()).isEqualTo(timing.settle().dividedBy(8));
  }

  /// 12 ms of lease have a margin of 1 ms; 11 ms of request are too many by exactly one.
  @ParameterizedTest
  @CsvSource({"12ms, 11ms, 10m", "12s, 11s, 10m", "12h, 11h, 60h"})
  void a_request_that_does_not_fit_into_a_lease_is_refused_at_every_scale(
      String lease, String request, String settle) {
    var names =
        new String[] {
          "SEMEL_LEASE", lease, "SEMEL_PROVIDER_TIMEOUT", request, "SEMEL_SETTLE", settle
        };
    assertThat(refused(names))
        .singleElement()
        .asString()
        .contains("SEMEL_LEASE", "SEMEL_PROVIDER_TIMEOUT", "T_REQ + MARGIN < LEASE", " ms");
  }

  @ParameterizedTest
  @CsvSource({"12s, 11s, 10m", "12h, 11h, 60h"})
  void one_millisecond_more_of_lease_lets_it_fit(String lease, String request, String settle) {
    var longer = Duration.parse("PT" + lease).plusMillis(2).toMillis() + "ms";
    var timing =
        read("SEMEL_LEASE", longer, "SEMEL_PROVIDER_TIMEOUT", request, "SEMEL_SETTLE", settle)
            .delivery()
            .timing();
    assertThat(timing.request().plus(timing.margin())).isLessThan(timing.lease());
  }

  @ParameterizedTest
  @CsvSource({"60s, 10s, 19s", "600ms, 100ms, 190ms", "1h, 10m, 19m"})
  void a_settle_below_its_parts_is_refused_at_every_scale(
      String lease, String request, String settle) {
    assertThat(
            refused(
                "SEMEL_LEASE", lease, "SEMEL_PROVIDER_TIMEOUT", request, "SEMEL_SETTLE", settle))
        .singleElement()
        .asString()
        .contains("SEMEL_SETTLE", "SETTLE >= PAUSE_TOLERATED + T_APPLY + T_VISIBLE + MARGIN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEMEL_LEASE", "SEMEL_PROVIDER_TIMEOUT", "SEMEL_SETTLE", "SEMEL_MARGIN"})
  void a_protecting_time_of_nothing_is_refused(String name) {
    assertThat(refused(name, "0s")).singleElement().asString().contains("must be positive");
  }

  @ParameterizedTest
  @CsvSource({
    "1500ms, 1500",
    "0ms, 0",
    "90s, 90000",
    "10m, 600000",
    "2h, 7200000",
    "8784h, 31622400000"
  })
  void times_are_read_in_four_units(String text, long millis) {
    assertThat(read("SEMEL_DELAY", text).delivery().delay()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10",
        "m",
        "10 m",
        "1.5h",
        "-5s",
        "+5s",
        "10M",
        "PT10M",
        "1d",
        "10m30s",
        "١٠m",
        "8785h",
        "9999999999s",
        "10min",
        "ten"
      })
  void another_way_to_write_a_time_is_refused_with_the_allowed_ones(String text) {
    assertThat(refused("SEMEL_DELAY", text))
        .containsExactly(
            "SEMEL_DELAY="
                + text
                + " is refused: allowed is a time such as 1500ms, 90s, 10m or 2h, at most 8784h.");
  }

  @Test
  void a_sweep_without_a_rest_is_refused() {
    assertThat(refused("SEMEL_SWEEP", "99ms"))
        .singleElement()
        .asString()
        .contains("SEMEL_SWEEP=99ms", "at least 100ms");
    assertThat(read("SEMEL_SWEEP", "100ms").delivery().sweep()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_limit_of_sms_is_a_number_in_a_time_or_off() {
    assertThat(read("SEMEL_SMS_LIMIT", "3/90s").delivery().smsLimit())
        .contains(new RecipientLimit(3, Duration.ofSeconds(90), SETTLE));
    assertThat(read("SEMEL_SMS_LIMIT", "off").delivery().smsLimit()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEMEL_SMS_LIMIT", "MOBIZON_RATE", "RESEND_RATE"})
  void a_limit_of_another_form_is_refused(String name) {
    for (var text :
        new String[] {"1", "0/1h", "1/0s", "-1/1h", "1/h", "1/1h/1h", "on", "1/9000h"}) {
      assertThat(
              refused(
                  name,
                  text,
                  "MOBIZON_API_KEY",
                  "k",
                  "RESEND_API_KEY",
                  "k",
                  "RESEND_FROM",
                  "a@example.com"))
          .as(text)
          .containsExactly(
              name
                  + ("=" + text + " is refused: allowed is a number and a time such as 1/1h or")
                  + " 5/1s, or off.");
    }
  }

  @Test
  void the_door_stands_where_it_is_told() {
    var listening =
        read(
                "SEMEL_HOST", "::1",
                "SEMEL_PORT", "9000",
                "SEMEL_METRICS_PORT", "9100",
                "SEMEL_COUNTRIES", "KZ, KG,UZ")
            .listening();
    assertThat(listening.host()).isEqualTo("::1");
    assertThat(listening.port()).isEqualTo(9000);
    assertThat(listening.metricsPort()).contains(9100);
    assertThat(listening.publicUrl()).isEqualTo(URI.create("http://localhost:9000"));
    assertThat(listening.countries()).containsExactly("KZ", "KG", "UZ");
  }

  @ParameterizedTest
  @CsvSource({
    "SEMEL_PORT, 65536, a whole number from 0 to 65535",
    "SEMEL_PORT, -1, a whole number from 0 to 65535",
    "SEMEL_PORT, http, a whole number from 0 to 65535",
    "SEMEL_METRICS_PORT, 99999999999, a whole number from 0 to 65535",
    "SEMEL_METRICS_PORT, 8080, another port",
    "SEMEL_PERMITS, 0, a whole number from 1 to 4096",
    "SEMEL_PERMITS, 4097, a whole number from 1 to 4096",
    "SEMEL_LOG_FORMAT, xml, text or json",
    "SEMEL_INTAKE_LIMIT, no, on or off",
    "SEMEL_INTAKE_PER_DAY, many, 'a number and a time such as 1/1h or 5/1s, or off'",
    "SEMEL_CORS, example.com, sites separated by commas",
    "SEMEL_CORS, https://example.com/, sites separated by commas",
    "SEMEL_TRUSTED_PROXIES, proxy.example.com, networks or addresses separated by commas",
    "SEMEL_TRUSTED_PROXIES, 10.0.0.1/8, networks or addresses separated by commas",
    "SEMEL_COUNTRIES, Kazakhstan, 'ISO country codes separated by commas, such as KZ,KG'",
    "SEMEL_COUNTRIES, 'KZ,', 'ISO country codes separated by commas, such as KZ,KG'",
    "SEMEL_COUNTRIES, kz, 'ISO country codes separated by commas, such as KZ,KG'",
    "SEMEL_PUBLIC_URL, example.com, an address such as https://example.com",
    "SEMEL_PUBLIC_URL, ftp://example.com, an address such as https://example.com",
    "SEMEL_PUBLIC_URL, https://exa mple.com, an address such as https://example.com",
    "SEMEL_TARGET_URL, https:///path, an address such as https://example.com",
    "MOBIZON_MODE, three-calls, one-call or staged"
  })
  void a_bad_value_is_refused_with_its_name_itself_and_what_is_allowed(
      String name, String value, String allowed) {
    assertThat(refused(name, value))
        .singleElement()
        .asString()
        .startsWith(name + "=" + value + " is refused: ")
        .contains("allowed is " + allowed);
  }

  @Test
  void a_refused_address_is_shown_without_what_may_be_secret_in_it() {
    for (var secret : List.of("https://me:a/b@example.com", "https://example.com/secret?a=b")) {
      assertThat(refused("SEMEL_TARGET_URL", secret))
          .containsExactly(
              "SEMEL_TARGET_URL=••• is refused: allowed is an address such as"
                  + " https://example.com, with no ? or # behind it.");
    }
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    assertThat(refused("SEMEL_PORT", "x", "SEMEL_DELAY", "y", "SEMEL_LOG_FORMAT", "z"))
        .hasSize(3)
        .anyMatch(sentence -> sentence.startsWith("SEMEL_PORT=x"))
        .anyMatch(sentence -> sentence.startsWith("SEMEL_DELAY=y"))
        .anyMatch(sentence -> sentence.startsWith("SEMEL_LOG_FORMAT=z"));
  }

  @Test
  void links_have_no_slash_too_many_and_clicks_end_where_they_are_told() {
    var listening =
        read("SEMEL_PUBLIC_URL", "https://go.example.com/a//", "SEMEL_TARGET_URL", "https://x.kz/t")
            .listening();
    assertThat(listening.publicUrl()).isEqualTo(URI.create("https://go.example.com/a"));
    assertThat(listening.target()).isEqualTo(URI.create("https://x.kz/t"));
    assertThat(read("SEMEL_PUBLIC_URL", "https://go.kz/").listening().target())
        .isEqualTo(URI.create("https://go.kz/proftest"));
  }

  @Test
  void the_database_is_told_in_two_ways() {
    var storage = read("SEMEL_DATABASE_URL", "postgresql://me:pw@db.kz:5433/semel?a=b").storage();
    assertThat(storage.address().orElseThrow().jdbcUrl())
        .isEqualTo("jdbc:postgresql://db.kz:5433/semel?a=b");
    assertThat(storage.address().orElseThrow().user()).isEqualTo("me");
    assertThat(storage.address().orElseThrow().password()).isEqualTo("pw");
    var jdbc = "jdbc:postgresql://db.kz/semel?user=me&password=pw";
    assertThat(read("SEMEL_DATABASE_URL", jdbc).storage().address().orElseThrow().jdbcUrl())
        .isEqualTo(jdbc);
    assertThat(read("SEMEL_DATA_DIR", "/srv/semel").storage().dataFolder())
        .isEqualTo(Path.of("/srv/semel"));
  }

  @Test
  void accounts_have_their_own_rates_and_addresses() {
    var providers =
        read(
                "MOBIZON_API_KEY", "mk",
                "MOBIZON_API_URL", "https://api.mobizon.com",
                "MOBIZON_FROM", "Academy",
                "MOBIZON_RATE", "20/1s",
                "RESEND_API_KEY", "rk",
                "RESEND_FROM", "Академия <hello@example.com>",
                "RESEND_WEBHOOK_SECRET", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "TELEGRAM_BOT_TOKEN", "1:tt",
                "TELEGRAM_CHAT_ID", "-100123")
            .providers();
    var mobizon = providers.mobizon().orElseThrow();
    assertThat(mobizon.key().value()).isEqualTo("mk");
    assertThat(mobizon.url()).isEqualTo(URI.create("https://api.mobizon.com"));
    assertThat(mobizon.from()).contains("Academy");
    assertThat(mobizon.rate()).isEqualTo(new GateRate(20, Duration.ofSeconds(1)));
    var resend = providers.resend().orElseThrow();
    assertThat(resend.url()).isEqualTo(URI.create("https://api.resend.com"));
    assertThat(resend.from()).isEqualTo("Академия <hello@example.com>");
    assertThat(resend.rate()).isEqualTo(new GateRate(5, Duration.ofSeconds(1)));
    var telegram = providers.telegram().orElseThrow();
    assertThat(telegram.url()).isEqualTo(URI.create("https://api.telegram.org"));
    assertThat(telegram.token().value()).isEqualTo("1:tt");
    assertThat(telegram.chat()).isEqualTo("-100123");
  }

  @Test
  void mobizon_sends_in_one_call_unless_it_is_told_to_stage() {
    assertThat(read("MOBIZON_API_KEY", "mk").providers().mobizon().orElseThrow().staged())
        .isFalse();
    var staged = read("MOBIZON_API_KEY", "mk", "MOBIZON_MODE", "staged");
    assertThat(staged.providers().mobizon().orElseThrow().staged()).isTrue();
  }

  @Test
  void resend_has_a_rate_of_its_own_and_another_service_in_its_place_has_none() {
    var names = new String[] {"RESEND_API_KEY", "k", "RESEND_FROM", "a@example.com"};
    assertThat(read(names).providers().resend().orElseThrow().rate())
        .isEqualTo(new GateRate(5, Duration.ofSeconds(1)));
    assertThat(rateOfResend("RESEND_API_URL", "http://localhost:1")).isEqualTo(GateRate.NONE);
    assertThat(rateOfResend("RESEND_RATE", "off")).isEqualTo(GateRate.NONE);
    assertThat(rateOfResend("RESEND_RATE", "9/2s"))
        .isEqualTo(new GateRate(9, Duration.ofSeconds(2)));
  }

  private static GateRate rateOfResend(String name, String value) {
    var names = new String[] {"RESEND_API_KEY", "k", "RESEND_FROM", "a@example.com", name, value};
    return read(names).providers().resend().orElseThrow().rate();
  }

  @Test
  void what_is_kept_for_how_long_is_told_in_days() {
    assertThat(read().retention().leads()).isEmpty();
    var told = read("SEMEL_RETAIN_LEADS", "365d", "SEMEL_RETAIN_ACTS", "off").retention();
    assertThat(told.leads()).contains(Duration.ofDays(365));
    assertThat(told.acts()).isEmpty();
    assertThat(told.lines()).isEmpty();
    assertThat(read("SEMEL_RETAIN_JOURNAL", "90d").retention().lines())
        .contains(Duration.ofDays(90));
    assertThat(read("SEMEL_RETAIN_ALARMS", "30d").retention().alarms())
        .contains(Duration.ofDays(30));
    for (var bad : List.of("0d", "36501d", "999999d", "365", "1y", "-1d")) {
      assertThat(refused("SEMEL_RETAIN_LEADS", bad))
          .containsExactly(
              "SEMEL_RETAIN_LEADS="
                  + bad
                  + " is refused: allowed is a number of days from 1d to 36500d, or off.");
    }
  }
}
