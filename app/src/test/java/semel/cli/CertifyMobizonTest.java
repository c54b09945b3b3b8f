package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.configuration.Configuration;
import semel.configuration.ConfigurationRefused;
import semel.providers.fake.FakeMobizon;

/// What has to be said on a terminal before the certification sends anything.
class CertifyMobizonTest {

  private static final String KEY = "pre-cious-0123456789";
  private static final String OWN = "+7 (777) 123-45-67";

  private final FakeMobizon mobizon = new FakeMobizon(KEY);
  private final StringWriter out = new StringWriter();

  @AfterEach
  void closeFake() {
    mobizon.close();
  }

  /// Somebody who answers what was prepared, and closes the terminal then.
  private record Scripted(boolean isThere, Queue<String> lines, List<String> asked)
      implements Terminal {
    static Scripted of(String... lines) {
      return new Scripted(true, new ArrayDeque<>(List.of(lines)), new ArrayList<>());
    }

    @Override
    public Optional<String> ask(String question) {
      asked.add(question);
      return Optional.ofNullable(lines.poll());
    }
  }

  private int run(Map<String, String> changes, Terminal terminal) {
    var environment = new HashMap<String, String>();
    environment.put("MOBIZON_API_KEY", KEY);
    environment.put("MOBIZON_API_URL", mobizon.uri().toString());
    environment.putAll(changes);
    try {
      var configuration = Configuration.read(environment, Path.of("no-such-file.properties"));
      return new CertifyMobizon(configuration, terminal, new PrintWriter(out)).run();
    } catch (ConfigurationRefused e) {
      throw new IllegalStateException(e);
    }
  }

  private void nothingWasSent() {
    assertThat(mobizon.ledger().requests()).isEmpty();
    assertThat(out.toString()).contains("Nothing was sent.");
  }

  @Test
  void a_person_who_agrees_and_counts_gets_a_verdict() {
    var terminal = Scripted.of(OWN, CertifyMobizon.PHRASE, "1", "0");
    assertThat(run(Map.of(), terminal)).isZero();
    assertThat(terminal.asked()).hasSize(4);
    assertThat(mobizon.ledger().countsByRecipient()).containsExactly(Map.entry("77771234567", 2));
    assertThat(out.toString())
        .contains("Sending draft A twice at the same time, then once more.\n")
        .containsPattern("confirmed    a draft is sent once \\(staged needs it\\): .*10.*\n")
        .contains("not learned  limits of rate: ")
        .endsWith("MOBIZON_MODE=staged may be used with this account.\n")
        .doesNotContain("77771234567", KEY);
  }

  @Test
  void a_draft_that_is_sent_twice_is_a_no() {
    mobizon.rules().sendsDraftsTwice(true);
    var terminal = Scripted.of(OWN, CertifyMobizon.PHRASE, "3", "0");
    assertThat(run(Map.of(), terminal)).isEqualTo(1);
    assertThat(out.toString())
        .contains("contradicted a draft is sent once")
        .endsWith("is not certified for this account: stay with one-call.\n");
  }

  @Test
  void without_a_key_there_is_no_account_to_certify() {
    assertThat(run(Map.of("MOBIZON_API_KEY", ""), Scripted.of())).isEqualTo(2);
    nothingWasSent();
  }

  @Test
  void without_a_terminal_nobody_can_agree() {
    var nobody = new Scripted(false, new ArrayDeque<>(), new ArrayList<>());
    assertThat(run(Map.of(), nobody)).isEqualTo(2);
    nothingWasSent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8 777 123 45 67", "me", "+7", "+77771234567 or so"})
  void a_number_that_is_none_is_a_no(String typed) {
    assertThat(run(Map.of(), Scripted.of(typed, CertifyMobizon.PHRASE))).isEqualTo(1);
    nothingWasSent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "y", "yes", "send at most 50 SMS to my own number"})
  void anything_but_the_phrase_is_a_no(String typed) {
    assertThat(run(Map.of(), Scripted.of(OWN, typed))).isEqualTo(1);
    nothingWasSent();
  }

  @Test
  void a_terminal_that_closes_is_a_no() {
    assertThat(run(Map.of(), Scripted.of(OWN))).isEqualTo(1);
    nothingWasSent();
  }
}
