package semel.web.dashboard.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeenTest {

  private static Seen seen(String rows, boolean more) {
    return Seen.of(rows.chars().mapToObj(Character::toString).toList(), more);
  }

  @ParameterizedTest
  @CsvSource({
    "abc,false,abc,0",
    "abc,false,xabc,1",
    "abc,false,axbyc,2",
    "abc,false,abcx,1",
    "abc,true,xab,1",
    "abc,true,bcx,0",
    "abc,true,xbcy,1",
    "abc,true,xyz,3",
    "abc,false,ab,0",
  })
  void rows_that_came_are_counted_and_rows_that_moved_up_are_not(
      String before, boolean more, String now, long came) {
    assertThat(seen(before, more).fresh(seen(now, more))).isEqualTo(came);
  }

  @Test
  void an_empty_list_that_fills_is_all_new() {
    var empty = Seen.of(List.of(), false);
    assertThat(Seen.parse(empty.text())).contains(empty);
    assertThat(empty.fresh(seen("ab", false))).isEqualTo(2);
  }

  @Test
  void the_longest_page_stands_in_an_address_and_comes_back_whole() {
    var rows = IntStream.range(0, 100).mapToObj(i -> i + ":sms").toList();
    var seen = Seen.of(rows, true);
    assertThat(seen.text()).hasSize(401).matches("[-_0-9A-Za-z]+");
    assertThat(Seen.parse(seen.text())).contains(seen);
    assertThat(seen.tags()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "412", "2abcd", "0abc", "1abcde", "0ab d", "0<<>>"})
  void what_somebody_made_up_is_no_list_that_was_seen(String text) {
    assertThat(Seen.parse(text)).isEmpty();
  }
}
