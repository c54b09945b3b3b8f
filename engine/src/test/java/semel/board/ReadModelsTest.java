package semel.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.AccountId;
import semel.board.Filter.Chips;
import semel.board.Filter.View;
import semel.board.Watch.Health;
import semel.board.Watch.Pause;
import semel.board.Watch.Tally;
import semel.message.Channel;

/// What the read models work out themselves.
class ReadModelsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  private static Watch.Provider provider(Tally tally, @Nullable Pause pause) {
    return new Watch.Provider(
        NOW, new AccountId("a"), Channel.SMS, pause, null, tally, List.of(), null, 0);
  }

  private static Tally tally(long accepted, long refused, long notSent, long p95Millis) {
    var p95 = p95Millis < 0 ? null : Duration.ofMillis(p95Millis);
    return new Tally(NOW, accepted, refused, notSent, 0, p95, p95);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, -1, HEALTHY",
    "100, 0, 0, 5000, HEALTHY",
    "100, 0, 0, 5001, SLOW",
    "3, 1, 1, 100, HEALTHY",
    "3, 2, 1, 100, REFUSING",
    "0, 4, 0, 100, HEALTHY",
    "0, 4, 1, 9000, REFUSING"
  })
  void an_account_is_as_well_as_its_attempts(
      long accepted, long refused, long notSent, long p95, Health health) {
    assertThat(provider(tally(accepted, refused, notSent, p95), null).health()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 37, SILENT",
    "1, 3, SLOW",
    "2, 3, SILENT",
    "3, 2, SLOW",
  })
  void an_account_that_mostly_gives_no_answer_is_silent_rather_than_slow(
      long accepted, long unknown, Health health) {
    var p95 = Duration.ofSeconds(10);
    var tally = new Tally(NOW, accepted, 0, 0, unknown, p95, p95);
    assertThat(provider(tally, null).health()).isEqualTo(health);
  }

  @Test
  void an_account_whose_gate_is_shut_is_paused_whatever_its_attempts() {
    var pause = new Pause(NOW, "no balance");
    assertThat(provider(tally(0, 9, 9, 9_000), pause).health()).isEqualTo(Health.PAUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void a_page_has_1_to_100_rows(int limit) {
    assertThatThrownBy(
            () -> new Filter(View.ALL, Chips.NONE, null, ZoneOffset.UTC, false, null, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a page has 1 to 100 rows");
    assertThatThrownBy(() -> new Repeats.Query(null, null, null, null, limit))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Repeats.Query(null, null, null, null, 100).limit()).isEqualTo(100);
  }

  @Test
  void a_key_names_its_view() {
    for (var view : View.values()) {
      assertThat(View.ofKey(view.key())).contains(view);
    }
    assertThat(View.ofKey("mine")).isEmpty();
  }

  @Test
  void chips_keep_the_states_that_they_were_made_with() {
    var states = EnumSet.of(Shown.SENT);
    var chips = new Chips(states, null, null, null, null);
    states.add(Shown.FAILED);
    assertThat(chips.shown()).containsExactly(Shown.SENT);
  }

  @Test
  void repeats_of_all_reasons_add_up() {
    assertThat(new Repeats.Sum(Map.of("a", 2L, "b", 3L), 1, 9).count()).isEqualTo(5);
    assertThat(new Repeats.Sum(Map.of(), 0, 0).count()).isZero();
  }
}
