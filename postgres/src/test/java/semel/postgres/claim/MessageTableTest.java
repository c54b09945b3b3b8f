package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.order;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.Endings;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What the server counts while messages are claimed and closed: index writes kept away, finished
/// rows not read, whatever the statistics say.
final class MessageTableTest extends StoreContract {

  private static final int FINISHED = 50_000;
  private static final int MANY = 300;

  private static final String LOG = "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint";

  private static final String FINISHED_ROWS =
      """
      INSERT INTO semel.message (lead_id, channel, bucket, state, open, due_at, next_at, not_after,
                                 account, attempt_no, claim_id, settled_at, reference, body)
      SELECT id, 0, semel.bucket_of(id), 4, false, t, t, t, 'contract-sms', 1, gen_random_uuid(), t,
             'ref', 'body'
      FROM (SELECT gen_random_uuid() AS id, clock_timestamp() - n * interval '1 second' AS t
            FROM generate_series(1, 50000) n) finished
      """;

  private static final String FINISHED_LEADS =
      """
      INSERT INTO semel.lead (id, bucket, campaign, person, code, scheduled_for)
      SELECT id, semel.bucket_of(id), 'spring', sha256(uuid_send(id)), 'code', clock_timestamp()
      FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 10000)) finished
      """;

  private static final String WHOLE_LEADS =
      "SELECT seq_scan FROM pg_stat_user_tables WHERE relid = 'semel.lead'::regclass";

  private static final String COUNTERS =
      """
      SELECT t.n_tup_upd, t.n_tup_hot_upd, t.seq_scan,
             (SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'message_open'),
             (SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'message_doubt')
      FROM pg_stat_user_tables t
      WHERE t.relid = 'semel.message'::regclass
      """;

  /// One connection, so that it can be told to report what it counted.
  private Database one = SharedServer.database();

  private record Counters(long updates, long hot, long whole, long open, long doubt) {
    Counters since(Counters before) {
      return new Counters(
          updates - before.updates,
          hot - before.hot,
          whole - before.whole,
          open - before.open,
          doubt - before.doubt);
    }
  }

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @BeforeEach
  void connect() throws DatabaseUnfit {
    one = Database.open(SharedServer.address(), 1);
    SharedServer.execute("ALTER TABLE semel.message SET (autovacuum_enabled = off)");
  }

  @AfterEach
  void disconnect() {
    one.close();
    SharedServer.execute("ALTER TABLE semel.message RESET (autovacuum_enabled)");
  }

