package semel.benchmarks.own;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import semel.database.DatabaseUnfit;

/// Makes a database that has been at work for long: leads whose messages were sent, or wait. The
/// rows are those that Semel writes; the server makes them, and their indexes after them.
public final class Past {

  /// Places from one number to another; the first is due so many seconds from now, the last so many
  /// seconds later. The bucket is that of the person, as everywhere.
  private static final String LEADS =
      """
      INSERT INTO semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                              answers, code, scheduled_for, created_at, updated_at)
      SELECT semel.lead_id_of(uuid_send(gen_random_uuid()), born, bucket), bucket, ?, person,
             (array['Aigerim', 'Dana', 'Nurlan', 'Olga', 'Timur', 'Zhanel', 'Arman', 'Vera'])
               [1 + place % 8]
             || ' ' || (array['Akhmetova', 'Kim', 'Ivanova', 'Serik', 'Ospanova', 'Li'])
               [1 + place % 6] || chr(97 + (place % 26)::int) || chr(97 + (place / 26 % 26)::int),
             'past' || place || '@example.com', phone, phone, ?::jsonb,
             semel.code_of(uuid_send(gen_random_uuid())), due, born, born
      FROM (
        SELECT place, person, get_byte(person, 0) & 63 AS bucket, phone, due,
               due - interval '10 minutes' AS born
        FROM (
          SELECT place, sha256(int8send(place)) AS person,
                 '+7705' || lpad(place::text, 7, '0') AS phone,
                 clock_timestamp() + (? + ? * (place - ?) / ?::float8) * interval '1 second' AS due
          FROM generate_series(?::bigint, ?::bigint) AS place
        ) given
      ) made
      """;

  private static final String SENT =
      """
      INSERT INTO semel.message (lead_id, channel, bucket, state, open, due_at, next_at, not_after,
                                 account, attempt_no, attempts_spent, exposed, first_attempt_at,
                                 claim_id, claimed_by, claimed_at, lease_until, body, settled_at,
                                 reference)
      SELECT id, channel, bucket, 4, false, due, due, due + interval '24 hours',
             'benchmark', 1, 1, true, due, id, 'benchmark', due, due + interval '1 minute',
             CASE channel WHEN 0 THEN ? ELSE ? END, due + interval '1 second',
             'semel:' || id || ':' || channel
      FROM (SELECT id, bucket, scheduled_for AS due FROM semel.lead WHERE bucket % 2 = ?) lead
      CROSS JOIN unnest(array[0, 1]::smallint[]) channel
      """;

  private static final String JOURNAL =
      """
      INSERT INTO semel.journal (lead_id, channel, at, from_state, to_state, rule, why, who,
                                 attempt_no, claim_id, claimed_at)
      SELECT lead_id, channel, settled_at, 1, 4, 5, 'accepted', 'benchmark', 1, claim_id, claimed_at
      FROM semel.message
      WHERE bucket % 2 = ?
      """;

  private static final String WAITING =
      """
      INSERT INTO semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
      SELECT id, channel, bucket, due, due, due + interval '24 hours'
      FROM (SELECT id, bucket, scheduled_for AS due FROM semel.lead WHERE bucket % 2 = ?) lead
      CROSS JOIN unnest(array[0, 1]::smallint[]) channel
      """;

  /// What the tables have beside their rows, keys first: how each is dropped and made again.
  private static final String INDEXES =
      """
      SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
             format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                    pg_get_constraintdef(oid)),
             conrelid::regclass = 'semel.lead'::regclass
      FROM pg_constraint
      WHERE conrelid IN ('semel.lead'::regclass, 'semel.message'::regclass,
                         'semel.journal'::regclass)
        AND contype IN ('p', 'u')
      UNION ALL
      SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid),
             indrelid = 'semel.lead'::regclass
      FROM pg_index
      WHERE indrelid IN ('semel.lead'::regclass, 'semel.message'::regclass,
                         'semel.journal'::regclass)
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
      """;

  private static final String FORGET = "DELETE FROM semel.message WHERE open";

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SESSIONS = 2;

  private final String url;

  public Past(String url) {
    this.url = url;
  }

  /// Something that a session does.
  private interface Part {
    void on(Connection connection) throws SQLException;
  }

