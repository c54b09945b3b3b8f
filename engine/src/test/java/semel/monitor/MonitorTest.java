package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import semel.monitor.Alert.Telling;
import semel.monitor.Snapshot.Receipts;
import semel.monitor.Snapshot.Watched;

class MonitorTest {

  /// A book that keeps what it is told.
  private static final class Book implements Alerts {
    private final List<Alert> noted = new ArrayList<>();

    @Override
    public void note(List<Alert> called, Duration quiet) {
      assertThat(quiet).isEqualTo(Duration.ofMinutes(5));
      noted.addAll(called);
    }

    @Override
    public Optional<Telling> take(String destination) {
      throw new AssertionError("a monitor says nothing");
    }

    @Override
    public void told(Telling telling) {
      throw new AssertionError("a monitor says nothing");
    }

    @Override
    public void untold(Telling telling, Duration pause) {
      throw new AssertionError("a monitor says nothing");
    }
  }

  private final Book book = new Book();
  private long incidents;
  private Duration skew = Duration.ZERO;

  private final Monitor monitor =
      new Monitor(
          this::snapshot,
          () -> new Here("worker-1", skew, List.of()),
          new AlertRules(new AlertRules.Bounds(Duration.ofMinutes(5), Duration.ofMinutes(30), 100)),
          book);

  private Snapshot snapshot() {
    return new Snapshot(
        Map.of(),
        Duration.ZERO,
        Duration.ZERO,
        Map.of(),
        incidents,
        0,
        List.of(),
        List.of(),
        Receipts.NONE,
        Watched.NONE);
  }

  @Test
  void what_the_rules_call_for_is_written_down() {
    monitor.step();
    assertThat(book.noted).isEmpty();
    incidents = 1;
    skew = Duration.ofMinutes(1);
    monitor.step();
    assertThat(book.noted).extracting(Alert::rule).containsExactly("incident", "clock");
  }
}
