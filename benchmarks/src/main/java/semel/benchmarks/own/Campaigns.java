package semel.benchmarks.own;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import semel.campaign.Campaign;
import semel.campaign.Texts;

/// The one campaign of the benchmark.
final class Campaigns {

  private static final Texts TEXTS =
      new Texts(
          "{name}, your result is ready: {link}",
          "{name}, your result is ready",
          "Good day, {name}! You took our test. Your result is here: {link}",
          "<p>Good day, {name}!</p><p>You took our test. <a href=\"{link}\">Your result</a></p>");

  private Campaigns() {}

  static Campaign dueAfter(Duration delay) {
    var home = URI.create("https://example.com");
    return new Campaign(Person.CAMPAIGN, Locale.ENGLISH, Map.of("en", TEXTS), delay, home, home);
  }
}
