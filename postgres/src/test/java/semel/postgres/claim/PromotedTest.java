package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.order;
import static semel.contract.Scene.registration;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.campaign.Campaign;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.dispatch.ClaimAnswer;
import semel.embedded.EmbeddedServer;
import semel.embedded.FailOver;
import semel.intake.IntakeLimits;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.postgres.PostgresLeads;
import semel.reconcile.Reconciler;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedJournal;

/// A real promotion, and a provider that can neither be asked nor repeated.
@Timeout(300)
final class PromotedTest {

  @TempDir Path folder;

  private static Database open(EmbeddedServer server) throws DatabaseUnfit {
    return Database.open(new Address(server.jdbcUrl(), server.user(), server.password()), 4);
  }

  private static ClaimAnswer claim(Database database) {
    return new PostgresClaims(database, List.of(BLIND), new Random(1))
        .claim(order(BLIND, 5, null), (_, _, _) -> new Body("body"));
  }

  private static String states(EmbeddedServer server) {
    return FailOver.ask(
        server,
        "SELECT string_agg(DISTINCT state::text, ' ') FROM semel.message WHERE channel = 0");
  }

  @Test
  void a_lost_claim_of_a_blind_account_is_held_for_a_person() throws Exception {
    try (var servers = new FailOver(FailOver.data(folder.resolve("servers")))) {
      try (var database = open(servers.primary())) {
        prepare(database);
        servers.catchUp();
        servers.cut();
        assertThat(claim(database))
            .isInstanceOfSatisfying(
                ClaimAnswer.Granted.class, granted -> assertThat(granted.claims()).hasSize(1));
      }
      servers.primary().close();
      servers.promote();
      assertThat(states(servers.standby())).as("the claim is lost").isEqualTo("0");
      try (var database = open(servers.standby())) {
        assertThat(claim(database)).isInstanceOf(ClaimAnswer.Closed.class);
        assertThat(states(servers.standby())).isEqualTo("2");
        reconciler(database).due();
        assertThat(states(servers.standby())).isEqualTo("3");
        assertThat(claim(database))
            .isInstanceOfSatisfying(
                ClaimAnswer.Granted.class, granted -> assertThat(granted.claims()).isEmpty());
      }
    }
  }

  @Test
  void a_standby_is_given_nothing_to_do_until_it_is_promoted() throws Exception {
    try (var servers = new FailOver(FailOver.data(folder.resolve("servers")))) {
      try (var database = open(servers.primary())) {
        prepare(database);
        servers.catchUp();
      }
      try (var database = open(servers.standby())) {
        assertThat(database.takesWrites()).isFalse();
        assertThat(claim(database))
            .isInstanceOfSatisfying(
                ClaimAnswer.Closed.class,
                closed -> assertThat(closed.reason()).contains("in a read-only transaction"));
        var leads = new PostgresLeads(database, IntakeLimits.NONE);
        assertThatThrownBy(() -> leads.register(registration("at-once", 2, null)))
            .isInstanceOf(UncheckedIOException.class);
        servers.primary().close();
        servers.promote();
        assertThat(database.takesWrites()).isTrue();
        assertThat(claim(database)).as("another history").isInstanceOf(ClaimAnswer.Closed.class);
        leads.register(registration("at-once", 2, null));
        assertThat(claim(database))
            .isInstanceOfSatisfying(
                ClaimAnswer.Granted.class, granted -> assertThat(granted.claims()).hasSize(1));
      }
    }
  }

  /// A database in which one message is due.
  private static void prepare(Database database) throws DatabaseUnfit {
    database.migrate();
    new Gates(database).open(BLIND.id(), GateRate.NONE);
    var leads = new PostgresLeads(database, IntakeLimits.NONE);
    var like = campaign("at-once", TARGET);
    leads.publish(
        new Campaign(
            "at-once",
            like.language(),
            like.texts(),
            Duration.ZERO,
            URI.create("https://semel.example"),
            TARGET));
    leads.register(registration("at-once", 1, null));
  }

  private static Reconciler reconciler(Database database) {
    var timing = Timing.of(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10));
    var settings = new Reconciler.Settings(timing, RETRY, new SimulatedClock());
    return new Reconciler(
        List.of(BLIND),
        List.of(),
        new PostgresDoubts(database, new Random(1)),
        new SimulatedJournal(),
        settings);
  }
}
