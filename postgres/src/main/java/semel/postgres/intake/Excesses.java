package semel.postgres.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Excess;
import semel.intake.Registration;
import semel.postgres.row.Codes;
import semel.postgres.row.Slots;

/// Watches for more new leads than a person would expect, over all workers. Like the limit of a
/// campaign the count is spread over several rows, so an excess is noticed a group of registrations
/// late at most; what they cost is due long after.
record Excesses(Connection connection, IntakeLimits limits) {

  /// Campaigns that have got more than is expected in this window, and of which nobody told yet.
  private static final String COUNT =
      """
      WITH given AS (
        SELECT scope, campaign, pg_backend_pid() % 16 AS slot, fresh,
               to_timestamp((floor(extract(epoch FROM clock_timestamp()) * 1000 / window_millis)
                             + 1) * window_millis / 1000) AS until
        FROM unnest(?::text[], ?::int[]) AS g (campaign, fresh)
        CROSS JOIN (SELECT ?::bigint AS window_millis, ?::smallint AS scope) w
      ), counted AS (
        INSERT INTO semel.intake_count AS c (scope, subject, slot, until, taken)
        SELECT scope, campaign, slot, until, fresh FROM given
        ORDER BY campaign
        ON CONFLICT (scope, subject, slot) DO UPDATE
        SET taken = excluded.taken + CASE WHEN c.until = excluded.until THEN c.taken ELSE 0 END,
            until = excluded.until
        RETURNING scope, subject, slot, until, taken
      )
      SELECT c.subject
      FROM counted c
      WHERE c.taken + (SELECT coalesce(sum(o.taken), 0)
                       FROM semel.intake_count o
                       WHERE o.scope = c.scope AND o.subject = c.subject AND o.slot <> c.slot
                         AND o.until = c.until) > ?
        AND NOT EXISTS (SELECT FROM semel.intake_count t
                        WHERE t.scope = c.scope + 1 AND t.subject = c.subject
                          AND t.until = c.until)
      ORDER BY c.subject
      """;

  /// Once a window: who has looked, and released the campaign, is left alone until the next.
  private static final String TELL =
      """
      INSERT INTO semel.intake_count AS t (scope, subject, slot, until, taken)
      SELECT scope + 1, subject, 0, max(until), 0 FROM semel.intake_count
      WHERE scope = ? AND subject = ?
      GROUP BY scope, subject
      ON CONFLICT (scope, subject, slot) DO UPDATE SET until = excluded.until
      WHERE t.until <> excluded.until
      RETURNING subject
      """;

  private static final String HOLD =
      """
      INSERT INTO semel.campaign_hold (campaign, why) VALUES (?, ?)
      ON CONFLICT (campaign) DO NOTHING
      """;

  /// Counts new leads, and holds the SMS of a campaign that has got too many.
  void count(List<Registration> fresh) throws SQLException {
    for (var expected : limits.expected().entrySet()) {
      count(fresh, expected.getKey(), expected.getValue());
    }
  }

  private void count(List<Registration> fresh, Excess excess, Allowance expected)
      throws SQLException {
    var byCampaign =
        fresh.stream()
            .filter(excess::concerns)
            .collect(Collectors.groupingBy(Registration::campaign, Collectors.summingInt(_ -> 1)));
    if (byCampaign.isEmpty()) {
      return;
    }
    for (var campaign : grown(byCampaign, excess, expected)) {
      var told =
          Slots.rows(
              connection, TELL, slots -> slots.small(Codes.of(excess)).text(campaign), _ -> true);
      if (!told.isEmpty()) {
        hold(campaign, excess.why());
      }
    }
  }

  private List<String> grown(Map<String, Integer> byCampaign, Excess excess, Allowance expected)
      throws SQLException {
    var entries = List.copyOf(byCampaign.entrySet());
    return Slots.rows(
        connection,
        COUNT,
        slots ->
            slots
                .list("text", entries.stream().map(Map.Entry::getKey).toList())
                .list("int4", entries.stream().map(Map.Entry::getValue).toList())
                .big(expected.window().toMillis())
                .small(Codes.of(excess))
                .number(expected.count()),
        r -> r.getString("subject"));
  }

  private void hold(String campaign, String why) throws SQLException {
    try (var statement = connection.prepareStatement(HOLD)) {
      statement.setString(1, campaign);
      statement.setString(2, why);
      statement.executeUpdate();
    }
  }
}
