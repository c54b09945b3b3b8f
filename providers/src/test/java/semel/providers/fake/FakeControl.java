package semel.providers.fake;

import static semel.providers.fake.FakeServer.JSON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.FakeServer.Reply;
import tools.jackson.databind.JsonNode;

/// The fake's own addresses, for tests in another process: `GET /_fake/ledger` and `PUT
/// /_fake/faults` with `{"script":[…]}` or `{"seed":1,"chances":{…}}`, and optionally
/// `shortPauseMillis` and `longPauseMillis`.
final class FakeControl {

  static final String PREFIX = "/_fake/";

  private FakeControl() {}

  static Reply answer(FakeProvider provider, Received request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /_fake/ledger" -> Reply.json(200, ledger(provider.ledger()));
      case "PUT /_fake/faults" -> {
        provider.faults(plan(JSON.readTree(request.body())));
        yield Reply.json(200, JSON.createObjectNode());
      }
      case null, default -> Reply.html(404, "Not Found");
    };
  }

  private static JsonNode ledger(Ledger ledger) {
    var whole = JSON.createObjectNode();
    var entries = whole.putArray("entries");
    for (Ledger.Acceptance entry : ledger.entries()) {
      entries
          .addObject()
          .put("at", entry.at().toString())
          .put("nanoTime", entry.nanoTime())
          .put("recipient", entry.recipient())
          .put("marker", entry.marker())
          .put("text", entry.text())
          .put("reference", entry.reference());
    }
    var requests = whole.putArray("requests");
    for (Ledger.Seen seen : ledger.requests()) {
      requests
          .addObject()
          .put("at", seen.at().toString())
          .put("nanoTime", seen.nanoTime())
          .put("what", seen.what())
          .put("kind", seen.kind().name())
          .put("fault", seen.fault().name());
    }
    var faults = whole.putObject("faults");
    ledger.faults().forEach((fault, count) -> faults.put(fault.name(), count));
    return whole;
  }

  private static FaultPlan plan(JsonNode asked) {
    var script = new ArrayList<Fault>();
    asked.path("script").forEach(name -> script.add(Fault.valueOf(name.asString())));
    Map<Fault, Double> chances = new EnumMap<>(Fault.class);
    asked
        .path("chances")
        .properties()
        .forEach(
            chance -> chances.put(Fault.valueOf(chance.getKey()), chance.getValue().asDouble()));
    FaultPlan plan =
        script.isEmpty()
            ? FaultPlan.random(asked.path("seed").asLong(0), chances)
            : FaultPlan.script(script.toArray(Fault[]::new));
    return plan.pausing(
        Duration.ofMillis(asked.path("shortPauseMillis").asLong(1_000)),
        Duration.ofMillis(asked.path("longPauseMillis").asLong(15_000)));
  }
}
