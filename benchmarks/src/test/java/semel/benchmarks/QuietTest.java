package semel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a measured process says goes where its figures are read.
final class QuietTest {

  @Test
  void the_log_of_the_service_does_not_take_the_place_of_the_benchmark_s_own() {
    var log = LoggerFactory.getLogger("semel");
    assertThat(log.isErrorEnabled()).isTrue();
    assertThat(log.isWarnEnabled()).isFalse();
  }
}
