package semel.benchmarks.own;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;
import semel.benchmarks.peer.Provider;
import semel.benchmarks.peer.Taken;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;

/// Claims and completes the rows that Semel claims and completes, five hundred with a statement and
/// a commit, one session for each channel, and decides nothing: no gate, no history, no limit per
/// recipient, one body for everybody.
public final class SendingLimit implements Contender {

  private static final int BATCH = 500;

  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT ctid
        FROM semel.message
        WHERE open AND channel = ? AND next_at <= clock_timestamp() AND state = 0
        ORDER BY next_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED
      )
      UPDATE semel.message m
      SET state = 1, account = 'limit', attempt_no = 1, attempts_spent = 1, exposed = true,
          first_attempt_at = clock_timestamp(), claim_id = gen_random_uuid(),
          claimed_by = 'limit', claimed_at = clock_timestamp(),
          lease_until = clock_timestamp() + interval '1 minute', body = ?
      FROM due
      WHERE m.ctid = due.ctid
      RETURNING m.lead_id, m.claim_id
      """;

  private static final String COMPLETE =
      """
      WITH sent AS (
        UPDATE semel.message m
        SET state = 4, open = false, settled_at = clock_timestamp(), reference = c.lead_id::text
        FROM unnest(?::uuid[], ?::uuid[]) AS c(lead_id, claim_id)
        WHERE m.lead_id = c.lead_id AND m.channel = ? AND m.state = 1 AND m.claim_id = c.claim_id
        RETURNING m.lead_id, m.channel, m.claim_id, m.claimed_at
      )
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, rule, why, who,
                                 attempt_no, claim_id, claimed_at)
      SELECT lead_id, channel, 1, 4, 5, 'accepted', 'limit', 1, claim_id, claimed_at
      FROM sent
      """;

  private static final String OPEN = "SELECT count(*) FROM semel.message WHERE open";

  private static final int CHANNELS = 2;

  /// As many as write what is to be sent, so that none of them waits for a connection.
  private static final int FILLERS = 16;

  private final Limit rows;
  private final Database database;
  private final ExecutorService sessions = Executors.newFixedThreadPool(CHANNELS);

  public SendingLimit(String url) throws DatabaseUnfit {
    this.rows = new Limit(url, FILLERS, Duration.ZERO);
    this.database = Database.open(Address.parse(url), CHANNELS + 1);
  }

  @Override
  public void install() throws DatabaseUnfit {
    rows.install();
  }

  @Override
  public int messagesEach() {
    return rows.messagesEach();
  }

  @Override
  public Taken accept(long first, int count) {
    return rows.accept(first, count);
  }

  @Override
  public void work(Provider provider, Load load) {
    for (short channel = 0; channel < CHANNELS; channel++) {
      var its = channel;
      sessions.execute(() -> send(its, provider));
    }
  }

  private record Claimed(List<UUID> leads, List<UUID> claims) {}

  /// Until nothing is due any more; what it throws ends the measurement by nothing being done.
  private void send(short channel, Provider provider) {
    while (true) {
      var claimed = database.transaction(connection -> claim(connection, channel));
      if (claimed.leads().isEmpty()) {
        return;
      }
      claimed.leads().forEach(lead -> provider.take(lead.toString()));
      database.transaction(connection -> complete(connection, channel, claimed));
    }
  }

  private static Claimed claim(Connection connection, short channel) throws SQLException {
    var claimed = new Claimed(new ArrayList<>(), new ArrayList<>());
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setShort(1, channel);
      statement.setInt(2, BATCH);
      statement.setString(3, Campaigns.body(channel));
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          claimed.leads().add(result.getObject(1, UUID.class));
          claimed.claims().add(result.getObject(2, UUID.class));
        }
      }
    }
    return claimed;
  }

  private static int complete(Connection connection, short channel, Claimed claimed)
      throws SQLException {
    try (var statement = connection.prepareStatement(COMPLETE)) {
      statement.setArray(1, connection.createArrayOf("uuid", claimed.leads().toArray()));
      statement.setArray(2, connection.createArrayOf("uuid", claimed.claims().toArray()));
      statement.setShort(3, channel);
      return statement.executeUpdate();
    }
  }

  @Override
  public long open() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var result = statement.executeQuery(OPEN)) {
        result.next();
        return result.getLong(1);
      }
    });
  }

  @Override
  public void close() {
    sessions.shutdownNow();
    database.close();
    rows.close();
  }
}
