package semel.simulator.provider;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import semel.providers.wire.Answer;
import semel.providers.wire.Request;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.time.Agenda;

/// Resend as documented: a key stands for one body and one email for a while. Faults: refusals, too
/// many calls, no id; a key that is forgotten early (breaks K). Never: two emails under a key that
/// it still knows.
public final class SimulatedResend implements Provider {

  private record Taken(String body, String id, long at) {}

  private final Agenda agenda;
  private final Faults faults;
  private final Ledger ledger;
  private final Duration remembered;
  private final Map<String, Taken> byKey = new HashMap<>();
  private long ids;

  /// @param remembered how long a key is known
  public SimulatedResend(Agenda agenda, Faults faults, Ledger ledger, Duration remembered) {
    this.agenda = agenda;
    this.faults = faults;
    this.ledger = ledger;
    this.remembered = remembered;
  }

  @Override
  public boolean sends(Request request) {
    return request.method().equals("POST");
  }

  @Override
  public Answer answer(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.RATE_LIMITED)) {
      return complaint(429, "rate_limit_exceeded", "Too many requests.");
    }
    var key = key(request);
    var known = byKey.get(key);
    if (known != null && knows(known)) {
      return known.body().equals(request.body())
          ? done(known.id(), twists)
          : complaint(409, "invalid_idempotent_request", "The key stands for another body.");
    }
    if (twists.contains(Fault.REFUSES)) {
      return complaint(422, "validation_error", "The address is not valid.");
    }
    var taken = new Taken(request.body(), "email-" + ++ids, agenda.now());
    byKey.put(key, taken);
    ledger.take(
        new Ledger.Effect(
            Marker.key(key), agenda.now(), recipient(request.body()), request.body(), taken.id()));
    return done(taken.id(), twists);
  }

  private boolean knows(Taken taken) {
    return agenda.now() - taken.at() < remembered.toNanos() && !faults.strikes(Fault.KEY_FORGOTTEN);
  }

  private static String key(Request request) {
    return requireNonNull(
        request.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase("Idempotency-Key"))
            .findFirst()
            .orElseThrow()
            .value());
  }

  private static String recipient(String body) {
    var start = body.indexOf("\"to\":[\"") + 7;
    return body.substring(start, body.indexOf('"', start));
  }

  private static Answer done(String id, Set<Fault> twists) {
    return new Answer(
        200, List.of(), twists.contains(Fault.NO_ID) ? "{}" : "{\"id\":\"" + id + "\"}");
  }

  private static Answer complaint(int code, String name, String message) {
    return new Answer(
        code,
        List.of(),
        "{\"statusCode\":%d,\"name\":\"%s\",\"message\":\"%s\"}".formatted(code, name, message));
  }
}
