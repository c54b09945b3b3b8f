package semel.benchmarks.loopback;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import semel.benchmarks.peer.Provider;
import semel.providers.wire.Exchange;
import semel.providers.wire.Guard;
import semel.providers.wire.Header;
import semel.providers.wire.Limits;
import semel.providers.wire.Request;
import semel.providers.wire.SocketWire;
import semel.providers.wire.Wire;

/// A provider that is called over HTTP, by the wire that Semel ships with.
public final class Posting implements Provider {

  private static final String TEXT =
      """
      {"from":"Semel <hello@example.com>","to":["person@example.com"],\
      "subject":"your result is ready","text":"You took our test. Your result is here.",\
      "html":"<p>You took our test. <a href='https://example.com'>Your result</a></p>"}\
      """;

  private final URI uri;
  private final Wire wire;
  private final LongAdder calls = new LongAdder();

  public Posting(int port) throws NoSuchAlgorithmException {
    this.uri = URI.create("http://127.0.0.1:" + port + "/emails");
    this.wire = new SocketWire("semel", Limits.DEFAULT, SSLContext.getDefault());
  }

  /// @throws IllegalStateException when it is not taken at once
  @Override
  public void take(String message) {
    var headers =
        List.of(
            new Header("Authorization", "Bearer none"),
            new Header("Content-Type", "application/json"),
            new Header("Idempotency-Key", message));
    var exchange = wire.exchange(Request.post(uri, headers, TEXT), Guard.OPEN);
    if (!(exchange instanceof Exchange.Answered(var answer)) || answer.code() != 200) {
      throw new IllegalStateException("the provider did not take a message: " + exchange);
    }
    calls.increment();
  }

  /// Asked only where a call left a doubt, and such a call ends the measurement anyway.
  @Override
  public int taken(String message) {
    return 0;
  }

  public long calls() {
    return calls.sum();
  }
}
