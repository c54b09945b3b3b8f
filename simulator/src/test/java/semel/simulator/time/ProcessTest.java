package semel.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessTest {

  private final Agenda agenda = new Agenda();
  private final Strands strands = new Strands();
  private final SimulatedProcess process = new SimulatedProcess(agenda, strands);
  private final List<String> happened = new ArrayList<>();

  @AfterEach
  void close() {
    strands.close();
  }

  private void runAll() {
    while (agenda.step(Long.MAX_VALUE)) {
      // Each entry is one step.
    }
  }

  private void note(String what) {
    happened.add(what + " at " + agenda.now());
  }

  @Test
  void a_strand_lets_time_pass_and_goes_on() {
    process.begin(() -> {
      note("begins");
      process.pass(30);
      note("goes on");
    });
    note("the caller goes on");

    runAll();

    assertThat(happened).containsExactly("begins at 0", "the caller goes on at 0", "goes on at 30");
  }

  @Test
  void strands_interleave_only_where_they_let_time_pass() {
    process.begin(() -> {
      note("first");
      process.pass(10);
      note("first again");
      process.pass(20);
      note("first ends");
    });
    process.begin(() -> {
      note("second");
      process.pass(15);
      note("second ends");
    });

    runAll();

    assertThat(happened)
        .containsExactly(
            "first at 0",
            "second at 0",
            "first again at 10",
            "second ends at 15",
            "first ends at 30");
  }

  @Test
  void what_a_strand_begins_runs_as_soon_as_that_strand_stops() {
    process.begin(() -> {
      process.begin(() -> note("inner"));
      note("outer");
      process.pass(1);
    });

    runAll();

    assertThat(happened).containsExactly("outer at 0", "inner at 0");
  }

  @Test
  void while_a_process_stands_still_nothing_of_it_happens() {
    process.at(50, () -> note("due"));
    process.begin(() -> {
      process.pass(60);
      note("another strand");
    });
    process.begin(() -> process.standStill(100));

    runAll();

    assertThat(happened).hasSize(2).allMatch(line -> line.endsWith("at 100"));
  }

  @Test
  void the_strand_in_which_a_process_stands_still_is_the_first_to_go_on() {
    process.at(50, () -> note("due"));
    process.begin(() -> {
      process.standStill(100);
      note("the strand");
    });
    process.at(100, () -> note("due at the end"));

    runAll();

    assertThat(happened).first().isEqualTo("the strand at 100");
    assertThat(happened).hasSize(3).allMatch(line -> line.endsWith("at 100"));
  }

  @Test
  void a_request_to_a_process_that_stands_still_waits() {
    process.begin(() -> process.standStill(100));
    agenda.at(40, () -> process.begin(() -> note("request")));

    runAll();

    assertThat(happened).containsExactly("request at 100");
  }

  @Test
  void what_waits_keeps_its_order_and_waits_once_however_often_the_process_stops_again() {
    process.begin(() -> process.standStill(100));
    for (var request = 1; request <= 1_000; request++) {
      var name = "request " + request;
      agenda.at(
          40,
          () ->
              process.begin(() -> {
                note(name);
                process.standStill(100);
              }));
    }

    runAll();

    assertThat(happened).hasSize(1_000).startsWith("request 1 at 100", "request 2 at 200");
    assertThat(happened).last().isEqualTo("request 1000 at 100000");
    assertThat(agenda.entries()).isLessThan(10_000);
  }

  @Test
  void two_stand_stills_last_as_long_as_the_longer() {
    process.begin(() -> process.standStill(100));
    agenda.at(0, () -> process.at(10, () -> note("due")));
    process.begin(() -> {});

    runAll();

    assertThat(happened).containsExactly("due at 100");
  }

  @Test
  void a_dead_process_has_no_effect_any_more() {
    process.begin(() -> {
      process.pass(50);
      note("a dead strand");
    });
    process.at(60, () -> note("a dead entry"));
    agenda.at(20, process::die);

    runAll();

    assertThat(happened).isEmpty();
    assertThat(process.isDead()).isTrue();
  }

  @Test
  void a_strand_of_a_dead_process_is_unwound_so_that_it_cleans_up() {
    process.begin(() -> {
      try {
        process.pass(50);
      } finally {
        note("unwound");
      }
    });
    agenda.at(20, process::die);

    runAll();

    assertThat(happened).containsExactly("unwound at 20");
  }

  @Test
  void every_edge_of_a_dead_process_refuses() {
    process.alive();
    process.die();

    assertThatThrownBy(process::alive).isInstanceOf(Crashed.class);
  }

  @Test
  void a_second_waking_does_nothing() {
    process.begin(() -> {
      var wake = process.waking();
      agenda.in(10, wake);
      agenda.in(20, wake);
      process.await();
      note("woken");
      process.pass(100);
      note("ends");
    });

    runAll();

    assertThat(happened).containsExactly("woken at 10", "ends at 110");
  }

  @Test
  void the_death_of_one_process_is_nothing_to_another() {
    var other = new SimulatedProcess(agenda, strands);
    process.begin(() -> process.pass(50));
    other.begin(() -> {
      other.pass(50);
      note("the other");
    });
    agenda.at(20, process::die);

    runAll();

    assertThat(happened).containsExactly("the other at 50");
  }

  @Test
  void a_strand_is_used_again() {
    for (var round = 0; round < 1_000; round++) {
      process.begin(() -> process.pass(1));
      runAll();
    }

    assertThat(agenda.now()).isEqualTo(1_000);
    assertThat(strands.take()).isNotNull();
  }

  @Test
  void only_a_strand_can_let_time_pass() {
    assertThatThrownBy(() -> process.pass(1)).hasMessageContaining("only a strand");
  }
}
