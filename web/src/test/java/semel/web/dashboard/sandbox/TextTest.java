package semel.web.dashboard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import semel.campaign.Segments;

class TextTest {

  private static Text text(String text) {
    return Text.of(text, Instant.EPOCH, shown -> shown);
  }

  @Test
  void what_can_be_left_out_to_save_a_segment_is_known() {
    var quoted = text("‘" + "a".repeat(80) + "’");
    assertThat(quoted.segments().count()).isEqualTo(2);
    assertThat(quoted.signs()).containsExactly("‘", "’");
    assertThat(quoted.spared().map(Segments::count)).contains(1);
  }

  @Test
  void nothing_is_saved_by_signs_where_letters_force_it_too_or_one_segment_is_all() {
    assertThat(text("№" + "я".repeat(80)).spared()).isEmpty();
    assertThat(text("№ 1").spared()).isEmpty();
    assertThat(text("a".repeat(200)).spared()).isEmpty();
  }
}
