package semel.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T09:07:32.250Z");
  private static final Times ENGLISH =
      new Times(ZoneId.of("Asia/Almaty"), Words.of(Language.EN), NOW);

  @Test
  void a_clock_is_the_viewers_and_names_another_day() {
    assertThat(ENGLISH.clock(NOW)).isEqualTo("14:07");
    assertThat(ENGLISH.millis(NOW)).isEqualTo("14:07:32.250");
    assertThat(ENGLISH.seconds(NOW.minus(Duration.ofDays(1)))).isEqualTo("27 November 14:07:32");
    assertThat(ENGLISH.seconds(NOW.minus(Duration.ofDays(365))))
        .isEqualTo("28 November 2025 14:07:32");
  }

  @Test
  void what_is_near_is_said_in_one_unit() {
    assertThat(ENGLISH.relative(NOW.plusSeconds(14))).isEqualTo("in 14 s");
    assertThat(ENGLISH.relative(NOW.plusSeconds(600).minusMillis(400))).isEqualTo("in 10 min");
    assertThat(ENGLISH.relative(NOW.minusSeconds(200))).isEqualTo("3 min ago");
    assertThat(ENGLISH.length(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(ENGLISH.length(Duration.ofDays(3))).isEqualTo("3 days");
    assertThat(ENGLISH.precise(Duration.ofMillis(1690))).isEqualTo("1.6 s");
    assertThat(ENGLISH.countdown(NOW.plusSeconds(66))).isEqualTo("1:06");
    assertThat(ENGLISH.countdown(NOW.minusSeconds(66))).isEqualTo("0:00");
  }

  @Test
  void the_zone_is_named_by_its_city() {
    assertThat(ENGLISH.zoneName()).isEqualTo("Times in Almaty, UTC+5");
    assertThat(new Times(ZoneId.of("Asia/Kolkata"), Words.of(Language.EN), NOW).zoneName())
        .isEqualTo("Times in Kolkata, UTC+5.5");
  }

  @Test
  void money_stands_as_each_language_writes_it() {
    assertThat(Money.of(Language.EN, 31_480)).isEqualTo("₸31,480");
    assertThat(Money.of(Language.RU, 1_140)).isEqualTo("1\u00a0140\u00a0₸");
    assertThat(Money.number(Language.KK, 999)).isEqualTo("999");
    assertThat(Money.number(Language.EN, -1_000_000)).isEqualTo("−1,000,000");
  }
}
