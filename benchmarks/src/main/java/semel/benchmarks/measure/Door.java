package semel.benchmarks.measure;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Pace;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.loopback.Connection;
import semel.benchmarks.own.Person;

/// The same as [Accept] through the door of the service: registrations posted over HTTP to a
/// process that runs `serve`. What it costs is what that process and the database spend; the load
/// has the rest of the machine.
final class Door {

  private static final List<Integer> LEVELS = List.of(16, 256);
  private static final int WARM_CONNECTIONS = 64;
  private static final int MESSAGES_EACH = 2;

  /// The campaign that Semel comes with.
  private static final String PATH = "/api/landing/proftest";

  private static final int CREATED = 201;

  private final Teller teller;
  private final int registrations;
  private final int port;
  private final Costs.Meter meter;
  private long next;

  /// @param order messages, the port of the service and its process, the server's process
  Door(Teller teller, Order order, String url) {
    this.teller = teller;
    this.registrations = order.number("messages") / MESSAGES_EACH;
    this.port = order.number("port");
    this.meter = new Costs.Meter(url, order.whole("server"), order.whole("service"));
  }

  void measure() throws Exception {
    pace("warming up the service", WARM_CONNECTIONS, registrations);
    for (var connections : LEVELS) {
      var series = "HTTP, " + connections + " connections";
      var before = meter.now();
      var pace = pace(series, connections, registrations);
      Accept.tell(teller, series, pace, MESSAGES_EACH);
      Accept.tell(teller, series, meter, before, pace.calls() * MESSAGES_EACH);
    }
  }

  private Pace pace(String what, int callers, int amount) throws Exception {
    var calls = Math.max(callers, amount);
    var first = next;
    next += calls;
    var requests =
        IntStream.range(0, calls)
            .mapToObj(place -> Connection.post(PATH, Person.of(first + place).json()))
            .toList();
    var free = new ArrayBlockingQueue<Connection>(callers);
    try {
      for (var i = 0; i < callers; i++) {
        free.add(new Connection(port));
      }
      return Pace.of(
          callers,
          calls,
          place -> {
            var connection = free.take();
            var code = connection.exchange(requests.get(place));
            if (code != CREATED) {
              throw new IOException("the service answered HTTP " + code);
            }
            free.add(connection);
            teller.count(what, place, calls);
          });
    } finally {
      for (var connection : free) {
        connection.close();
      }
    }
  }
}
