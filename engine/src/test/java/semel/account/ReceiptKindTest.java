package semel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.account.ReceiptKind.COMPLAINED;
import static semel.account.ReceiptKind.DELAYED;
import static semel.account.ReceiptKind.DELIVERED;
import static semel.account.ReceiptKind.UNDELIVERED;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptKindTest {

  private static final List<ReceiptKind> CLIMB =
      List.of(DELAYED, DELIVERED, UNDELIVERED, COMPLAINED);

  @Test
  void a_receipt_only_climbs() {
    for (var lower = 0; lower < CLIMB.size(); lower++) {
      assertThat(CLIMB.get(lower).above(null)).isTrue();
      assertThat(CLIMB.get(lower).above(CLIMB.get(lower))).isFalse();
      for (var higher = lower + 1; higher < CLIMB.size(); higher++) {
        assertThat(CLIMB.get(higher).above(CLIMB.get(lower))).isTrue();
        assertThat(CLIMB.get(lower).above(CLIMB.get(higher))).isFalse();
      }
    }
    assertThat(ReceiptKind.values()).containsExactlyElementsOf(CLIMB);
  }

  @Test
  void only_delivered_and_undelivered_cannot_both_be_true() {
    for (var one : ReceiptKind.values()) {
      assertThat(one.contradicts(null)).isFalse();
      for (var other : ReceiptKind.values()) {
        var both = List.of(one, other);
        var expected = both.contains(DELIVERED) && both.contains(UNDELIVERED);
        assertThat(one.contradicts(other)).as("%s, %s", one, other).isEqualTo(expected);
      }
    }
  }

  @Test
  void after_a_delay_more_is_waited_for() {
    assertThat(DELAYED.last()).isFalse();
    assertThat(List.of(DELIVERED, UNDELIVERED, COMPLAINED)).allMatch(ReceiptKind::last);
  }
}
