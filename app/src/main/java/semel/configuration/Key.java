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
  SEMEL_COUNTRIES("KZ"),
  SEMEL_ADMIN_TOKEN(""),
  SEMEL_LOG_FORMAT("text"),
  MOBIZON_API_KEY(""),
  MOBIZON_API_URL("https://api.mobizon.kz"),
  MOBIZON_FROM(""),
  MOBIZON_MODE("one-call"),
  MOBIZON_RATE("off"),
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

  /// Its name in `semel.properties`.
  String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
