package semel.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorTest {

  /// The book of alerts in memory; one of a rule at a time.
  private static final class Book implements Alerts {
    private final List<Entry> untold = new ArrayList<>();
    private final List<Entry> told = new ArrayList<>();

    @Override
    public void raise(Alert alert) {
      if (untold.stream().noneMatch(entry -> entry.alert().rule().equals(alert.rule()))) {
        untold.add(new Entry(untold.size() + told.size() + 1L, alert));
      }
    }

    @Override
    public List<Entry> takeUntold() {
      return List.copyOf(untold);
    }

    @Override
    public void told(Entry entry) {
      untold.remove(entry);
      told.add(entry);
    }
  }

  private final Book book = new Book();
  private final List<String> heard = new ArrayList<>();
  private boolean deaf;
  private long incidents;

  private final Monitor monitor = new Monitor(this::snapshot, book, this::hear);

  private Snapshot snapshot() {
    return new Snapshot(
        Map.of(),
        Duration.ZERO,
        Duration.ZERO,
        Map.of("already sent", 1L),
        incidents,
        0,
        List.of());
  }

  private boolean hear(Alert alert) {
    heard.add(alert.rule());
    return !deaf;
  }

  @Test
  void what_the_rules_call_for_is_written_down_and_told() {
    monitor.step();
    assertThat(heard).containsExactly("repeat");
    assertThat(book.told).hasSize(1);
    assertThat(book.untold).isEmpty();
  }

  @Test
  void an_alert_that_was_not_heard_comes_back() {
    deaf = true;
    monitor.step();
    assertThat(book.untold).hasSize(1);
    deaf = false;
    monitor.step();
    assertThat(heard).containsExactly("repeat", "repeat");
    assertThat(book.untold).isEmpty();
  }

  @Test
  void one_that_is_not_heard_keeps_no_other_from_being_told() {
    deaf = true;
    incidents = 1;
    monitor.step();
    assertThat(heard).containsExactly("repeat", "incident");
  }
}
