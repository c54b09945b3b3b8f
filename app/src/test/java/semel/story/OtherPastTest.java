package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.contract.Eventually;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;
import semel.providers.fake.FakeProvider;
import semel.providers.fake.Fault;

/// The database's past changes (§10): a standby that lagged is promoted, a copy is put back. Real
/// servers, real Semels; the providers' ledgers are the judge.
@Timeout(900)
final class OtherPastTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PEOPLE = 3;

  /// Long enough to register, to let the standby catch up and to cut it off before anything is due.
  private static final Map<String, String> SCALE =
      Map.of("SEMEL_DELAY", "5s", "SEMEL_SETTLE", "4s", "SEMEL_SWEEP", "1s");

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  private <T extends AutoCloseable> T closing(T what) {
    open.add(what);
    return what;
  }

  @AfterEach
  void strike() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FailOver failOver() {
    return closing(new FailOver(FailOver.data(folder.resolve("servers"))));
  }

  private SemelProcess semel(Stage stage, String url) {
    var environment = new HashMap<>(stage.environment());
    environment.putAll(SCALE);
    environment.put("SEMEL_DATABASE_URL", url);
    // Links are part of the bytes that a key stands for: the same for every node.
    environment.put("SEMEL_PUBLIC_URL", "https://semel.example");
    var log = folder.resolve("semel-" + open.size() + ".log");
    var semel = closing(new SemelProcess(environment, log));
    semel.awaitReady();
    return semel;
  }

  private static void register(SemelProcess semel, int people) {
    for (var person = 1; person <= people; person++) {
      assertThat(semel.caller().register(person, "key-" + person).code()).isEqualTo(201);
    }
  }

  private static long number(EmbeddedServer server, String sql) {
    return Long.parseLong(FailOver.ask(server, sql));
  }

  private static long inState(EmbeddedServer server, int state) {
    return number(server, "SELECT count(*) FROM semel.message WHERE state = " + state);
  }

  private void untilSent(EmbeddedServer server, int messages) {
    Eventually.within(
        PATIENCE,
        () -> inState(server, 4) == messages,
        () ->
            FailOver.ask(
                    server,
                    "SELECT string_agg(channel || ' in ' || state || ': ' || reason, '; ')"
                        + " FROM semel.message")
                + logs());
  }

  private String logs() {
    var all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
        all.append('\n').append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  private static void everybodyOnce(Stage stage, int people) {
    for (FakeProvider provider : List.of(stage.mobizon, stage.resend)) {
      var counts = provider.ledger().countsByRecipient();
      assertThat(counts).hasSize(people);
      assertThat(counts.values()).containsOnly(1);
    }
  }

  /// Each message was doubted once, before anything was claimed; the SMS were found and the emails
  /// repeated under their keys.
  private static void doubtedAndSettled(Stage stage, EmbeddedServer server, int people) {
    var doubted =
        "SELECT count(*) FROM semel.journal WHERE who = 'history' AND to_state = 2"
            + " AND why = 'the database''s history changed'";
    assertThat(number(server, doubted)).isEqualTo(2L * people);
    assertThat(number(server, doubted.replace("count(*)", "count(DISTINCT (lead_id, channel))")))
        .isEqualTo(2L * people);
    var hasty =
        "SELECT count(*) FROM semel.journal WHERE who <> 'history' AND claimed_at <"
            + " (SELECT max(at) FROM semel.journal WHERE who = 'history')";
    assertThat(number(server, hasty)).as("claims before the history was rewritten").isZero();
    var found =
        "SELECT count(*) FROM semel.journal WHERE channel = 0 AND rule = 5 AND from_state = 2"
            + " AND who = 'reconcile'";
    assertThat(number(server, found)).as("SMS that were found").isEqualTo(people);
    assertThat(stage.mobizon.ledger().requests(Fault.Kind.SEND)).isEqualTo(people);
    assertThat(stage.resend.ledger().requests(Fault.Kind.SEND)).isEqualTo(2L * people);
    assertThat(number(server, "SELECT count(*) FROM semel.journal WHERE mark = 2")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_fail_over_that_loses_every_claim_sends_nothing_twice(int nodes) {
    var servers = failOver();
    var stage = closing(new Stage(servers.primary()));
    var address = closing(new DatabaseAddress(servers.primary()));
    var first = semel(stage, address.url());
    if (nodes == 2) {
      semel(stage, address.url());
    }
    register(first, PEOPLE);
    servers.catchUp();
    servers.cut();
    untilSent(servers.primary(), 2 * PEOPLE);
    everybodyOnce(stage, PEOPLE);
    servers.primary().close();
    servers.promote();
    assertThat(inState(servers.standby(), 0)).as("lost claims").isEqualTo(2 * PEOPLE);
    address.leadTo(servers.standby());
    untilSent(servers.standby(), 2 * PEOPLE);
    everybodyOnce(stage, PEOPLE);
    doubtedAndSettled(stage, servers.standby(), PEOPLE);
  }

  @Test
  void a_lost_registration_is_made_again_by_its_client_and_sent_once() {
    var servers = failOver();
    var stage = closing(new Stage(servers.primary()));
    var address = closing(new DatabaseAddress(servers.primary()));
    var semel = semel(stage, address.url());
    servers.catchUp();
    servers.cut();
    register(semel, 1);
    servers.primary().close();
    assertThat(stage.mobizon.ledger().entries()).as("younger than the delay").isEmpty();
    servers.promote();
    assertThat(number(servers.standby(), "SELECT count(*) FROM semel.lead")).isZero();
    address.leadTo(servers.standby());
    Eventually.within(PATIENCE, semel::ready, this::logs);
    register(semel, 1);
    untilSent(servers.standby(), 2);
    everybodyOnce(stage, 1);
  }

  @Test
  void an_old_copy_of_the_files_that_is_put_back_sends_nothing_twice() {
    var data = FailOver.data(folder.resolve("servers").resolve("one"));
    var database = data.resolve("database");
    var copy = data.resolveSibling("copy");
    Stage stage;
    String url;
    try (var server = FailOver.start(data)) {
      stage = closing(new Stage(server));
      url = server.url();
      var semel = semel(stage, url);
      register(semel, PEOPLE);
      semel.kill();
    }
    FailOver.copy(database, copy);
    try (var server = FailOver.start(data)) {
      assertThat(server.url()).isEqualTo(url);
      var semel = semel(stage, url);
      untilSent(server, 2 * PEOPLE);
      assertThat(number(server, "SELECT count(*) FROM semel.journal WHERE who = 'history'"))
          .as("a restart is not another past")
          .isZero();
      semel.kill();
    }
    FailOver.copy(copy, database);
    try (var server = FailOver.start(data)) {
      assertThat(inState(server, 0)).as("lost claims").isEqualTo(2 * PEOPLE);
      var semel = semel(stage, url);
      untilSent(server, 2 * PEOPLE);
      everybodyOnce(stage, PEOPLE);
      doubtedAndSettled(stage, server, PEOPLE);
      semel.kill();
    }
  }

  /// Nothing keeps a Semel from claiming on an old primary that still takes writes: no server can
  /// know that another was promoted. What was replicated before the cut is then claimed on both
  /// sides. An email is one by its key. An SMS is one as long as the old side sends it before the
  /// new side has waited SETTLE and looked twice; what the old side sends later than that is a
  /// second one, and only fencing the old primary prevents it.
  @Test
  void an_old_primary_that_is_still_written_to_sends_and_the_new_one_finds_it() {
    var servers = failOver();
    var stage = closing(new Stage(servers.primary()));
    var old = semel(stage, servers.primary().url());
    register(old, PEOPLE);
    servers.catchUp();
    servers.cut();
    servers.promote();
    semel(stage, servers.standby().url());
    untilSent(servers.primary(), 2 * PEOPLE);
    untilSent(servers.standby(), 2 * PEOPLE);
    everybodyOnce(stage, PEOPLE);
    assertThat(
            number(servers.primary(), "SELECT count(*) FROM semel.journal WHERE who = 'history'"))
        .as("the old primary is told nothing")
        .isZero();
    doubtedAndSettled(stage, servers.standby(), PEOPLE);
  }
}
