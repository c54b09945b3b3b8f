package semel.configuration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import semel.configuration.Configuration.Captcha;
import semel.configuration.Configuration.Intake;
import semel.configuration.Values.Rate;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Excess;
import semel.intake.IntakeLimits.Scope;
import semel.providers.Secret;
import semel.providers.captcha.CaptchaKind;

/// Reads what Semel is told about its public door.
final class Intakes {

  private static final String OFF = "off";
  private static final Duration DAY = Duration.ofDays(1);

  private Intakes() {}

  static Intake read(Values values) {
    var allowances = allowances(values);
    var expected = new EnumMap<Excess, Allowance>(Excess.class);
    var burst = values.rate(Key.SEMEL_INTAKE_BURST);
    if (values.word(Key.SEMEL_INTAKE_LIMIT, "on", OFF).equals(OFF)) {
      allowances = Map.of();
    } else {
      burst.ifPresent(rate -> expected.put(Excess.BURST, allowance(rate)));
    }
    spending(values).ifPresent(allowance -> expected.put(Excess.SPENDING, allowance));
    return new Intake(
        new IntakeLimits(allowances, expected),
        values.durationOf(Key.SEMEL_FORM_MIN_AGE),
        captcha(values));
  }

  private static Map<Scope, Allowance> allowances(Values values) {
    var allowances = new EnumMap<Scope, Allowance>(Scope.class);
    for (var scope : Scope.values()) {
      values
          .rate(
              switch (scope) {
                case ADDRESS -> Key.SEMEL_INTAKE_PER_ADDRESS;
                case NETWORK -> Key.SEMEL_INTAKE_PER_NETWORK;
                case PREFIX -> Key.SEMEL_INTAKE_PER_PREFIX;
                case BLOCK -> Key.SEMEL_INTAKE_PER_BLOCK;
                case CAMPAIGN -> Key.SEMEL_INTAKE_PER_DAY;
              })
          .ifPresent(rate -> allowances.put(scope, allowance(rate)));
    }
    return allowances;
  }

  private static Allowance allowance(Rate rate) {
    return new Allowance(rate.count(), rate.per());
  }

  /// How many SMS a day may cost.
  private static Optional<Allowance> spending(Values values) {
    var price = values.money(Key.SEMEL_SMS_PRICE);
    var spend = values.money(Key.SEMEL_SPEND_PER_DAY);
    if (spend.isEmpty()) {
      return Optional.empty();
    }
    if (price.isEmpty()) {
      values.problem(
          "SEMEL_SMS_PRICE is missing beside SEMEL_SPEND_PER_DAY: allowed is what one SMS costs, "
              + "in the same currency.");
      return Optional.empty();
    }
    var count = spend.get().divide(price.get(), 0, RoundingMode.FLOOR);
    if (count.signum() == 0) {
      values.problem(
          ("SEMEL_SPEND_PER_DAY=" + spend.get() + " is refused: one SMS costs " + price.get())
              + "; allowed is that or more.");
      return Optional.empty();
    }
    var most = BigDecimal.valueOf(Integer.MAX_VALUE);
    return Optional.of(new Allowance(count.min(most).intValueExact(), DAY));
  }

  private static Optional<Captcha> captcha(Values values) {
    var word = values.word(Key.SEMEL_CAPTCHA, OFF, "turnstile", "hcaptcha");
    // Every page shows it; but what is refused may be its secret sister, pasted in its place.
    var siteKey =
        values
            .secret(
                Key.SEMEL_CAPTCHA_SITE_KEY, "[A-Za-z0-9_.-]{1,200}", "letters, digits, _, . and -")
            .map(Secret::value);
    var secret = values.secret(Key.SEMEL_CAPTCHA_SECRET);
    Optional<URI> url = values.url(Key.SEMEL_CAPTCHA_URL);
    if (word.equals(OFF)) {
      return Optional.empty();
    }
    for (var key : new Key[] {Key.SEMEL_CAPTCHA_SITE_KEY, Key.SEMEL_CAPTCHA_SECRET}) {
      if (!values.isSet(key)) {
        values.problem(
            key + " is missing beside SEMEL_CAPTCHA: allowed is what the service gave you.");
      }
    }
    if (siteKey.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    var kind = word.equals("hcaptcha") ? CaptchaKind.HCAPTCHA : CaptchaKind.TURNSTILE;
    return Optional.of(new Captcha(kind, url.orElseGet(kind::verify), siteKey.get(), secret.get()));
  }
}
