package semel.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import semel.database.Database;
import semel.message.Body;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;
import semel.sandbox.Behaviour;
import semel.sandbox.Capture;
import semel.sandbox.Captures;

/// What the sandbox took, on PostgreSQL.
public final class PostgresCaptures implements Captures {

  private static final String TAKE =
      """
      INSERT INTO semel.sandbox_capture (lead_id, channel, recipient, body)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (lead_id) WHERE channel = 1 DO UPDATE SET at = sandbox_capture.at
      RETURNING 'sandbox-' || id
      """;

  private static final String CAPTURE =
      """
      SELECT c.lead_id, c.channel, 'sandbox-' || c.id AS reference, l.name, c.recipient, c.body,
             c.at
      FROM semel.sandbox_capture c
      LEFT JOIN semel.lead l ON l.id = c.lead_id
      """;

  private static final String TAKEN =
      CAPTURE + "WHERE c.lead_id = ? AND c.channel = ? ORDER BY c.id";
  private static final String NEWEST = CAPTURE + "ORDER BY c.id DESC OFFSET ? LIMIT ?";
  private static final String ALL = "SELECT count(*) FROM semel.sandbox_capture";

  private static final String BEHAVIOUR =
      "SELECT behaviour FROM semel.sandbox_behaviour WHERE channel = ?";

  private static final String BEHAVE =
      """
      INSERT INTO semel.sandbox_behaviour (channel, behaviour)
      VALUES (?, ?)
      ON CONFLICT (channel) DO UPDATE SET behaviour = excluded.behaviour
      """;

  private final Database database;

  public PostgresCaptures(Database database) {
    this.database = database;
  }

  @Override
  public ProviderReference take(MessageKey key, Recipient recipient, Body body) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(TAKE)) {
        statement.setObject(1, key.lead().value());
        statement.setShort(2, Codes.of(key.channel()));
        statement.setString(
            3,
            switch (recipient) {
              case PhoneNumber(var e164) -> e164;
              case EmailAddress(var address) -> address;
            });
        statement.setString(4, body.value());
        try (var r = statement.executeQuery()) {
          r.next();
          return new ProviderReference(r.getString(1));
        }
      }
    });
  }

  @Override
  public List<Capture> taken(MessageKey key) {
    return database.transaction(connection ->
        Slots.rows(
            connection,
            TAKEN,
            slots -> slots.id(key.lead().value()).small(Codes.of(key.channel())),
            PostgresCaptures::capture));
  }

  @Override
  public Newest newest(int skipped, int limit) {
    return database.transaction(connection -> {
      var newest =
          Slots.rows(
              connection,
              NEWEST,
              slots -> slots.number(skipped).number(limit),
              PostgresCaptures::capture);
      var all = Slots.rows(connection, ALL, _ -> {}, r -> r.getLong(1));
      return new Newest(newest, all.getFirst());
    });
  }

  private static Capture capture(ResultSet r) throws SQLException {
    return new Capture(
        new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel"))),
        r.getString("reference"),
        r.getString("name"),
        r.getString("recipient"),
        r.getString("body"),
        Row.moment(r, "at"));
  }

  @Override
  public Behaviour behaviour(Channel channel) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(BEHAVIOUR)) {
        statement.setShort(1, Codes.of(channel));
        try (var r = statement.executeQuery()) {
          return r.next() ? Behaviour.valueOf(r.getString(1)) : Behaviour.NORMAL;
        }
      }
    });
  }

  @Override
  public void behave(Channel channel, Behaviour behaviour) {
    database.transaction(connection -> {
      try (var statement = connection.prepareStatement(BEHAVE)) {
        statement.setShort(1, Codes.of(channel));
        statement.setString(2, behaviour.name());
        return statement.executeUpdate();
      }
    });
  }
}
