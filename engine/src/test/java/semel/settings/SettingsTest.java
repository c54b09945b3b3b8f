package semel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.simulated.SimulatedEntry;

final class SettingsTest {

  private static final ZoneId ALMATY = ZoneId.of("Asia/Almaty");

  private static Settings priced(int price) {
    return new Settings(ALMATY, price);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void a_price_is_a_sum_that_somebody_means(int price) {
    assertThatThrownBy(() -> priced(price)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settings_are_remembered_for_seconds_and_an_own_change_is_seen_at_once() {
    var entry = new SimulatedEntry();
    var nanos = new AtomicLong();
    var remembered = new Remembered(entry, nanos::get);
    assertThat(remembered.settings()).isEqualTo(Settings.USUAL);

    entry.change(priced(30), "another worker");
    assertThat(remembered.settings()).isEqualTo(Settings.USUAL);
    nanos.addAndGet(Remembered.LASTS.toNanos());
    assertThat(remembered.settings()).isEqualTo(priced(30));

    remembered.change(priced(40), "boss");
    assertThat(remembered.settings()).isEqualTo(priced(40));
    assertThat(entry.settings()).isEqualTo(priced(40));
  }
}
