package semel.simulator.design;

import java.util.Set;
import semel.providers.wire.Answer;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Provider;

/// What a provider sees of a sender that draws a new key for each request.
final class KeyPerAttempt implements Provider {

  private static final String KEY = "Idempotency-Key";

  private final Provider provider;
  private long requests;

  KeyPerAttempt(Provider provider) {
    this.provider = provider;
  }

  @Override
  public boolean sends(Request request) {
    return provider.sends(request);
  }

  @Override
  public Answer answer(Request request, Set<Fault> twists) {
    requests++;
    var headers =
        request.headers().stream()
            .map(it -> it.name().equals(KEY) ? new Header(KEY, it.value() + ":" + requests) : it)
            .toList();
    return provider.answer(
        new Request(request.method(), request.uri(), headers, request.body()), twists);
  }
}
