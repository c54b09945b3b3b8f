package semel.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.configuration.Told.NO_FILE;
import static semel.configuration.Told.environment;
import static semel.configuration.Told.read;
import static semel.configuration.Told.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that stand in files, as containers are given them.
class SecretFilesTest {

  private static final String PRECIOUS = "pre-cious_0123456789";

  @TempDir private Path folder;

  private String file(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.writeString(file, content, StandardCharsets.UTF_8);
    return file.toString();
  }

  @Test
  void every_secret_may_stand_in_a_file() throws IOException {
    var values =
        Map.of(
            "SEMEL_DATABASE_URL", "postgresql://me:" + PRECIOUS + "@db/semel?sslmode=verify-full",
            "SEMEL_ADMIN_TOKEN", PRECIOUS,
            "MOBIZON_API_KEY", PRECIOUS,
            "MOBIZON_WEBHOOK_SECRET", PRECIOUS,
            "RESEND_API_KEY", PRECIOUS,
            "RESEND_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "TELEGRAM_BOT_TOKEN", "1:" + PRECIOUS,
            "SEMEL_CAPTCHA_SECRET", PRECIOUS,
            "SEMEL_ALARM_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var others = environment("RESEND_FROM", "a@example.com", "TELEGRAM_CHAT_ID", "2");
    others.putAll(environment("SEMEL_CAPTCHA", "turnstile", "SEMEL_CAPTCHA_SITE_KEY", "0x4"));
    others.put("SEMEL_ALARM_WEBHOOK_URL", "https://hooks.example.com/semel");
    var plain = new HashMap<>(others);
    var inFiles = new HashMap<>(others);
    for (var entry : values.entrySet()) {
      plain.put(entry.getKey(), entry.getValue());
      inFiles.put(entry.getKey() + "_FILE", file(entry.getKey(), entry.getValue() + "\n"));
    }
    assertThat(read(inFiles, NO_FILE)).isEqualTo(read(plain, NO_FILE));
    assertThat(Arrays.stream(Key.values()).filter(Key::isSecret).map(Key::name))
        .containsExactlyInAnyOrderElementsOf(values.keySet());
  }

  @Test
  void the_file_may_be_named_in_the_properties() throws IOException {
    var properties = folder.resolve("semel.properties");
    Files.writeString(properties, "mobizon.api.key.file=" + file("key", PRECIOUS) + "\n");
    var mobizon = read(Map.of(), properties).providers().mobizon().orElseThrow();
    assertThat(mobizon.key().value()).isEqualTo(PRECIOUS);
    assertThat(refused(environment("MOBIZON_API_KEY", PRECIOUS), properties))
        .containsExactly(
            "MOBIZON_API_KEY and MOBIZON_API_KEY_FILE are both set: allowed is one of them.");
  }

  @Test
  void a_value_beside_its_file_is_refused() throws IOException {
    assertThat(
            refused("SEMEL_ADMIN_TOKEN", PRECIOUS, "SEMEL_ADMIN_TOKEN_FILE", file("t", PRECIOUS)))
        .containsExactly(
            "SEMEL_ADMIN_TOKEN and SEMEL_ADMIN_TOKEN_FILE are both set: allowed is one of them.");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_its_path() throws IOException {
    var missing = folder.resolve("missing").toString();
    assertThat(refused("MOBIZON_API_KEY_FILE", missing))
        .containsExactly(
            "MOBIZON_API_KEY_FILE=" + missing + " cannot be read: there is no such file.");
    assertThat(refused("MOBIZON_API_KEY_FILE", folder.toString()))
        .singleElement()
        .asString()
        .startsWith("MOBIZON_API_KEY_FILE=" + folder + " cannot be read: ");
    var bytes = folder.resolve("bytes");
    Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertThat(refused("MOBIZON_API_KEY_FILE", bytes.toString()))
        .containsExactly(
            "MOBIZON_API_KEY_FILE=" + bytes + " cannot be read: allowed is text in UTF-8.");
  }

  @Test
  void a_file_with_nothing_or_too_much_is_refused_and_its_content_is_not_shown()
      throws IOException {
    for (var content : new String[] {"", " \n", PRECIOUS.repeat(1_000)}) {
      var file = file("key", content);
      assertThat(refused("RESEND_API_KEY_FILE", file))
          .containsExactly(
              "RESEND_API_KEY_FILE="
                  + file
                  + " is refused: allowed is a file with the value and nothing else.");
    }
    assertThat(refused("MOBIZON_API_KEY_FILE", file("two", "a\n" + PRECIOUS)))
        .singleElement()
        .asString()
        .startsWith("MOBIZON_API_KEY is refused (its value is not shown)");
    assertThat(refused("SEMEL_DATABASE_URL_FILE", file("url", "mysql://me:" + PRECIOUS + "@h/d")))
        .singleElement()
        .asString()
        .startsWith("SEMEL_DATABASE_URL is refused: ")
        .doesNotContain(PRECIOUS);
  }

  @Test
  void what_is_no_secret_stands_in_no_file() {
    assertThat(refused("SEMEL_PORT_FILE", "x"))
        .containsExactly("SEMEL_PORT_FILE is not a name Semel knows.");
  }
}
