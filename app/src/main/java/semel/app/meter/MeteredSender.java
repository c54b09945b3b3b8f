package semel.app.meter;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Envelope;

/// Counts what calls did, and how long they took. All outcomes of an account are shown from the
/// start, so that the first of a kind is an increase.
record MeteredSender(Sender sender, Map<String, CounterDataPoint> ends, DistributionDataPoint time)
    implements Sender {

  private static final double NANOS = 1e9;
  private static final String UNKNOWN = "unknown";
  private static final List<String> OUTCOMES = List.of("accepted", "refused", "not-sent", UNKNOWN);

  record Instruments(Counter calls, Histogram seconds) {}

  static MeteredSender of(Sender sender, Instruments instruments) {
    var account = sender.account().id().value();
    var ends =
        OUTCOMES.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    outcome -> instruments.calls().labelValues(account, outcome)));
    return new MeteredSender(sender, ends, instruments.seconds().labelValues(account));
  }

  @Override
  public Account account() {
    return sender.account();
  }

  @Override
  public Body compose(Envelope envelope) {
    return sender.compose(envelope);
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    var began = System.nanoTime();
    var word = UNKNOWN; // what is thrown is one, too
    try {
      var outcome = sender.send(claim, guard);
      word = word(outcome);
      return outcome;
    } finally {
      time.observe((System.nanoTime() - began) / NANOS);
      var end = ends.get(word);
      if (end != null) {
        end.inc();
      }
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> "accepted";
      case Outcome.Refused _ -> "refused";
      case Outcome.NotSent _ -> "not-sent";
      case Outcome.Unknown _ -> UNKNOWN;
    };
  }
}
