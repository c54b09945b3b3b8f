package semel.postgres.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SPRING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.DatabaseUnfit;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.takeover.Takeover;
import semel.takeover.Tally;

/// Runs of the import over old tables that a test fills.
abstract class Takeovers extends StoreContract {

  static final String NONE = "false, false";
  static final Duration LATER = Duration.ofHours(2);

  final OldBackend old = new OldBackend();
  final List<String> left = new ArrayList<>();

  @Override
  protected final StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @AfterEach
  final void dropOldDatabase() {
    old.close();
  }

  final Tally run() throws DatabaseUnfit {
    return run(false, null);
  }

  final Tally run(boolean dry, @Nullable Instant stoppedAt) throws DatabaseUnfit {
    var settings = new PostgresNewcomers.Settings(SPRING, RETRY);
    var newcomers = new PostgresNewcomers(SharedServer.database(), settings, new Random(7));
    Takeover.Witness witness =
        new Takeover.Witness() {
          @Override
          public void read(long rows, long all) {
            assertThat(rows).isLessThanOrEqualTo(all);
          }

          @Override
          public void left(String row, String why) {
            left.add(row + ": " + why);
          }
        };
    try (var source = PostgresOldLeads.open(OldBackend.ADDRESS)) {
      var quietSince = stoppedAt == null ? source.now() : stoppedAt;
      // Three to a batch, so that every test of more people has several.
      var how = new Takeover.Settings(quietSince, 3, dry, witness);
      return new Takeover(source, newcomers, OldBackend.READER, how).run();
    }
  }

  static LeadId lead(int person) {
    var sql = "SELECT id FROM semel.lead WHERE phone = '+7701%07d'".formatted(person);
    return LeadId.parse(SharedServer.query(sql, row -> row.getString(1)));
  }

  static String text(String sql) {
    return SharedServer.query(sql, row -> String.valueOf(row.getString(1)));
  }

  final String reason(MessageKey key) {
    return scene.message(key).state() instanceof State.Held(_, var reason) ? reason : "not held";
  }
}
