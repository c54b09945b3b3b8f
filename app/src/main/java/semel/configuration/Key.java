package semel.configuration;

import java.util.Locale;

/// Every name that may be set. In `semel.properties` it is written in lower case, dots for
/// underscores.
public enum Key {
  SEMEL_PORT("8080"),
  SEMEL_HOST("127.0.0.1"),
  SEMEL_METRICS_PORT(""),
  SEMEL_DATABASE_URL(""),
  SEMEL_DATA_DIR("./data"),
  SEMEL_PUBLIC_URL(""),
  SEMEL_TARGET_URL(""),
  SEMEL_DELAY("10m"),
  SEMEL_LEASE("60s"),
  SEMEL_PROVIDER_TIMEOUT("10s"),
  SEMEL_SETTLE("10m"),
  SEMEL_MARGIN(""),
  SEMEL_SECOND_LOOK(""),
  SEMEL_PAUSE_TOLERATED(""),
  SEMEL_T_APPLY(""),
  SEMEL_T_VISIBLE(""),
  SEMEL_SWEEP("1m"),
  SEMEL_PERMITS("64"),
  SEMEL_SMS_LIMIT("1/1h"),
  SEMEL_INTAKE_LIMIT("on"),
  SEMEL_INTAKE_PER_ADDRESS("1000/1h"),
  SEMEL_INTAKE_PER_NETWORK("3000/1h"),
  SEMEL_INTAKE_PER_PREFIX("500/1h"),
  SEMEL_INTAKE_PER_BLOCK("20/1h"),
  SEMEL_INTAKE_PER_DAY("10000/24h"),
  SEMEL_INTAKE_BURST("2000/10m"),
  SEMEL_SMS_PRICE(""),
  SEMEL_SPEND_PER_DAY("off"),
  SEMEL_FORM_MIN_AGE("3s"),
  SEMEL_CAPTCHA("off"),
  SEMEL_CAPTCHA_SITE_KEY(""),
  SEMEL_CAPTCHA_SECRET(""),
  SEMEL_CAPTCHA_URL(""),
  SEMEL_TRUSTED_PROXIES(""),
  SEMEL_CORS(""),
  SEMEL_COUNTRIES("KZ"),
  SEMEL_RETAIN_LEADS("off"),
  SEMEL_RETAIN_JOURNAL("off"),
  SEMEL_RETAIN_ACTS("off"),
  SEMEL_RETAIN_ALARMS("off"),
  SEMEL_ALARM_LAG("5m"),
  SEMEL_ALARM_DOUBT("30m"),
  SEMEL_ALARM_BACKLOG("10000"),
  SEMEL_ALARM_WEBHOOK_URL(""),
  SEMEL_ALARM_WEBHOOK_SECRET(""),
  SEMEL_ADMIN_TOKEN(""),
  SEMEL_LOG_FORMAT("text"),
  MOBIZON_API_KEY(""),
  MOBIZON_API_URL("https://api.mobizon.kz"),
  MOBIZON_FROM(""),
  MOBIZON_MODE("one-call"),
  MOBIZON_RATE("off"),
  MOBIZON_BALANCE_LEAST("1000"),
  MOBIZON_WEBHOOK_SECRET(""),
  RESEND_API_KEY(""),
  RESEND_API_URL("https://api.resend.com"),
  RESEND_FROM(""),
  RESEND_RATE(""),
  RESEND_WEBHOOK_SECRET(""),
  TELEGRAM_BOT_TOKEN(""),
  TELEGRAM_CHAT_ID(""),
  TELEGRAM_API_URL("https://api.telegram.org");

  private final String standard;

  Key(String standard) {
    this.standard = standard;
  }

  /// What holds when it is not set; empty for nothing.
  String standard() {
    return standard;
  }

  /// Whether its value is never shown, and may stand in a file of its own.
  boolean isSecret() {
    return switch (this) {
      case SEMEL_DATABASE_URL,
          SEMEL_ADMIN_TOKEN,
          SEMEL_ALARM_WEBHOOK_SECRET,
          MOBIZON_API_KEY,
          MOBIZON_WEBHOOK_SECRET,
          SEMEL_CAPTCHA_SECRET,
          RESEND_API_KEY,
          RESEND_WEBHOOK_SECRET,
          TELEGRAM_BOT_TOKEN ->
          true;
      default -> false;
    };
  }

  /// Its name in `semel.properties`.
  String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
