package semel.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import semel.app.log.LogAlarm;
import semel.app.loop.SystemClock;
import semel.configuration.Configuration;
import semel.monitor.Alarm;
import semel.monitor.Balances.Purse;
import semel.providers.Credentials;
import semel.providers.captcha.CaptchaCredentials;
import semel.providers.captcha.SiteVerify;
import semel.providers.mobizon.MobizonCredentials;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.resend.ResendCredentials;
import semel.providers.resend.ResendSettings;
import semel.providers.telegram.TelegramAlarm;
import semel.providers.telegram.TelegramCredentials;
import semel.providers.telegram.TelegramSettings;
import semel.providers.webhook.WebhookAlarm;
import semel.providers.wire.Limits;
import semel.providers.wire.SocketWire;
import semel.providers.wire.Wire;

/// The services outside, as the adapters want to be told of them.
record Outside(Configuration configuration) {

  private static final String USER_AGENT = "semel";
  private static final int STEPS = 4;
  private static final Duration CAPTCHA = Duration.ofSeconds(4);

  /// Every call may take T_REQ, and opens within its share of it.
  Wire wire() {
    var request = configuration.delivery().timing().request();
    return new SocketWire(USER_AGENT, Limits.within(request), Tls.context());
  }

  /// For the calls of a staged send that send nothing: three of them, and the store between them,
  /// leave enough of a lease for the call that sends.
  Wire preparing() {
    var timing = configuration.delivery().timing();
    var left = timing.lease().minus(timing.margin()).minus(timing.request()).dividedBy(STEPS);
    var each = left.compareTo(timing.request()) < 0 ? left : timing.request();
    return new SocketWire(USER_AGENT, Limits.within(each), Tls.context());
  }

  Optional<MobizonSettings> mobizon() {
    return configuration
        .providers()
        .mobizon()
        .map(m -> MobizonSettings.of(m.url(), m.key(), m.from().orElse(null)));
  }

  /// Whether Mobizon sends in three steps.
  boolean staged() {
    return configuration.providers().mobizon().stream().anyMatch(Configuration.Mobizon::staged);
  }

  Optional<ResendSettings> resend() {
    return configuration
        .providers()
        .resend()
        .map(r -> ResendSettings.of(r.url(), r.key(), r.from()));
  }

  Optional<TelegramSettings> telegram() {
    return configuration
        .providers()
        .telegram()
        .map(t -> new TelegramSettings(t.url(), t.token(), t.chat()));
  }

  /// Who is told of alarms, by the names that the book of alarms knows them by.
  Map<String, Alarm> destinations() {
    var destinations = new LinkedHashMap<String, Alarm>();
    destinations.put("log", new LogAlarm());
    telegram()
        .map(settings -> new TelegramAlarm(settings, wire(), new SystemClock()))
        .ifPresent(alarm -> destinations.put("telegram", alarm));
    configuration
        .alarms()
        .webhook()
        .map(settings -> new WebhookAlarm(settings, wire(), new SystemClock()))
        .ifPresent(alarm -> destinations.put("webhook", alarm));
    return destinations;
  }

  /// Those who tell what is left on an account.
  List<Purse> purses() {
    var least = configuration.providers().mobizon().flatMap(Configuration.Mobizon::balanceLeast);
    return mobizon()
        .flatMap(s -> least.map(l -> purse(new MobizonCredentials(s, wire()), l)))
        .stream()
        .toList();
  }

  private static Purse purse(MobizonCredentials mobizon, BigDecimal least) {
    return () -> mobizon.balance("mobizon", least);
  }

  /// A person waits for the answer.
  Optional<SiteVerify> captcha() {
    return configuration
        .intake()
        .captcha()
        .map(c -> {
          var wire = new SocketWire(USER_AGENT, Limits.within(CAPTCHA), Tls.context());
          return new SiteVerify(c.verify(), c.secret(), wire);
        });
  }

  /// Asks each configured service whether its credentials work.
  List<Credentials> credentials() {
    var credentials = new ArrayList<Credentials>();
    mobizon().ifPresent(s -> credentials.add(new MobizonCredentials(s, wire())));
    resend().ifPresent(s -> credentials.add(new ResendCredentials(s, wire())));
    telegram().ifPresent(s -> credentials.add(new TelegramCredentials(s, wire())));
    captcha().ifPresent(s -> credentials.add(new CaptchaCredentials(s)));
    return credentials;
  }
}