  /// An index, as it is dropped and made again.
  private record Index(String drop, String make, boolean ofLeads) {}

  /// Fills an empty database.
  ///
  /// @param finished how many messages were sent during the last month
  /// @param waiting how many fall due in an hour and during the month after it
  public void fill(int finished, int waiting, Consumer<String> told)
      throws DatabaseUnfit, SQLException, ExecutionException, InterruptedException {
    try (var limit = new Limit(url, SESSIONS, HOUR)) {
      limit.install();
    }
    var indexes = indexes();
    each(indexes.stream().map(index -> sql(index.drop())).toList(), 1);
    if (waiting > 0) {
      told.accept("making leads that wait");
      leads(1, waiting / 2, HOUR.toSeconds());
      told.accept("making messages that wait");
      halves(WAITING);
    } else {
      told.accept("making leads of long ago");
      leads(1, finished / 2, MONTH.plus(HOUR).negated().toSeconds());
      told.accept("making sent messages");
      halves(SENT, Campaigns.body((short) 0), Campaigns.body((short) 1));
      told.accept("making their journal");
      halves(JOURNAL);
    }
    told.accept("making indexes");
    var ofLeads = indexes.stream().filter(Index::ofLeads).toList();
    var others = indexes.stream().filter(index -> !index.ofLeads()).toList();
    each(List.of(made(ofLeads), made(others)), SESSIONS);
    told.accept("cleaning up");
    each(List.of(sql("VACUUM ANALYZE"), sql("CHECKPOINT")), 1);
  }

  /// Takes away what waits, so that the next measurement finds what the first one found.
  public void forgetWaiting() throws ExecutionException, InterruptedException {
    each(List.of(sql(FORGET)), 1);
  }

  private void leads(int from, int to, long begins)
      throws ExecutionException, InterruptedException {
    var middle = from + (to - from) / SESSIONS;
    each(List.of(leads(from, middle, to, begins), leads(middle + 1, to, to, begins)), SESSIONS);
  }

  private static Part leads(int from, int to, int all, long begins) {
    return connection -> {
      try (var statement = connection.prepareStatement(LEADS)) {
        statement.setString(1, Person.CAMPAIGN);
        statement.setString(2, Person.ANSWERS);
        statement.setLong(3, begins);
        statement.setLong(4, MONTH.toSeconds());
        statement.setInt(5, 1);
        statement.setInt(6, all);
        statement.setInt(7, from);
        statement.setInt(8, to);
        statement.executeUpdate();
      }
    };
  }

  /// The statement for the even buckets and for the odd ones, each in a session of its own.
  private void halves(String insert, String... texts)
      throws ExecutionException, InterruptedException {
    var parts = new ArrayList<Part>();
    for (var half = 0; half < SESSIONS; half++) {
      var its = half;
      parts.add(connection -> {
        try (var statement = connection.prepareStatement(insert)) {
          for (var i = 0; i < texts.length; i++) {
            statement.setString(i + 1, texts[i]);
          }
          statement.setInt(texts.length + 1, its);
          statement.executeUpdate();
        }
      });
    }
    each(parts, SESSIONS);
  }

  private static Part made(List<Index> indexes) {
    return connection -> {
      sql("SET maintenance_work_mem = '512MB'").on(connection);
      for (var index : indexes) {
        sql(index.make()).on(connection);
      }
    };
  }

  private static Part sql(String statement) {
    return connection -> {
      try (var one = connection.createStatement()) {
        one.execute(statement);
      }
    };
  }

  private List<Index> indexes() throws SQLException {
    var indexes = new ArrayList<Index>();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var result = statement.executeQuery(INDEXES)) {
      while (result.next()) {
        indexes.add(new Index(result.getString(1), result.getString(2), result.getBoolean(3)));
      }
    }
    return indexes;
  }

  private void each(List<Part> parts, int sessions)
      throws ExecutionException, InterruptedException {
    try (var threads = Executors.newFixedThreadPool(sessions)) {
      var ends = new ExecutorCompletionService<Boolean>(threads);
      for (var part : parts) {
        ends.submit(() -> {
          try (var connection = DriverManager.getConnection(url)) {
            part.on(connection);
          }
          return true;
        });
      }
      for (var _ : parts) {
        ends.take().get();
      }
    }
  }
}
