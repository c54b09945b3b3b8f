package semel.benchmarks.measure;

import java.time.Duration;
import semel.benchmarks.gauge.Costs;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Pace;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.loopback.Posting;
import semel.benchmarks.own.Semel;
import semel.message.Channel;

/// How fast what is due goes to a provider over HTTP, and how fast the same client makes the same
/// calls where no database is.
final class Posted {

  private final Teller teller;
  private final Order order;
  private final String url;

  /// @param order as for [Drain], the port of the provider, and how many calls each channel may
  ///   have open
  Posted(Teller teller, Order order, String url) {
    this.teller = teller;
    this.order = order;
    this.url = url;
  }

  void drain() throws Exception {
    var provider = new Posting(order.number("port"));
    var semel = new Semel(url, Duration.ZERO, order.number("permits"));
    new Drain(teller, order, url).drain(semel, provider, provider::calls);
  }

  /// As many calls at once as the permits of all channels allow.
  void alone() throws Exception {
    var series = order.text("series");
    var messages = order.number("messages");
    var provider = new Posting(order.number("port"));
    var meter = Costs.Meter.here(url, order.whole("server"));
    var before = meter.now();
    var pace =
        Pace.of(
            order.number("permits") * Channel.values().length,
            messages,
            place -> {
              provider.take(Integer.toString(place));
              teller.count("calling", place, messages);
            });
    teller.figure(series, Drain.RATE, pace.perSecond());
    meter.now().tell(teller, series, before, messages);
  }
}
