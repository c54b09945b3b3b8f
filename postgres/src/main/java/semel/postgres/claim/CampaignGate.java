package semel.postgres.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import semel.message.MessageKey;
import semel.message.State;
import semel.postgres.claim.PostgresClaims.Picked;
import semel.postgres.intake.PostgresHolds;
import semel.postgres.row.Codes;
import semel.postgres.row.Columns;

/// Lets a claim pass unless its campaign is on hold. What may not pass is put off to the instant at
/// which it is too late, so that a look for what is due finds it once: whoever releases the
/// campaign wakes it, and where nobody does it fails as anything that is too late (T13).
record CampaignGate(Connection connection) {

  private static final String WAIT =
      """
      WITH c AS (SELECT * FROM unnest(?::uuid[], ?::smallint[]) AS u(lead_id, channel))
      UPDATE semel.message m
      SET next_at = m.not_after, reason = ?
      FROM c
      WHERE m.lead_id = c.lead_id AND m.channel = c.channel
      """;

  /// Those of the picked that may go now.
  List<Picked> allowed(List<Picked> picked) throws SQLException {
    var waiting = picked.stream().filter(CampaignGate::waits).toList();
    if (waiting.isEmpty()) {
      return picked;
    }
    try (var statement = connection.prepareStatement(WAIT)) {
      var columns = new Columns<>(statement, waiting);
      columns.bind(candidate -> key(candidate).lead().value());
      columns.bind(candidate -> Codes.of(key(candidate).channel()));
      statement.setString(3, PostgresHolds.WAITS);
      statement.executeUpdate();
    }
    return picked.stream().filter(candidate -> !waits(candidate)).toList();
  }

  private static MessageKey key(Picked candidate) {
    return candidate.row().message().key();
  }

  /// What was claimed before may have left: it is settled as ever. What is to be cancelled, or is
  /// too late, does not wait either.
  private static boolean waits(Picked candidate) {
    var message = candidate.row().message();
    return candidate.held()
        && message.state() instanceof State.Scheduled
        && candidate.stopped() == null
        && !message.cancelRequested()
        && message.notAfter().isAfter(candidate.row().now());
  }
}
