package semel.benchmarks.loopback;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The program of a provider that takes everything: one request a connection, as Semel's wire makes
/// them, and always the same answer.
public final class FakeProvider {

  private static final int BACKLOG = 4096;

  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 45\r
      Connection: close\r
      \r
      {"id":"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"}\
      """
          .getBytes(StandardCharsets.US_ASCII);

  private FakeProvider() {}

  /// Never returns.
  ///
  /// @param words the port to listen on
  public static void main(String[] words) throws IOException {
    serve(new ServerSocket(Integer.parseInt(words[0]), BACKLOG, InetAddress.getLoopbackAddress()));
  }

  /// Answers until the socket is closed.
  static void serve(ServerSocket listening) throws IOException {
    try (listening) {
      while (true) {
        var caller = listening.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      }
    }
  }

  private static void answer(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      var in = new BufferedInputStream(caller.getInputStream());
      in.skipNBytes(Connection.length(Connection.head(in)));
      caller.getOutputStream().write(ANSWER);
    } catch (IOException _) {
      // Whoever only looked whether somebody listens, or was killed, is owed no answer.
    }
  }
}
