package semel.postgres;

import semel.campaign.LinkCode;
import semel.database.Database;
import semel.message.Channel;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.row.Codes;
import semel.stops.Stops;

/// The stop list on PostgreSQL, under the keyed hashes that persons have.
public record PostgresStops(Database database) implements Stops {

  /// An erased person has no address that could be stopped, and no message that could go there.
  private static final String STOP_LEAD =
      """
      WITH known AS (
        SELECT l.person, l.email FROM semel.lead l WHERE l.code = ? LIMIT 1
      ), stopped AS (
        INSERT INTO semel.stop (channel, recipient, who)
        SELECT c.channel, r.recipient, 'recipient'
        FROM known k
        CROSS JOIN (SELECT ?::smallint AS channel) c
        CROSS JOIN LATERAL (SELECT CASE c.channel WHEN 0 THEN k.person
                                   ELSE semel.stop_key(k.email) END AS recipient) r
        WHERE r.recipient IS NOT NULL
        ON CONFLICT (channel, recipient) DO NOTHING
      )
      SELECT count(*) FROM known
      """;

  private static final String STOP =
      """
      INSERT INTO semel.stop (channel, recipient, who)
      VALUES (?, semel.stop_key(?), ?)
      ON CONFLICT (channel, recipient) DO NOTHING
      """;

  private static final String LIFT =
      "DELETE FROM semel.stop WHERE channel = ? AND recipient = semel.stop_key(?)";

  @Override
  public boolean stop(LinkCode code, Channel channel) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(STOP_LEAD)) {
        statement.setString(1, code.value());
        statement.setShort(2, Codes.of(channel));
        try (var r = statement.executeQuery()) {
          return r.next() && r.getLong(1) > 0;
        }
      }
    });
  }

  @Override
  public boolean stop(Recipient recipient, String who) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(STOP)) {
        statement.setShort(1, Codes.of(recipient.channel()));
        statement.setString(2, text(recipient));
        statement.setString(3, who);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public boolean lift(Recipient recipient) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(LIFT)) {
        statement.setShort(1, Codes.of(recipient.channel()));
        statement.setString(2, text(recipient));
        return statement.executeUpdate() == 1;
      }
    });
  }

  private static String text(Recipient recipient) {
    return switch (recipient) {
      case PhoneNumber(var e164) -> e164;
      case EmailAddress(var address) -> address;
    };
  }
}
