package semel.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import semel.configuration.Configuration;
import semel.web.proftest.Places;

/// What `serve` says once it listens: where, through whom, and what its promise assumes.
final class Greeting {

  private Greeting() {}

  /// The greeting without any secret.
  static List<String> lines(Configuration configuration, int port) {
    var providers = configuration.providers();
    var delivery = configuration.delivery();
    var timing = delivery.timing();
    var lines = new ArrayList<String>();
    lines.addAll(
        List.of(
            "Semel listens on http://" + host(configuration) + ":" + port,
            "SMS: %s; email: %s; delay %s"
                .formatted(
                    providers.mobizon().isPresent() ? "Mobizon, by look-up" : "sandbox",
                    providers.resend().isPresent() ? "Resend, by key" : "sandbox",
                    text(delivery.delay())),
            ("Assumed: nothing is accepted later than SETTLE %s after a lease of %s; a provider"
                    + " applies within %s and shows within %s; a process pauses at most %s between"
                    + " guard and write; an acknowledged commit stays.")
                .formatted(
                    text(timing.settle()),
                    text(timing.lease()),
                    text(timing.apply()),
                    text(timing.visible()),
                    text(timing.pauseTolerated()))));
    lines.add(
        configuration.listening().targetIsAssumed()
            ? "The career test is at %s; links in messages end at its results."
                .formatted(test(configuration, port))
            : "Links in messages end at %s; Semel's own test is at %s."
                .formatted(configuration.listening().target(), test(configuration, port)));
    return lines;
  }

  private static String test(Configuration configuration, int port) {
    return "http://" + host(configuration) + ":" + port + Places.TEST;
  }

  /// The token of the first start. It is nowhere kept, so it is shown to a person, never logged.
  static List<String> token(String token) {
    return List.of(
        "  The operator's token, shown this once: " + token,
        "  Set SEMEL_ADMIN_TOKEN to use one of your own.");
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static String host(Configuration configuration) {
    var host = configuration.listening().host();
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
