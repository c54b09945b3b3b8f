package semel.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PaceTest {

  @Test
  void every_call_is_made_once() throws Exception {
    var made = new ConcurrentLinkedQueue<Integer>();

    var pace = Pace.of(7, 100, made::add);

    assertThat(made).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(pace.perSecond()).isPositive();
    assertThat(pace.millis(50)).isLessThanOrEqualTo(pace.millis(99));
  }

  @Test
  @Timeout(300)
  void so_many_callers_call_at_once() throws Exception {
    var all = new CyclicBarrier(5);

    Pace.of(5, 5, _ -> all.await());

    assertThat(all.getNumberWaiting()).isZero();
  }

  @Test
  void a_call_that_fails_fails_the_measurement() {
    assertThatThrownBy(() ->
            Pace.of(
                2,
                10,
                place -> {
                  if (place == 3) {
                    throw new IOException("full");
                  }
                }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("full");
  }
}
