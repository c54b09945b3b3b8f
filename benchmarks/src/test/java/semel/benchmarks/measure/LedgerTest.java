package semel.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ledger.txt");
  }

  @Test
  void what_is_taken_twice_stands_there_twice() {
    var ledger = Ledger.answering(file);
    ledger.take("a");
    ledger.take("b");
    ledger.take("a");

    assertThat(ledger.lines()).containsExactly("a", "b", "a");
    assertThat(ledger.repeats()).isEqualTo(1);
    assertThat(ledger.taken("a")).isEqualTo(2);
    assertThat(ledger.taken("c")).isZero();
  }

  @Test
  void before_anything_is_taken_it_is_empty() {
    assertThat(Ledger.answering(file).lines()).isEmpty();
    assertThat(Ledger.answering(file).repeats()).isZero();
  }

  @Test
  @Timeout(300)
  void one_that_hangs_has_taken_the_message_before_it_answers() throws Exception {
    var ledger = Ledger.hanging(file);
    var call = Thread.ofVirtual().start(() -> ledger.take("a"));
    while (ledger.taken("a") == 0) {
      Thread.onSpinWait();
    }

    assertThat(call.join(Duration.ofMillis(50))).isFalse();

    ledger.answer().countDown();
    call.join();
    assertThat(ledger.lines()).containsExactly("a");
  }
}
