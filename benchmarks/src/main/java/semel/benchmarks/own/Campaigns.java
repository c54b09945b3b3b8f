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

  private static final String LINK = "https://example.com/l/abcdefghijks";

  private Campaigns() {}

  static Campaign dueAfter(Duration delay) {
    var home = URI.create("https://example.com");
    return new Campaign(Person.CAMPAIGN, Locale.ENGLISH, Map.of("en", TEXTS), delay, home, home);
  }

  /// What is sent to somebody, as long as it is for anybody.
  ///
  /// @param channel as the database counts them
  static String body(short channel) {
    var text =
        channel == 0
            ? TEXTS.sms()
            : String.join("\n", TEXTS.emailSubject(), TEXTS.emailText(), TEXTS.emailHtml());
    return text.replace("{link}", LINK).replace("{name}", "Aigerim 12345");
  }
}
