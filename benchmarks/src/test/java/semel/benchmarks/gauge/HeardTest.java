package semel.benchmarks.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeardTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Teller teller = new Teller(new PrintStream(said, false, StandardCharsets.UTF_8));

  private Heard heard() {
    return Heard.of(said.toString(StandardCharsets.UTF_8).stripTrailing()).orElseThrow();
  }

  @Test
  void a_figure_is_heard_as_it_was_told() {
    teller.figure("16 callers", "p99 ms", 1.25);

    assertThat(heard()).isEqualTo(new Heard.Figure("16 callers", "p99 ms", 1.25));
  }

  @Test
  void what_did_not_happen_is_heard_as_no_number() {
    teller.figure("killed", "all settled, s", Double.NaN);

    assertThat(heard()).isEqualTo(new Heard.Figure("killed", "all settled, s", Double.NaN));
  }

  @Test
  void progress_is_heard() {
    teller.progress("filling");

    assertThat(heard()).isEqualTo(new Heard.Progress("filling"));
  }

  @Test
  void what_a_library_writes_is_nobody_s_figure() {
    assertThat(Heard.of("Quartz Scheduler v2")).isEmpty();
    assertThat(Heard.of("a\tb\tc\td")).isEmpty();
    assertThat(Heard.of("")).isEmpty();
  }
}
