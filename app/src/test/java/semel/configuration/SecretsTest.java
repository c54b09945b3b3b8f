package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is secret, what needs a companion, and what would break the promise.
class SecretsTest {

  private static final String PRECIOUS = "pre-cious_0123456789";
  private static final String SIGNING = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void no_secret_is_printed_by_whatever_holds_it() {
    var configuration =
        read(
            "SEMEL_DATABASE_URL",
            "postgresql://me:" + PRECIOUS + "@localhost/semel",
            "SEMEL_ADMIN_TOKEN",
            PRECIOUS,
            "MOBIZON_API_KEY",
            PRECIOUS,
            "RESEND_API_KEY",
            PRECIOUS,
            "RESEND_FROM",
            "a@example.com",
            "RESEND_WEBHOOK_SECRET",
            SIGNING,
            "MOBIZON_WEBHOOK_SECRET",
            PRECIOUS,
            "TELEGRAM_BOT_TOKEN",
            "1:" + PRECIOUS,
            "TELEGRAM_CHAT_ID",
            "2",
            "SEMEL_ALARM_WEBHOOK_URL",
            "https://ops.example.com/semel",
            "SEMEL_ALARM_WEBHOOK_SECRET",
            SIGNING);
    assertThat(configuration.toString()).contains("localhost").doesNotContain(PRECIOUS, SIGNING);
    var webhooks = configuration.providers().webhooks();
    assertThat(webhooks.resend().orElseThrow().value()).isEqualTo(SIGNING);
    assertThat(webhooks.mobizon().orElseThrow().value()).isEqualTo(PRECIOUS);
    assertThat(configuration.adminToken().orElseThrow().value()).isEqualTo(PRECIOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEMEL_ADMIN_TOKEN",
        "MOBIZON_API_KEY",
        "RESEND_API_KEY",
        "RESEND_WEBHOOK_SECRET",
        "MOBIZON_WEBHOOK_SECRET",
        "TELEGRAM_BOT_TOKEN"
      })
  void a_bad_secret_is_refused_by_its_name_alone(String name) {
    for (var bad : List.of("two words " + PRECIOUS, PRECIOUS + "ключ", PRECIOUS + "\u0001x")) {
      var sentences = refused(name, bad, "TELEGRAM_CHAT_ID", "1", "RESEND_FROM", "a@example.com");
      assertThat(sentences)
          .filteredOn(sentence -> sentence.startsWith(name))
          .singleElement()
          .asString()
          .contains("is refused", "allowed is");
      assertThat(String.join(" ", sentences)).doesNotContain(PRECIOUS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsec_",
        "whsec_short",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS-",
        "whsec_whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void a_signing_secret_is_base64(String secret) {
    assertThat(refused("RESEND_WEBHOOK_SECRET", secret))
        .containsExactly(
            "RESEND_WEBHOOK_SECRET is refused (its value is not shown): "
                + "allowed is whsec_ and base64.");
  }

  @Test
  void a_signing_secret_may_come_without_its_prefix() {
    var bare = SIGNING.substring("whsec_".length());
    assertThat(read("RESEND_WEBHOOK_SECRET", bare).providers().webhooks().resend()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://me:pre-cious_0123456789@host/db",
        "postgresql://me:pre-cious_0123456789@ho st/db",
        "postgresql://me:pre-cious_0123456789@host",
        "postgresql://me:pre-cious_0123456789@/db",
        "jdbc:postgresql://me:pre-cious_0123456789@host/db",
        "pre-cious_0123456789"
      })
  void a_bad_database_url_is_refused_without_its_password(String url) {
    assertThat(refused("SEMEL_DATABASE_URL", url))
        .singleElement()
        .asString()
        .startsWith("SEMEL_DATABASE_URL is refused: ")
        .doesNotContain(PRECIOUS);
  }

  @Test
  void an_exception_about_a_configuration_tells_its_sentences() {
    try {
      throw new AssertionError(
          Configuration.read(Told.environment("SEMEL_PORT", "x"), Told.NO_FILE));
    } catch (ConfigurationRefused e) {
      assertThat(e).hasMessage(String.join("\n", e.sentences()));
    }
  }

  @Test
  void a_resend_key_without_a_sender_is_refused() {
    assertThat(refused("RESEND_API_KEY", PRECIOUS))
        .containsExactly(
            "RESEND_FROM is missing beside RESEND_API_KEY: "
                + "allowed is Name <address@your.domain>.");
    assertThat(read("RESEND_FROM", "a@example.com").providers().resend()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Academy", "@example.com", "a b@", "A <a@b> c", "A <a@b>, B <b@c>"})
  void a_sender_that_is_no_address_is_refused(String from) {
    assertThat(refused("RESEND_API_KEY", "k", "RESEND_FROM", from))
        .containsExactly(
            "RESEND_FROM=" + from + " is refused: allowed is Name <address@your.domain>.");
  }

  @Test
  void a_bot_and_its_chat_go_together() {
    var sentence = "TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID go together: set both, or neither.";
    assertThat(refused("TELEGRAM_BOT_TOKEN", "1:a")).containsExactly(sentence);
    assertThat(refused("TELEGRAM_CHAT_ID", "1")).containsExactly(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my chat", "chat", "@", "1/../2", "-"})
  void a_chat_of_another_form_is_refused(String chat) {
    assertThat(refused("TELEGRAM_BOT_TOKEN", "1:a", "TELEGRAM_CHAT_ID", chat))
        .singleElement()
        .asString()
        .startsWith("TELEGRAM_CHAT_ID=" + chat + " is refused: allowed is the number of a chat");
  }

  @Test
  void a_java_that_repeats_requests_is_refused() {
    var property = "jdk.httpclient.enableAllMethodRetry";
    System.setProperty(property, "false");
    try {
      assertThat(refused()).singleElement().asString().contains(property).contains("Remove it");
    } finally {
      System.clearProperty(property);
    }
    assertThat(read()).isNotNull();
  }
}
