package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills Semel, its server, its guard, in the combinations that matter.
class KilledTest extends Fixture {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void the_server_of_a_killed_semel_ends_by_itself_and_no_acknowledged_row_is_lost()
      throws Exception {
    try (var holder = Holder.start(folder, 1_000_000)) {
      var server = serverOf(holder);
      holder.line("100");
      holder.kill();
      eventuallyGone(server, SOON);
      requireEveryRow(holder.lastNumber());
    }
  }

  @Test
  void a_start_right_after_the_kill_finds_every_acknowledged_row() throws Exception {
    try (var holder = Holder.start(folder, 1_000_000)) {
      serverOf(holder);
      holder.line("100");
      holder.kill();
      requireEveryRow(holder.lastNumber());
    }
  }

  @Test
  void both_killed_at_once_lose_no_acknowledged_row() throws Exception {
    try (var holder = Holder.start(folder, 1_000_000)) {
      var server = serverOf(holder);
      holder.line("100");
      Command.signal("KILL", List.of(holder.pid(), server));
      holder.kill();
      requireEveryRow(holder.lastNumber());
    }
  }

  @Test
  void a_server_whose_guard_was_killed_too_is_stopped_by_the_next_start() throws Exception {
    try (var holder = Holder.start(folder, 1_000_000)) {
      var server = serverOf(holder);
      holder.line("100");
      kill(guard());
      holder.kill();
      assertThat(ProcessHandle.of(server)).as("the orphan").isPresent();
      requireEveryRow(holder.lastNumber());
      eventuallyGone(server, SOON);
    }
  }

  @Test
  void a_killed_guard_does_not_disturb_the_server() throws Exception {
    try (var server = EmbeddedServer.start(folder)) {
      kill(guard());
      eventually("the guard is gone", SOON, () -> guards().isEmpty());
      assertThat(query(server, "SELECT 1")).isEqualTo("1");
      assertThat(Files.readString(folder.resolve("postgres.log"))).doesNotContain("terminated");
    }
  }

  @Test
  void an_interrupt_from_the_terminal_leaves_the_server_to_semel() throws Exception {
    try (var holder = Holder.start(folder, 1, "setsid")) {
      var server = serverOf(holder);
      holder.line("DONE");
      // What a terminal does: every process of the group gets it.
      Command.run(List.of("sh", "-c", "kill -INT -- -" + holder.pid()));
      // Where tests run in the background, the holder itself may have to ignore the interrupt.
      Command.signal("TERM", List.of(holder.pid()));
      assertThat(holder.line("DRAINED")).isEqualTo("DRAINED");
      eventuallyGone(server, SOON);
      assertThat(Files.readString(folder.resolve("postgres.log"))).contains("is shut down");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {350, 600, 900})
  void a_first_start_may_be_killed_at_any_moment(int millis) throws Exception {
    DataFolder.delete(folder.resolve("database"));
    try (var holder = Holder.start(folder, 0)) {
      // No condition belongs here: the moment is the parameter.
      assertThat(holder.endsWithin(Duration.ofMillis(millis))).isFalse();
      holder.kill();
    }
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT current_database()")).isEqualTo("semel");
    }
    eventually("no guard is left", SOON, () -> guards().isEmpty());
  }

  private void requireEveryRow(long last) throws Exception {
    assertThat(last).isGreaterThan(0);
    try (var server = EmbeddedServer.start(folder)) {
      assertThat(query(server, "SELECT count(*) FROM number WHERE n <= " + last))
          .isEqualTo(Long.toString(last));
      assertThat(query(server, "SELECT max(n) FROM number"))
          .isIn(Long.toString(last), Long.toString(last + 1));
    }
  }

  private static long serverOf(Holder holder) throws Exception {
    return Long.parseLong(holder.line("READY").split(" ", -1)[1]);
  }

  private long guard() throws Exception {
    assertThat(guards()).hasSize(1);
    return guards().getFirst();
  }

  private List<Long> guards() throws Exception {
    var database = folder.toRealPath().resolve("database").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().orElse("").matches(".*/(sh|dash|bash)"))
        .filter(
            process -> List.of(process.info().arguments().orElse(new String[0])).contains(database))
        .map(ProcessHandle::pid)
        .toList();
  }
}