  private Counters counters() {
    one.transaction(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute("SELECT pg_stat_force_next_flush()");
      }
    });
    return SharedServer.query(
        COUNTERS,
        row ->
            new Counters(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
  }

  private PostgresClaims claims() {
    return new PostgresClaims(one, List.of(SMS, EMAIL), new Random());
  }

  private List<Claim> claim(int count, String body) {
    return fresh(SMS, count, body);
  }

  private void accept(List<Claim> claims) {
    accept(SMS, claims);
  }

  private void accept(Account account, List<Claim> claims) {
    var accepted = new Outcome.Accepted(new ProviderReference("ref"));
    var ends = claims.stream().map(claim -> Endings.of(claim, accepted)).toList();
    assertThat(claims().close(account, RETRY, "worker", ends)).isPresent();
  }

  private List<Claim> fresh(Account account, int count, String body) {
    var answer = claims().claim(order(account, count, null), (_, _, _) -> new Body(body));
    return ((ClaimAnswer.Granted) answer).claims();
  }

  /// A batch as it comes through the door, due at once.
  private void registerFresh(int count) {
    var like = campaign("now", TARGET);
    store
        .leads()
        .publish(
            new Campaign(
                "now", like.language(), like.texts(), Duration.ZERO, like.publicUrl(), TARGET));
    for (var person = 1; person <= count; person++) {
      scene.register("now", person);
    }
  }

  /// A claim touches no indexed column. Its end does: it takes the message off the list of what is
  /// open. And a body that does not fit moves its row to another page, so the batch is small here.
  @Test
  void a_claim_writes_no_index_where_its_page_has_room() {
    registerFresh(8);
    var before = counters();
    var claims = fresh(SMS, 8, "text=" + "x".repeat(150));
    assertThat(claims).hasSize(8);
    var claimed = counters().since(before);
    assertThat(claimed.updates()).isEqualTo(8);
    assertThat(claimed.hot()).isEqualTo(8);
    accept(claims);
    var closed = counters().since(before);
    assertThat(closed.updates()).isEqualTo(16);
    assertThat(closed.hot()).isGreaterThanOrEqualTo(8);
  }

  /// Counts, not times: what a message costs the server from its claim to its end. Measured when
  /// this was written: every claim without an index, 1,383 bytes.
  @Test
  void a_message_costs_the_server_no_more_than_it_did() {
    registerFresh(MANY);
    var before = counters();
    var log = SharedServer.count(LOG);
    var texts = fresh(SMS, MANY, "text=" + "x".repeat(120));
    var emails = fresh(EMAIL, MANY, "text=" + "x".repeat(120));
    var claimed = counters().since(before);
    accept(SMS, texts);
    accept(EMAIL, emails);
    var ended = counters().since(before);

    assertThat(claimed.updates()).isEqualTo(2 * MANY);
    assertThat(claimed.hot()).as("claims that wrote no index").isGreaterThan(2 * MANY * 95L / 100);
    assertThat(ended.updates()).as("writes of a row").isEqualTo(4 * MANY);
    assertThat((SharedServer.count(LOG) - log) / (2 * MANY)).as("bytes of log").isLessThan(1_600);
  }

  private void finish() {
    SharedServer.execute(FINISHED_ROWS);
    scene.dueMany(1, 40);
  }

  /// Claims more often than a statement is planned anew: the plan kept for good counts too.
  private Counters claimAndAsk() {
    var before = counters();
    for (var i = 0; i < 20; i++) {
      assertThat(claim(1, "body")).hasSize(1);
    }
    for (var i = 0; i < 20; i++) {
      assertThat(claim(50, "body")).hasSize(i == 0 ? 20 : 0);
    }
    var doubts = new PostgresDoubts(one, new Random());
    for (var i = 0; i < 15; i++) {
      assertThat(doubts.open(Set.of(SMS.id()), 100)).hasSize(3);
    }
    return counters().since(before);
  }

  private void threeDoubts() {
    for (var claim : scene.claim(SMS, 3)) {
      scene.close(SMS, claim, new Outcome.Unknown("time-out"));
    }
    scene.dueMany(100, 3);
  }

  private void readsWhatIsOpenOnly(Counters counted) {
    assertThat(counted.whole()).as("times the whole table was read").isZero();
    assertThat(counted.open()).as("uses of message_open").isGreaterThanOrEqualTo(60);
    assertThat(counted.doubt()).as("uses of message_doubt").isGreaterThanOrEqualTo(15);
  }

  @Test
  void finished_rows_are_not_read_without_statistics() {
    finish();
    threeDoubts();
    readsWhatIsOpenOnly(claimAndAsk());
  }

  @Test
  void finished_rows_are_not_read_with_fresh_statistics() {
    finish();
    threeDoubts();
    SharedServer.execute("ANALYZE semel.message", "ANALYZE semel.lead");
    readsWhatIsOpenOnly(claimAndAsk());
  }

  @Test
  void finished_rows_are_not_read_when_statistics_say_that_all_are_open() {
    SharedServer.execute(
        FINISHED_ROWS,
        "UPDATE semel.message SET state = 0, open = true, settled_at = null, reference = null",
        "ANALYZE semel.message",
        "UPDATE semel.message SET state = 4, open = false, settled_at = due_at, reference = 'ref'");
    scene.dueMany(1, 40);
    threeDoubts();
    readsWhatIsOpenOnly(claimAndAsk());
  }

  @Test
  void finished_rows_are_not_read_when_statistics_say_that_there_are_none() {
    SharedServer.execute("ANALYZE semel.message");
    finish();
    threeDoubts();
    readsWhatIsOpenOnly(claimAndAsk());
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message")).isGreaterThan(FINISHED);
  }

  @Test
  void a_sweep_reads_what_is_open_only() {
    finish();
    SharedServer.execute(FINISHED_LEADS);
    claim(40, "body");
    store.passed(LEASE.plusSeconds(1));
    SharedServer.execute("ANALYZE semel.message", "ANALYZE semel.lead");
    var before = counters();
    var leadsBefore = SharedServer.count(WHOLE_LEADS);
    for (var i = 0; i < 12; i++) {
      assertThat(new PostgresDoubts(one, new Random()).sweep(RETRY).entries())
          .hasSize(i == 0 ? 40 : 0);
    }
    assertThat(counters().since(before).whole()).isZero();
    assertThat(SharedServer.count(WHOLE_LEADS)).isEqualTo(leadsBefore);
  }
}
