package semel.app;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import semel.campaign.Campaign;
import semel.campaign.Texts;
import semel.configuration.Configuration;

/// The campaigns that come with Semel, their texts read from resources.
public final class Campaigns {

  private Campaigns() {}

  /// With the texts and links that are configured.
  public static List<Campaign> of(Configuration configuration) {
    var listening = configuration.listening();
    var delay = configuration.delivery().delay();
    return List.of(proftest(delay, listening.publicUrl(), listening.target()));
  }

  /// The career test. Whoever names no language is written to in Russian.
  static Campaign proftest(Duration delay, URI publicUrl, URI target) {
    var texts =
        List.of("ru", "kk", "en").stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    language -> texts("proftest_" + language + ".properties")));
    return new Campaign("proftest", Locale.of("ru"), texts, delay, publicUrl, target);
  }

  private static Texts texts(String name) {
    var properties = new Properties();
    try (var in = Campaigns.class.getResourceAsStream("campaign/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return new Texts(
        text(properties, "sms"),
        text(properties, "email.subject"),
        text(properties, "email.text"),
        text(properties, "email.html"));
  }

  private static String text(Properties properties, String key) {
    var text = properties.getProperty(key);
    if (text == null || text.isBlank()) {
      throw new IllegalStateException("the campaign has no text " + key);
    }
    return text;
  }
}
