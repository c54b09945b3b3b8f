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
  void who_does_not_tell_is_not_known_and_asked_again_soon() {
    balances.ask();
    told = Optional.empty();
    assertThat(balances.ask()).isEqualTo(Duration.ofSeconds(20));
    assertThat(balances.known()).isEmpty();
  }

  @Test
  void without_a_purse_nobody_is_asked_often() {
    assertThat(new Balances(List.of()).ask()).isEqualTo(Duration.ofMinutes(10));
  }
}
