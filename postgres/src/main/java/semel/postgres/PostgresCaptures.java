package semel.postgres;

import java.util.ArrayList;
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

  private static final String TAKEN =
      """
      SELECT 'sandbox-' || id
      FROM semel.sandbox_capture
      WHERE lead_id = ? AND channel = ?
      ORDER BY id
      """;

  private static final String NEWEST =
      """
      SELECT lead_id, channel, 'sandbox-' || id AS reference, recipient, body, at
      FROM semel.sandbox_capture
      ORDER BY id DESC
      LIMIT ?
      """;

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
  public List<ProviderReference> taken(MessageKey key) {
    return database.transaction(connection -> {
      var references = new ArrayList<ProviderReference>();
      try (var statement = connection.prepareStatement(TAKEN)) {
        statement.setObject(1, key.lead().value());
        statement.setShort(2, Codes.of(key.channel()));
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            references.add(new ProviderReference(r.getString(1)));
          }
        }
      }
      return references;
    });
  }

  @Override
  public List<Capture> newest(int limit) {
    return database.transaction(connection -> {
      var captures = new ArrayList<Capture>();
      try (var statement = connection.prepareStatement(NEWEST)) {
        statement.setInt(1, limit);
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            captures.add(
                new Capture(
                    new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel"))),
                    r.getString("reference"),
                    r.getString("recipient"),
                    r.getString("body"),
                    Row.moment(r, "at")));
          }
        }
      }
      return captures;
    });
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
