package semel.providers.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/// Puts exactly one request on a socket per call.
///
/// A message is sent twice as soon as anything below the engine repeats a request by itself, and
/// most HTTP clients do in some corner: a kept connection found dead, a redirect, a challenge, a
/// 503. So each call opens a connection of its own, writes one prepared buffer in one call, reads
/// one answer and closes. It follows nothing, repeats nothing, keeps nothing, and speaks HTTP/1.1
/// without a proxy. Other addresses of the host are tried only while nothing was written.
///
/// What it returns is decided by one question: may a byte of the request have left? Before the
/// write the answer is no ([Exchange.NotWritten], [Exchange.Stopped]); from the first instruction
/// of the write on it is "perhaps", and only a whole answer ends the doubt.
///
/// Calls block and are meant for virtual threads; an interrupt ends the exchange.
public final class SocketWire implements Wire {

  static final int BODY_BYTES_MAX = 256 * 1024;

  private final String userAgent;
  private final Limits limits;
  private final Opener opener;

  /// A wire that names itself `userAgent` (providers insist on a name) and trusts what `tls`
  /// trusts.
  public SocketWire(String userAgent, Limits limits, SSLContext tls) {
    this(userAgent, limits, Opener.ofTheSystem(tls));
  }

  SocketWire(String userAgent, Limits limits, Opener opener) {
    this.userAgent = new Header("User-Agent", userAgent).checkedForWriting().value();
    this.limits = limits;
    this.opener = opener;
  }

  @Override
  public Exchange exchange(Request request, Guard guard) {
    byte[] prepared = prepare(request);
    long begun = System.nanoTime();
    try (var watchdog = new Watchdog(begun + limits.open().toNanos())) {
      Opener.Line line = opener.open(request, watchdog);
      boolean answered = false;
      try {
        Exchange exchange = converse(line, prepared, guard, watchdog, begun);
        answered = exchange instanceof Exchange.Answered;
        return exchange;
      } finally {
        if (answered) {
          close(line);
        } else {
          Watchdog.abandon(line.raw());
        }
      }
    } catch (Broken unopened) {
      return new Exchange.NotWritten(unopened.reason());
    }
  }

  private Exchange converse(
      Opener.Line line, byte[] prepared, Guard guard, Watchdog watchdog, long begun) {
    AnswerReader reader;
    OutputStream out;
    try {
      reader = new AnswerReader(line.spoken().getInputStream(), limits.answerBytes());
      out = line.spoken().getOutputStream();
    } catch (IOException _) {
      return new Exchange.NotWritten("The connection broke before the request was written.");
    }
    if (!watchdog.extendTo(begun + limits.exchange().toNanos())) {
      return new Exchange.NotWritten("No connection came up in time.");
    }
    if (!guard.mayWrite()) {
      return new Exchange.Stopped();
    }
    try {
      out.write(prepared);
      return new Exchange.Answered(reader.read());
    } catch (Broken broken) {
      return lost(broken.reason(), watchdog);
    } catch (IOException _) {
      return lost("The connection broke before the answer was complete.", watchdog);
    }
  }

  private Exchange lost(String reason, Watchdog watchdog) {
    return new Exchange.Lost(watchdog.fired() ? outOfTime() : reason);
  }

  private String outOfTime() {
    return "No complete answer came within " + limits.exchange().toMillis() + " ms.";
  }

  /// The whole request as it goes out.
  private byte[] prepare(Request request) {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A request body may have " + BODY_BYTES_MAX + " bytes, this one has " + body.length);
    }
    var head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(target(request)).append(" HTTP/1.1\r\n");
    append(head, "Host", request.uri().getRawAuthority());
    append(head, "Connection", "close");
    if (request.headers().stream().noneMatch(header -> header.named("User-Agent"))) {
      append(head, "User-Agent", userAgent);
    }
    request.headers().forEach(header -> append(head, header.name(), header.value()));
    if (body.length > 0 || !request.method().equals("GET")) {
      append(head, "Content-Length", Integer.toString(body.length));
    }
    head.append("\r\n");
    var whole = new ByteArrayOutputStream(head.length() + body.length);
    whole.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String target(Request request) {
    String path = request.uri().getRawPath();
    String query = request.uri().getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static void close(Opener.Line line) {
    try {
      line.raw().close();
    } catch (IOException _) {
      // The answer is complete; how the connection ends no longer matters.
    }
  }
}
