package semel.configuration;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import semel.configuration.Values.Rate;
import semel.database.Address;
import semel.dispatch.RecipientLimit;
import semel.intake.IntakeLimits;
import semel.lifecycle.Timing;
import semel.monitor.AlertRules;
import semel.postgres.claim.GateRate;
import semel.postgres.retention.PostgresRetention;
import semel.providers.Secret;
import semel.providers.captcha.CaptchaKind;
import semel.providers.webhook.WebhookSettings;
import semel.web.network.Proxies;
import semel.web.network.Trust;

/// Everything that Semel is told, checked together.
public record Configuration(
    Listening listening,
    Intake intake,
    Storage storage,
    PostgresRetention.Terms retention,
    Delivery delivery,
    Providers providers,
    Alarms alarms,
    Optional<Secret> adminToken,
    String logFormat,
    Tracing tracing) {

  /// A sweep of no time at all would ask the database without a rest.
  private static final Duration SWEEP_LEAST = Duration.ofMillis(100);

  private static final String ADDRESS = "[^\\s<>@,]+@[^\\s<>@,]+";
  private static final String STAGED = "staged";

  /// As Resend shows it once: at least twelve bytes.
  private static final String SIGNING_SECRET =
      "(?:whsec_)?(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";

  private static final String SENDER = "Name <address@your.domain>";

  /// Where it listens, and for whom.
  public record Listening(
      String host,
      int port,
      Optional<Integer> metricsPort,
      URI publicUrl,
      URI target,
      boolean targetIsAssumed,
      List<String> countries,
      Trust trust) {}

  /// Whom the public door takes.
  ///
  /// @param formAge how long a person takes at least to fill in a form
  public record Intake(IntakeLimits limits, Duration formAge, Optional<Captcha> captcha) {}

  /// Who tells people from programs.
  public record Captcha(CaptchaKind kind, URI verify, String siteKey, Secret secret) {}

  /// Where data is; without an address the database is embedded in the folder.
  public record Storage(Optional<Address> address, Path dataFolder) {}

  /// When messages leave, and how doubts are settled.
  public record Delivery(
      Duration delay,
      Timing timing,
      Duration sweep,
      int permits,
      Optional<RecipientLimit> smsLimit) {}

  /// Accounts at providers; empty means sandbox, or no alarm.
  public record Providers(
      Optional<Mobizon> mobizon,
      Optional<Resend> resend,
      Optional<Telegram> telegram,
      Webhooks webhooks) {}

  /// What the calls of providers' webhooks are signed with.
  public record Webhooks(Optional<Secret> mobizon, Optional<Secret> resend) {}

  /// The SMS account.
  ///
  /// @param staged whether a message goes out in three steps, of which a repeat is harmless
  /// @param balanceLeast less than this is worth an alarm
  public record Mobizon(
      URI url,
      Secret key,
      Optional<String> from,
      boolean staged,
      GateRate rate,
      Optional<BigDecimal> balanceLeast) {}

  /// The email account.
  public record Resend(URI url, Secret key, String from, GateRate rate) {}

  /// When alarms are raised, and where they go.
  public record Alarms(AlertRules.Bounds bounds, Optional<WebhookSettings> webhook) {}

  /// Where alerts go.
  public record Telegram(URI url, Secret token, String chat) {}

  /// Reads environment and file, and checks all of it.
  ///
  /// @throws ConfigurationRefused naming everything that is wrong at once
  public static Configuration read(Map<String, String> environment, Path file)
      throws ConfigurationRefused {
    var sources = new Sources(environment, file);
    var values = new Values(sources);
    refuseRepeatingClient(values);
    var timing = timing(values);
    var configuration =
        new Configuration(
            listening(values),
            Intakes.read(values),
            storage(values),
            new PostgresRetention.Terms(
                values.days(Key.SEMEL_RETAIN_LEADS),
                values.days(Key.SEMEL_RETAIN_JOURNAL),
                values.days(Key.SEMEL_RETAIN_ACTS),
                values.days(Key.SEMEL_RETAIN_ALARMS)),
            delivery(values, timing),
            new Providers(mobizon(values), resend(values), telegram(values), webhooks(values)),
            alarms(values),
            values.secret(Key.SEMEL_ADMIN_TOKEN),
            values.word(Key.SEMEL_LOG_FORMAT, "text", "json"),
            Tracing.read(environment, values));
    if (!sources.problems().isEmpty()) {
      throw new ConfigurationRefused(sources.problems());
    }
    return configuration;
  }

  /// §6: a JVM that was told to repeat requests that are not answered would break the promise.
  private static void refuseRepeatingClient(Values values) {
    var property = "jdk.httpclient.enableAllMethodRetry";
    if (System.getProperty(property) != null) {
      values.problem(
          "The Java property " + property + " is refused: it repeats requests. Remove it.");
    }
  }

  private static Listening listening(Values values) {
    var port = values.number(Key.SEMEL_PORT, 0, 65_535).orElseThrow();
    var metricsPort = values.number(Key.SEMEL_METRICS_PORT, 0, 65_535);
    if (port > 0 && metricsPort.equals(Optional.of(port))) {
      values.problem(
          Key.SEMEL_METRICS_PORT
              + ("=" + port + " is refused: SEMEL_PORT is the same; allowed is another port."));
    }
    var url =
        values.url(Key.SEMEL_PUBLIC_URL).orElseGet(() -> URI.create("http://localhost:" + port));
    var base = url.toString().replaceAll("/+$", "");
    return new Listening(
        values.text(Key.SEMEL_HOST).orElseThrow(),
        port,
        metricsPort,
        URI.create(base),
        values.url(Key.SEMEL_TARGET_URL).orElseGet(() -> URI.create(base + "/proftest")),
        !values.isSet(Key.SEMEL_TARGET_URL),
        values.countries(Key.SEMEL_COUNTRIES),
        new Trust(
            new Proxies(values.networks(Key.SEMEL_TRUSTED_PROXIES)), values.cors(Key.SEMEL_CORS)));
  }

  private static Storage storage(Values values) {
    Optional<Address> address = Optional.empty();
    var text = values.text(Key.SEMEL_DATABASE_URL);
    if (text.isPresent()) {
      try {
        address = Optional.of(Address.parse(text.get()));
      } catch (IllegalArgumentException e) {
        values.problem(Key.SEMEL_DATABASE_URL + " is refused: " + e.getMessage() + ".");
      }
    }
    return new Storage(address, values.path(Key.SEMEL_DATA_DIR));
  }

  private static Delivery delivery(Values values, Timing timing) {
    var limit =
        values
            .rate(Key.SEMEL_SMS_LIMIT)
            .map(rate -> new RecipientLimit(rate.count(), rate.per(), timing.settle()));
    return new Delivery(
        values.durationOf(Key.SEMEL_DELAY),
        timing,
        values.durationOf(Key.SEMEL_SWEEP, SWEEP_LEAST),
        values.number(Key.SEMEL_PERMITS, 1, 4_096).orElseThrow(),
        limit);
  }

  private static Timing timing(Values values) {
    var lease = values.durationOf(Key.SEMEL_LEASE);
    var request = values.durationOf(Key.SEMEL_PROVIDER_TIMEOUT);
    var settle = values.durationOf(Key.SEMEL_SETTLE);
    try {
      return new Timing(
          lease,
          values.duration(Key.SEMEL_MARGIN).orElse(lease.dividedBy(12)),
          request,
          settle,
          values.duration(Key.SEMEL_SECOND_LOOK).orElse(settle.dividedBy(10)),
          values.duration(Key.SEMEL_PAUSE_TOLERATED).orElse(settle.dividedBy(2)),
          values.duration(Key.SEMEL_T_APPLY).orElse(settle.dividedBy(8)),
          values.duration(Key.SEMEL_T_VISIBLE).orElse(settle.dividedBy(8)));
    } catch (IllegalArgumentException e) {
      values.problem(
          "SEMEL_LEASE, SEMEL_PROVIDER_TIMEOUT and SEMEL_SETTLE do not go together: "
              + e.getMessage()
              + ".");
      return Timing.of(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    }
  }

  private static Optional<Mobizon> mobizon(Values values) {
    var mode = values.word(Key.MOBIZON_MODE, "one-call", STAGED);
    var key = values.secret(Key.MOBIZON_API_KEY);
    var least = values.amount(Key.MOBIZON_BALANCE_LEAST);
    return key.map(secret ->
        new Mobizon(
            values.url(Key.MOBIZON_API_URL).orElseThrow(),
            secret,
            values.text(Key.MOBIZON_FROM),
            mode.equals(STAGED),
            gate(values.rate(Key.MOBIZON_RATE)),
            least));
  }

  private static Optional<Resend> resend(Values values) {
    var key = values.secret(Key.RESEND_API_KEY);
    var from =
        values.matching(Key.RESEND_FROM, ADDRESS + "|[^<>@\\p{Cntrl}]*<" + ADDRESS + ">", SENDER);
    if (key.isPresent() && !values.isSet(Key.RESEND_FROM)) {
      values.problem("RESEND_FROM is missing beside RESEND_API_KEY: allowed is " + SENDER + ".");
    }
    if (key.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    var rate =
        values.isSet(Key.RESEND_RATE)
            ? values.rate(Key.RESEND_RATE)
            : standardRate(values.isSet(Key.RESEND_API_URL));
    var url = values.url(Key.RESEND_API_URL).orElseThrow();
    return Optional.of(new Resend(url, key.get(), from.get(), gate(rate)));
  }

  /// Resend's own service allows five calls a second for a whole team; others have their own rules.
  private static Optional<Rate> standardRate(boolean elsewhere) {
    return elsewhere ? Optional.empty() : Optional.of(new Rate(5, Duration.ofSeconds(1)));
  }

  private static GateRate gate(Optional<Rate> rate) {
    return rate.map(r -> new GateRate(r.count(), r.per())).orElse(GateRate.NONE);
  }

  private static Webhooks webhooks(Values values) {
    return new Webhooks(
        values.secret(Key.MOBIZON_WEBHOOK_SECRET),
        values.secret(Key.RESEND_WEBHOOK_SECRET, SIGNING_SECRET, "whsec_ and base64"));
  }

  private static Alarms alarms(Values values) {
    var url = values.url(Key.SEMEL_ALARM_WEBHOOK_URL);
    var secret = values.secret(Key.SEMEL_ALARM_WEBHOOK_SECRET, SIGNING_SECRET, "whsec_ and base64");
    if (values.isSet(Key.SEMEL_ALARM_WEBHOOK_URL) != values.isSet(Key.SEMEL_ALARM_WEBHOOK_SECRET)) {
      values.problem(
          "SEMEL_ALARM_WEBHOOK_URL and SEMEL_ALARM_WEBHOOK_SECRET go together: set both, or "
              + "neither.");
    }
    if (url.map(URI::getRawUserInfo).isPresent()) {
      values.problem(
          "SEMEL_ALARM_WEBHOOK_URL is refused: it holds a name or password; the signature says "
              + "who calls.");
    }
    var bounds =
        new AlertRules.Bounds(
            values.durationOf(Key.SEMEL_ALARM_LAG),
            values.durationOf(Key.SEMEL_ALARM_DOUBT),
            values.number(Key.SEMEL_ALARM_BACKLOG, 1, Integer.MAX_VALUE).orElseThrow());
    return new Alarms(bounds, url.flatMap(u -> secret.map(s -> new WebhookSettings(u, s))));
  }

  private static Optional<Telegram> telegram(Values values) {
    var token = values.secret(Key.TELEGRAM_BOT_TOKEN, "[0-9]+:[A-Za-z0-9_-]+", "number:letters");
    var chat =
        values.matching(
            Key.TELEGRAM_CHAT_ID,
            "-?[0-9]{1,20}|@[A-Za-z0-9_]{1,63}",
            "the number of a chat, or @name of a public one");
    if (values.isSet(Key.TELEGRAM_BOT_TOKEN) != values.isSet(Key.TELEGRAM_CHAT_ID)) {
      values.problem("TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID go together: set both, or neither.");
    }
    return token.isEmpty() || chat.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Telegram(values.url(Key.TELEGRAM_API_URL).orElseThrow(), token.get(), chat.get()));
  }
}
