package semel.postgres.board;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.account.Account;
import semel.board.Period;
import semel.board.Shown;
import semel.board.Watch;
import semel.database.Database;
import semel.message.Channel;
import semel.postgres.PostgresAlerts;
import semel.postgres.board.find.Bearings;
import semel.postgres.board.find.Tallies;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// What surrounds the messages, on PostgreSQL.
public final class PostgresWatch implements Watch {

  /// The newest alert of each rule, found without reading the older ones: it tells of its spell.
  private static final String ALERTS =
      """
      WITH RECURSIVE rules AS (
        (SELECT a.rule FROM semel.alert a ORDER BY a.rule LIMIT 1)
        UNION ALL
        SELECT (SELECT a.rule FROM semel.alert a WHERE a.rule > r.rule ORDER BY a.rule LIMIT 1)
        FROM rules r
        WHERE r.rule IS NOT NULL
      )
      SELECT a.*, semel.is_raised(a) AS raised,
             (SELECT t.told_at FROM semel.alert t
              WHERE t.rule = a.rule AND t.raised_at >= a.since AND t.told_at IS NOT NULL
              ORDER BY t.id DESC LIMIT 1) AS told
      FROM rules r
      CROSS JOIN LATERAL (
        SELECT * FROM semel.alert a WHERE a.rule = r.rule ORDER BY a.id DESC LIMIT 1) a
      ORDER BY raised DESC, a.raised_at DESC, a.rule
      LIMIT ?
      """;

  private static final String ACKNOWLEDGE =
      """
      UPDATE semel.alert a
      SET acknowledged_by = coalesce(a.acknowledged_by, ?),
          acknowledged_at = coalesce(a.acknowledged_at, clock_timestamp())
      WHERE a.id = (SELECT max(n.id) FROM semel.alert n WHERE n.rule = ?)
        AND semel.is_raised(a)
      """;

  private static final String CAMPAIGNS =
      """
      SELECT c.slug, c.language, extract(epoch FROM c.delay) * 1000 AS delay_millis, c.target,
             (SELECT count(*) FROM semel.lead l
              WHERE l.campaign = c.slug AND l.created_at >= ? AND l.scheduled_for >= ?) AS leads
      FROM semel.campaign c
      ORDER BY c.slug
      """;

  private static final String STATES =
      """
      SELECT l.campaign, semel.facts(m.channel, m.state, m.due_at, m.next_at, ?) AS facts,
             count(*) AS messages
      FROM semel.lead l
      JOIN semel.message m ON m.lead_id = l.id
      WHERE l.created_at >= ?
      GROUP BY 1, 2
      """;

  private final Database database;
  private final List<Account> accounts;

  /// @param accounts those that claim
  public PostgresWatch(Database database, List<Account> accounts) {
    this.database = database;
    this.accounts = List.copyOf(accounts);
  }

  @Override
  public List<Provider> providers() {
    return database.transaction(connection ->
        new Accounts(connection, Bearings.read(connection, accounts, List.of()).now())
            .read(accounts));
  }

  @Override
  public List<AlertRow> alerts(int limit) {
    return database.transaction(connection ->
        Slots.rows(connection, ALERTS, slots -> slots.number(limit), PostgresWatch::alert));
  }

  private static AlertRow alert(ResultSet r) throws SQLException {
    var by = r.getString("acknowledged_by");
    return new AlertRow(
        r.getString("rule"),
        r.getString("text"),
        Row.moment(r, "since"),
        Row.moment(r, "raised_at"),
        r.getLong("total"),
        Row.instant(r, "told"),
        by == null ? null : new Seen(by, Row.moment(r, "acknowledged_at")),
        r.getBoolean("raised"));
  }

  @Override
  public boolean acknowledge(String rule, String who) {
    return database.transaction(connection -> {
      PostgresAlerts.takeTurn(connection); // the next alert of the spell takes over who saw it
      try (var statement = connection.prepareStatement(ACKNOWLEDGE)) {
        statement.setString(1, who);
        statement.setString(2, rule);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public List<CampaignRow> campaigns(ZoneId zone) {
    return database.transaction(connection -> {
      var bearings = Bearings.read(connection, accounts, List.of());
      var today = Period.TODAY.start(bearings.now(), zone);
      var states = states(connection, bearings, today);
      return Slots.rows(
          connection, CAMPAIGNS, slots -> slots.time(today).time(today), r -> campaign(r, states));
    });
  }

  private static Map<String, Map<Channel, Map<Shown, Long>>> states(
      Connection connection, Bearings bearings, Instant today) throws SQLException {
    record Group(String campaign, Bearings.Look look, long count) {}
    var groups =
        Slots.rows(
            connection,
            STATES,
            slots -> slots.time(bearings.now()).time(today),
            r ->
                new Group(
                    r.getString("campaign"),
                    bearings.look(r.getInt("facts")),
                    r.getLong("messages")));
    var states = new HashMap<String, Map<Channel, Map<Shown, Long>>>();
    for (var group : groups) {
      Tallies.add(
          states.computeIfAbsent(group.campaign(), _ -> Tallies.none()),
          group.look(),
          group.count());
    }
    return states;
  }

  private static CampaignRow campaign(
      ResultSet r, Map<String, Map<Channel, Map<Shown, Long>>> states) throws SQLException {
    var slug = r.getString("slug");
    return new CampaignRow(
        slug,
        List.of(r.getString("language")),
        Duration.ofMillis(r.getLong("delay_millis")),
        r.getString("target"),
        r.getLong("leads"),
        states.getOrDefault(slug, Tallies.none()));
  }
}
