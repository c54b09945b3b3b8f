package semel.simulator.provider;

import java.util.Set;
import semel.providers.wire.Answer;
import semel.providers.wire.Request;
import semel.simulator.fault.Fault;

/// A simulated provider: what a request does there, and what is answered, in one instant.
public interface Provider {

  /// Whether the request is one that may take a message.
  boolean sends(Request request);

  /// Whether it changes anything there: what sends does, and what prepares a send.
  default boolean changes(Request request) {
    return sends(request);
  }

  /// Does what the request asks. Of the faults it is given it knows those that only a provider can
  /// express: refusals, missing ids, errors of look-ups.
  Answer answer(Request request, Set<Fault> twists);
}
