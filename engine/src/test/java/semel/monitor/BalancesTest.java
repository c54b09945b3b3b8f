package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import semel.monitor.Here.Balance;

/// When accounts are asked what is left.
class BalancesTest {

  private static final Balance BALANCE =
      new Balance("mobizon", BigDecimal.TEN, "KZT", BigDecimal.ONE);

  private Optional<Balance> told = Optional.of(BALANCE);
  private final Balances balances = new Balances(List.of(() -> told));

  @Test
  void what_was_told_is_known_for_ten_minutes() {
    assertThat(balances.known()).isEmpty();
    assertThat(balances.ask()).isEqualTo(Duration.ofMinutes(10));
    assertThat(balances.known()).containsExactly(BALANCE);
  }

  @Test
  void who_does_not_tell_is_asked_again_soon_and_what_it_told_last_stands() {
    balances.ask();
    told = Optional.empty();
    assertThat(balances.ask()).isEqualTo(Duration.ofSeconds(20));
    assertThat(balances.known()).containsExactly(BALANCE);
    told = Optional.of(BALANCE);
    assertThat(balances.ask()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void what_was_told_is_worth_nothing_after_an_hour_of_silence() {
    balances.ask();
    told = Optional.empty();
    for (var silent = Duration.ZERO;
        silent.compareTo(Duration.ofHours(1)) < 0;
        silent = silent.plus(balances.ask())) {
      assertThat(balances.known()).containsExactly(BALANCE);
    }
    assertThat(balances.known()).isEmpty();
  }

  @Test
  void without_a_purse_nobody_is_asked_often() {
    assertThat(new Balances(List.of()).ask()).isEqualTo(Duration.ofMinutes(10));
  }
}
