package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.cli.DataFolders.inUse;
import static semel.cli.DataFolders.letPass;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.cli.SemelProcess.Ended;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.FakeResend;
import semel.providers.fake.FakeTelegram;

/// `doctor` against fake providers and an embedded database: what is fit, what is not, and that
/// nothing is sent to find out.
@Timeout(900)
class DoctorTest {

  private static final String KEY = "pre-cious-0123456789";
  private static final String TOKEN = "123:" + KEY;

  @TempDir private static Path shared;

  @TempDir private Path folder;
  private final FakeMobizon mobizon = new FakeMobizon(KEY);
  private final FakeResend resend = new FakeResend(KEY);
  private final FakeTelegram telegram = new FakeTelegram(TOKEN, "42");

  @BeforeAll
  static void letServersPass() {
    letPass(shared);
  }

  @AfterEach
  void closeFakes() {
    mobizon.close();
    resend.close();
    telegram.close();
    assertThat(inUse(shared.resolve("data"))).isFalse();
  }

  private Map<String, String> embedded() {
    var environment = new HashMap<String, String>();
    environment.put("SEMEL_DATA_DIR", shared.resolve("data").toString());
    environment.put("SEMEL_PORT", "0");
    return environment;
  }

  private Map<String, String> everything() {
    var environment = embedded();
    environment.put("MOBIZON_API_KEY", KEY);
    environment.put("MOBIZON_API_URL", mobizon.uri().toString());
    environment.put("RESEND_API_KEY", KEY);
    environment.put("RESEND_API_URL", resend.uri().toString());
    environment.put("RESEND_FROM", "Academy <hello@example.com>");
    environment.put("TELEGRAM_BOT_TOKEN", TOKEN);
    environment.put("TELEGRAM_CHAT_ID", "42");
    environment.put("TELEGRAM_API_URL", telegram.uri().toString());
    return environment;
  }

  private Ended doctor(Map<String, String> environment) {
    var ended = SemelProcess.run(folder, environment, "doctor");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).doesNotContain(KEY, "\tat ", "Exception");
    return ended;
  }

  private static List<String> starting(String word, Ended ended) {
    return ended.out().lines().filter(line -> line.startsWith(word)).toList();
  }

  @Test
  void without_anything_configured_the_embedded_database_is_what_is_asked() {
    var ended = doctor(embedded());
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("fit   configuration\n", "fit   schema: ", "fit   disk: ")
        .containsPattern("fit   database: PostgreSQL 1\\d.*, semel\n")
        .containsPattern("fit   clock: \\d+ ms from the database's\n")
        .doesNotContain("UNFIT", "in use");
  }

  @Test
  void credentials_that_work_are_fit_and_nothing_is_sent() {
    var ended = doctor(everything());
    assertThat(ended.code()).isZero();
    assertThat(starting("UNFIT", ended)).isEmpty();
    assertThat(ended.out())
        .contains("fit   Mobizon takes the key; the balance is ")
        .contains("fit   Resend takes the key.")
        .contains("fit   Telegram takes the token, and the bot sees the chat.");
    assertThat(mobizon.ledger().entries()).isEmpty();
    assertThat(resend.ledger().entries()).isEmpty();
    assertThat(telegram.ledger().entries()).isEmpty();
  }

  @Test
  void every_credential_that_does_not_work_is_listed() {
    var environment = everything();
    environment.put("MOBIZON_API_KEY", "wrong");
    environment.put("RESEND_API_KEY", "wrong");
    environment.put("TELEGRAM_BOT_TOKEN", "1:wrong");
    var ended = doctor(environment);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(starting("UNFIT ", ended))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("UNFIT Mobizon could not be asked about the key: "))
        .anyMatch(line -> line.startsWith("UNFIT Resend does not take the key: "))
        .anyMatch(line -> line.startsWith("UNFIT Telegram does not take the token: "));
    assertThat(ended.out()).contains("fit   database: ", "fit   clock: ");
  }

  @Test
  void a_bot_that_does_not_see_the_chat_is_unfit() {
    var environment = everything();
    environment.put("TELEGRAM_CHAT_ID", "43");
    var ended = doctor(environment);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(starting("UNFIT ", ended))
        .singleElement()
        .asString()
        .startsWith("UNFIT Telegram takes the token, but not the chat: ");
  }

  @Test
  void a_provider_that_is_not_there_is_unfit() {
    var environment = everything();
    environment.put("RESEND_API_URL", "http://127.0.0.1:1");
    var ended = doctor(environment);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(starting("UNFIT ", ended))
        .singleElement()
        .asString()
        .startsWith("UNFIT Resend could not be asked about the key: ");
  }

  @Test
  void a_database_that_does_not_answer_is_unfit_and_the_rest_is_asked_all_the_same() {
    var environment = everything();
    environment.put("SEMEL_DATABASE_URL", "postgresql://me:" + KEY + "@127.0.0.1:1/semel");
    var ended = doctor(environment);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(starting("UNFIT ", ended))
        .containsExactly(
            "UNFIT database: No PostgreSQL answers at jdbc:postgresql://127.0.0.1:1/semel."
                + " Is it running, and is the address right? A Semel that runs takes and sends"
                + " nothing meanwhile, loses nothing, and goes on by itself.");
    assertThat(starting("fit ", ended)).hasSize(4);
  }

  @Test
  void it_certifies_nothing_where_nobody_can_agree() {
    var ended = SemelProcess.run(folder, everything(), "doctor", "--certify-mobizon");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).contains("it runs in a terminal only. Nothing was sent.");
    assertThat(mobizon.ledger().requests()).isEmpty();
  }

  @Test
  void a_semel_that_runs_is_no_fault_and_its_database_is_asked() {
    try (var semel = SemelProcess.start(folder, embedded(), "serve")) {
      semel.says("an acknowledged commit stays.");
      var ended = doctor(embedded());
      assertThat(ended.code()).isZero();
      assertThat(ended.out())
          .containsPattern("fit   database: PostgreSQL 1\\d.*, in use by a Semel that runs on ")
          .contains("fit   clock: ", "fit   schema: of this version\n")
          .contains("fit   messages: 0 scheduled, 0 in doubt, none late\n")
          .doesNotContain("UNFIT");
      semel.signal("TERM");
      assertThat(semel.ended().code()).isZero();
    }
  }
}
