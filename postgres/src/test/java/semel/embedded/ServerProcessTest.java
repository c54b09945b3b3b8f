package semel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessTest extends Fixture {
  @Test
  void a_taken_port_is_told_in_the_words_that_make_another_be_tried() throws Exception {
    try (var data = DataFolder.take(folder);
        var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var binaries = Binaries.unpack(data);
      var account = Account.choose(binaries, Database.prepare(data));
      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(
              () -> ServerProcess.start(data, binaries, account, taken.getLocalPort()).stop())
          .withMessageContaining("Address already in use");
    }
  }

  @Test
  void a_stopped_server_is_gone_and_a_second_stop_changes_nothing() throws Exception {
    try (var data = DataFolder.take(folder)) {
      var binaries = Binaries.unpack(data);
      var account = Account.choose(binaries, Database.prepare(data));
      int port;
      try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        port = free.getLocalPort();
      }
      var server = ServerProcess.start(data, binaries, account, port);
      assertThat(PidFile.read(data.database()))
          .hasValueSatisfying(file -> {
            assertThat(file.pid()).isEqualTo(server.pid());
            assertThat(file.ready()).isTrue();
          });
      server.stop();
      server.stop();
      assertThat(server.await()).isZero();
      assertThat(PidFile.read(data.database())).isEmpty();
    }
  }

  @Test
  void the_environment_of_the_person_who_starts_semel_does_not_reach_the_server() throws Exception {
    var environment = List.of("env", "PGDATA=/none", "PGPORT=1", "LC_ALL=xx_XX", "TZ=Asia/Almaty");
    try (var holder = Holder.start(folder, 1, environment.toArray(new String[0]))) {
      holder.line("DONE");
    }
    assertThat(Command.prepare(List.of("true")).environment().keySet())
        .containsExactlyInAnyOrder("PATH", "LC_ALL", "TZ");
  }

  @Test
  void a_strict_umask_of_root_does_not_keep_the_server_out() throws Exception {
    assumeRoot();
    var fresh = temporary.resolve("fresh");
    String[] strict = {"sh", "-c", "umask 077; exec \"$@\"", "sh"};
    try (var holder = Holder.start(fresh, 0, strict)) {
      var server = holder.line("READY").split(" ", -1)[1];
      assertThat(Files.readString(Path.of("/proc", server, "status")))
          .containsPattern("CapEff:\\s0000000000000000");
    }
  }

  @Test
  void an_interrupted_start_says_so_and_leaves_nothing_running() throws Exception {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(EmbeddedServerException.class)
        .isThrownBy(() -> EmbeddedServer.start(folder).close());
    assertThat(Thread.interrupted()).isTrue();
    EmbeddedServer.start(folder).close();
  }
}
