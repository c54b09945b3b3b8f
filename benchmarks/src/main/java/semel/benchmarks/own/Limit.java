package semel.benchmarks.own;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import semel.benchmarks.peer.Intake;
import semel.benchmarks.peer.Taken;
import semel.database.Address;
import semel.database.Database;
import semel.database.DatabaseUnfit;
import semel.intake.IntakeLimits;
import semel.postgres.PostgresLeads;

/// Writes the rows that Semel writes, with one statement for many and nothing asked: no key is
/// looked up, nobody is looked for, nobody waits for an answer of their own.
public final class Limit implements Intake {

  private static final String INSERT =
      """
      WITH given AS MATERIALIZED (
        SELECT *, clock_timestamp() + ? * interval '1 millisecond' AS due
        FROM unnest(?::uuid[], ?::smallint[], ?::bytea[], ?::text[], ?::text[], ?::text[])
             AS g (id, bucket, person, name, email, phone)
      ), leads AS (
        INSERT INTO semel.lead (id, bucket, campaign, person, name, email, phone_typed, phone,
                                answers, code, scheduled_for)
        SELECT id, bucket, ?, person, name, email, phone, phone, ?::jsonb,
               left(encode(person, 'hex'), 11), due
        FROM given
      )
      INSERT INTO semel.message (lead_id, channel, bucket, due_at, next_at, not_after)
      SELECT id, channel, bucket, due, due, due + interval '24 hours'
      FROM given CROSS JOIN unnest(array[0, 1]::smallint[]) channel
      """;

  private static final int PERSON_BYTES = 32;
  private static final long BUCKETS = 64;

  private final Database database;
  private final Duration delay;

  public Limit(String url, int connections, Duration delay) throws DatabaseUnfit {
    this.database = Database.open(Address.parse(url), connections);
    this.delay = delay;
  }

  @Override
  public void install() throws DatabaseUnfit {
    database.migrate();
    new PostgresLeads(database, IntakeLimits.NONE).publish(Campaigns.dueAfter(delay));
  }

  @Override
  public int messagesEach() {
    return 2;
  }

  @Override
  public Taken accept(long first, int count) {
    var random = new SplittableRandom(first);
    var ids = new UUID[count];
    var buckets = new Short[count];
    var people = new byte[count][];
    var columns = new String[3][count];
    for (var i = 0; i < count; i++) {
      ids[i] = versionSeven(random);
      buckets[i] = (short) (ids[i].getLeastSignificantBits() & (BUCKETS - 1));
      people[i] = bytes(random);
      var person = Person.of(first + i);
      columns[0][i] = person.name();
      columns[1][i] = person.email();
      columns[2][i] = person.phone();
    }
    database.transaction(connection -> write(connection, ids, buckets, people, columns));
    var last = ids[count - 1].toString();
    return new Taken(List.of(last), InstantSource.system().instant().plus(delay));
  }

  private int write(
      Connection connection, UUID[] ids, Short[] buckets, byte[][] people, String[][] columns)
      throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      var place = 1;
      statement.setLong(place++, delay.toMillis());
      statement.setArray(place++, connection.createArrayOf("uuid", ids));
      statement.setArray(place++, connection.createArrayOf("int2", buckets));
      statement.setArray(place++, connection.createArrayOf("bytea", people));
      for (var column : columns) {
        statement.setArray(place++, connection.createArrayOf("text", column));
      }
      statement.setString(place++, Person.CAMPAIGN);
      statement.setString(place, Person.ANSWERS);
      return statement.executeUpdate();
    }
  }

  /// Time first, as Semel's own ids, so that new leads share pages of the index.
  private static UUID versionSeven(RandomGenerator random) {
    var millis = InstantSource.system().millis();
    return new UUID(
        millis << 16 | 0x7000 | random.nextInt(0x1000),
        0x8000_0000_0000_0000L | random.nextLong() >>> 2);
  }

  private static byte[] bytes(RandomGenerator random) {
    var bytes = ByteBuffer.allocate(PERSON_BYTES);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    return bytes.array();
  }

  @Override
  public void close() {
    database.close();
  }
}
