package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.RETRY;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.postgres.PostgresSnapshots;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// A million that wait cost an idle Semel nothing: what it asks for again and again finds what is
/// due without reading what is not. Counted by the server, so it holds on any machine.
final class WaitingTest extends StoreContract {

  private static final int ROUNDS = 3;

  private static final String WAITING =
      """
      INSERT INTO semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
      SELECT id, channel, semel.bucket_of(id), due, due, due + interval '24 hours'
      FROM (SELECT gen_random_uuid() AS id,
                   clock_timestamp() + interval '1 hour' + n * interval '1 second' AS due
            FROM generate_series(1, 50000) n) lead
      CROSS JOIN unnest(array[0, 1]::smallint[]) channel
      """;

  /// Rows of the table and entries of its indexes that were read, whoever asked.
  private static final String READ =
      """
      SELECT (SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables
              WHERE relid = 'semel.message'::regclass)
             + (SELECT sum(idx_tup_read)::bigint FROM pg_stat_user_indexes
                WHERE relid = 'semel.message'::regclass)
      """;

  /// One connection, so that it can be told to report what it counted.
  private Database one = SharedServer.database();

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @BeforeEach
  void connect() throws DatabaseUnfit {
    one = Database.open(SharedServer.address(), 1);
    SharedServer.execute("ALTER TABLE semel.message SET (autovacuum_enabled = off)", WAITING);
  }

  @AfterEach
  void disconnect() {
    one.close();
    SharedServer.execute("ALTER TABLE semel.message RESET (autovacuum_enabled)");
  }

  private long read() {
    one.transaction(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute("SELECT pg_stat_force_next_flush()");
      }
    });
    return SharedServer.count(READ);
  }

  /// The first look counts what waits, and rests on it.
  private void readsNothingOfWhatWaits() {
    var snapshots = new PostgresSnapshots(one);
    var doubts = new PostgresDoubts(one, new Random());
    assertThat(snapshots.take().messages()).isNotEmpty();
    doubts.sweep(RETRY);
    var before = read();
    for (var round = 0; round < ROUNDS; round++) {
      snapshots.take();
      doubts.sweep(RETRY);
    }
    assertThat(read() - before).as("rows and entries read").isLessThan(20L * ROUNDS);
  }

  @Test
  void what_waits_is_not_read_with_fresh_statistics() {
    SharedServer.execute("ANALYZE semel.message");
    readsNothingOfWhatWaits();
  }

  @Test
  void counting_what_waits_reads_each_entry_of_one_index_once() {
    SharedServer.execute("VACUUM ANALYZE semel.message");
    var before = read();
    assertThat(new PostgresSnapshots(one).take().messages()).isNotEmpty();
    assertThat(read() - before).as("rows and entries read").isBetween(100_000L, 150_000L);
  }

  @Test
  void what_waits_is_not_read_without_statistics() {
    readsNothingOfWhatWaits();
  }

  @Test
  void what_waits_is_not_read_when_statistics_say_that_all_was_due() {
    SharedServer.execute(
        "UPDATE semel.message SET next_at = clock_timestamp() - interval '1 minute'",
        "ANALYZE semel.message",
        "UPDATE semel.message SET next_at = due_at",
        "VACUUM semel.message");
    readsNothingOfWhatWaits();
  }
}
