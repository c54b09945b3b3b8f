package semel.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.account.ReceiptKind;
import semel.board.Shown.Facts;
import semel.message.State;

class ShownTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  /// Seconds from now; a gate that is shut makes only what is due wait.
  @ParameterizedTest
  @CsvSource({
    "60, 60, false, SCHEDULED",
    "60, 60, true, SCHEDULED",
    "0, 0, false, SCHEDULED",
    "0, 0, true, WAITING",
    "-60, -60, false, SCHEDULED",
    "-60, -60, true, WAITING",
    "-60, 60, false, WAITING",
    "30, 60, false, WAITING",
    "-60, -30, false, SCHEDULED",
    "-60, 0, false, SCHEDULED",
    "-60, -30, true, WAITING"
  })
  void what_is_scheduled_waits_when_it_was_put_off_or_may_not_go(
      long due, long next, boolean shut, Shown shown) {
    var facts = Facts.of(NOW.plusSeconds(due), NOW.plusSeconds(next), NOW, shut);
    assertThat(Shown.of(State.Name.SCHEDULED, facts)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, SENDING",
    "IN_DOUBT, DOUBT",
    "HELD, DOUBT",
    "SENT, SENT",
    "FAILED, FAILED",
    "CANCELLED, CANCELLED"
  })
  void every_other_state_looks_the_same_whatever_the_time(State.Name state, Shown shown) {
    for (var pause : new boolean[] {true, false}) {
      for (var late : new long[] {-60, 60}) {
        var facts = Facts.of(NOW, NOW.plus(Duration.ofSeconds(late)), NOW, pause);
        assertThat(Shown.of(state, facts)).isEqualTo(shown);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SENT, , sent",
    "SENT, DELAYED, sent",
    "SENT, DELIVERED, delivered",
    "SENT, UNDELIVERED, undelivered",
    "SENT, COMPLAINED, delivered",
    "FAILED, DELIVERED, failed",
    "DOUBT, DELIVERED, doubt"
  })
  void delivered_is_shown_only_where_a_receipt_says_so(
      Shown shown, @Nullable ReceiptKind receipt, String badge) {
    assertThat(shown.badge(receipt)).isEqualTo(badge);
  }

  @Test
  void a_key_names_its_state_and_no_other() {
    for (var shown : Shown.values()) {
      assertThat(Shown.ofKey(shown.key())).contains(shown);
    }
    assertThat(Arrays.stream(Shown.values()).map(Shown::key)).doesNotHaveDuplicates();
    assertThat(Shown.ofKey("delivered")).isEmpty();
    assertThat(Shown.ofKey("SENT")).isEmpty();
  }

  @Test
  void the_api_s_key_of_a_state_names_what_is_shown_of_it() {
    assertThat(Shown.ofKey("in-doubt")).contains(Shown.DOUBT);
    assertThat(Shown.ofKey("held")).contains(Shown.DOUBT);
    assertThat(Shown.ofKey("claimed")).contains(Shown.SENDING);
    for (var state : State.Name.values()) {
      assertThat(Shown.ofKey(state.key())).as("%s", state).isPresent();
    }
  }

  @Test
  void what_is_settled_on_screen_is_settled() {
    for (var state : State.Name.values()) {
      var shown = Shown.of(state, new Facts(false, true, false));
      assertThat(shown.settled()).as("%s", state).isEqualTo(state.settled());
    }
    assertThat(Shown.WAITING.settled()).isFalse();
  }
}
