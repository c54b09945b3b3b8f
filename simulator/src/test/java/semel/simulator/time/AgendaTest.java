package semel.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private final Agenda agenda = new Agenda();
  private final List<String> happened = new ArrayList<>();

  private void runAll() {
    while (agenda.step(Long.MAX_VALUE)) {
      // Each entry is one step.
    }
  }

  @Test
  void what_is_on_earlier_happens_earlier() {
    agenda.at(20, () -> happened.add("late"));
    agenda.at(10, () -> happened.add("early"));

    runAll();

    assertThat(happened).containsExactly("early", "late");
  }

  @Test
  void what_is_on_at_the_same_time_happens_in_the_order_it_was_put_there() {
    for (var number = 0; number < 50; number++) {
      var name = Integer.toString(number);
      agenda.at(7, () -> happened.add(name));
    }

    runAll();

    assertThat(happened).hasSize(50).startsWith("0", "1", "2").endsWith("48", "49");
  }

  @Test
  void time_is_that_of_the_entry_that_happens() {
    agenda.at(5, () -> happened.add("at " + agenda.now()));
    agenda.at(9, () -> agenda.in(3, () -> happened.add("at " + agenda.now())));

    runAll();

    assertThat(happened).containsExactly("at 5", "at 12");
    assertThat(agenda.now()).isEqualTo(12);
  }

  @Test
  void what_is_put_into_the_past_happens_now() {
    agenda.at(10, () -> agenda.at(3, () -> happened.add("at " + agenda.now())));

    runAll();

    assertThat(happened).containsExactly("at 10");
  }

  @Test
  void nothing_happens_that_is_on_later_than_asked_for() {
    agenda.at(11, () -> happened.add("later"));

    assertThat(agenda.step(10)).isFalse();
    assertThat(happened).isEmpty();
    assertThat(agenda.now()).isZero();
    assertThat(agenda.step(11)).isTrue();
    assertThat(happened).containsExactly("later");
  }

  @Test
  void entries_are_counted_whether_they_happened_or_wait() {
    agenda.at(1, () -> {});
    agenda.at(2, () -> {});
    agenda.step(1);

    assertThat(agenda.entries()).isEqualTo(2);
  }
}
