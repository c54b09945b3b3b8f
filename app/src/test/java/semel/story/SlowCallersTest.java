package semel.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers who hold connections and say nothing, little, or too much without an end, at a real
/// process with the memory that it is started with.
@Timeout(900)
final class SlowCallersTest {

  private static final String HEAD =
      "POST /api/landing/proftest HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  @TempDir Path folder;

  @Test
  void ten_thousand_connections_that_say_little_keep_nobody_out() throws Exception {
    var said = List.of("", "POST /api/landing/pro", HEAD + "Content-Le", HEAD + length(99) + "{");
    besides(Math.min(10_000, openFilesMax() / 2), said);
  }

  @Test
  void a_thousand_large_bodies_that_do_not_end_keep_no_small_one_out() throws Exception {
    besides(1_000, List.of(HEAD + length(65_000) + " ".repeat(64_000)));
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes + "\r\n\r\n";
  }

  private void besides(int connections, List<String> said) throws IOException {
    try (var stage = new Stage();
        var semel = new SemelProcess(stage.environment(), folder.resolve("semel.log"))) {
      semel.awaitReady();
      var open = new ArrayList<Socket>();
      try {
        for (var n = 0; n < connections; n++) {
          open.add(opened(semel, said.get(n % said.size()).getBytes(ISO_8859_1)));
        }
        for (var person = 1; person <= 3; person++) {
          // The caller waits for ten seconds.
          assertThat(semel.caller().register(person).code()).isEqualTo(201);
        }
      } finally {
        for (var socket : open) {
          socket.close();
        }
      }
      assertThat(semel.caller().register(4).code()).isEqualTo(201);
    }
  }

  private static Socket opened(SemelProcess semel, byte[] said) throws IOException {
    var socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), semel.caller().port()), 10_000);
    socket.getOutputStream().write(said);
    return socket;
  }

  /// What the system lets a process of this user open.
  private static int openFilesMax() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(unix.getMaxFileDescriptorCount(), 1_000_000)
        : 4_000;
  }
}
