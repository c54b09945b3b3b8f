package semel.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.database.Database;
import semel.desk.Archive;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.desk.MessagePage;
import semel.desk.MessageQuery;
import semel.desk.MessageRow;
import semel.desk.Records;
import semel.desk.Totals;
import semel.journal.JournalEntry.Mark;
import semel.lifecycle.Rule;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;

/// What a person looks at, on PostgreSQL.
public final class PostgresRecords implements Records {

  private static final String MESSAGES =
      """
      SELECT m.lead_id, m.channel, l.campaign, m.state, l.phone, l.email, m.due_at, m.next_at,
             m.attempt_no, m.settled_at, m.account, coalesce(m.reference, m.reason) AS detail,
             CASE WHEN m.state IN (2, 3) THEN m.claim_id END AS doubt, r.kind AS receipt
      FROM semel.message m
      JOIN semel.lead l ON l.id = m.lead_id
      LEFT JOIN semel.receipt r
        ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
      WHERE (?::smallint IS NULL OR m.state = ?)
        AND (?::smallint IS NULL OR m.channel = ?)
        AND (?::text IS NULL OR l.campaign = ?)
        AND (?::text IS NULL OR l.id::text = lower(?) OR lower(l.email) = lower(?) OR l.name ILIKE ?
             OR m.reference = ? OR (? <> '' AND l.phone LIKE ?))
        AND (?::timestamptz IS NULL OR (l.created_at, l.id, m.channel) < (?, ?, ?))
      ORDER BY l.created_at DESC, l.id DESC, m.channel DESC
      LIMIT ?
      """;

  private static final String LEAD = "SELECT l.* FROM semel.lead l WHERE l.id = ?";

  private static final String MESSAGES_OF_LEAD =
      """
      SELECT m.lead_id, m.channel, l.campaign, m.state, l.phone, l.email, m.due_at, m.next_at,
             m.attempt_no, m.settled_at, m.account, coalesce(m.reference, m.reason) AS detail,
             CASE WHEN m.state IN (2, 3) THEN m.claim_id END AS doubt, r.kind AS receipt
      FROM semel.message m
      JOIN semel.lead l ON l.id = m.lead_id
      LEFT JOIN semel.receipt r
        ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
      WHERE m.lead_id = ?
      ORDER BY m.channel
      """;

  /// A claim writes no line of its own: the line that ends it tells of it, or the message itself
  /// while it is claimed. It began where the line before it ended.
  private static final String JOURNAL =
      """
      WITH line AS (
        SELECT j.*, j.from_state <> j.to_state AS moved
        FROM semel.journal j
        WHERE j.lead_id = ?
      ), claim AS (
        SELECT e.id AS ended, e.channel, e.claimed_at, e.attempt_no,
               CASE WHEN e.claim_id = m.claim_id THEN m.claimed_by ELSE e.who END AS who
        FROM line e
        JOIN semel.message m ON m.lead_id = e.lead_id AND m.channel = e.channel
        WHERE e.from_state = 1 AND e.moved AND e.claimed_at IS NOT NULL
        UNION ALL
        SELECT NULL, m.channel, m.claimed_at, m.attempt_no, m.claimed_by
        FROM semel.message m
        WHERE m.lead_id = ? AND m.state = 1
      )
      SELECT l.at, l.channel, l.from_state, l.to_state, l.rule, l.why, l.who, l.mark
      FROM line l
      UNION ALL
      SELECT b.at, b.channel, NULL, NULL, NULL, b.reason, b.who, 1
      FROM semel.blocked_repeat b
      WHERE b.lead_id = ? AND b.channel IS NULL
      UNION ALL
      SELECT c.claimed_at, c.channel, coalesce(before.state, 0), 1,
             CASE before.state WHEN 2 THEN 8 ELSE 2 END, 'claimed, attempt ' || c.attempt_no,
             c.who, 0
      FROM claim c
      LEFT JOIN LATERAL (
        SELECT l.to_state AS state
        FROM line l
        WHERE l.channel = c.channel AND l.moved AND (c.ended IS NULL OR l.id < c.ended)
        ORDER BY l.id DESC
        LIMIT 1
      ) before ON true
      ORDER BY 1
      """;

  private static final String STATES =
      "SELECT m.channel, m.state, count(*) FROM semel.message m GROUP BY m.channel, m.state";

  private static final String REPEATS =
      "SELECT b.reason, count(*) FROM semel.blocked_repeat b GROUP BY b.reason";

  private static final String LEADS =
      """
      SELECT count(*), coalesce(sum(l.clicks), 0),
             (SELECT count(*) FROM semel.journal j WHERE j.mark = 2)
      FROM semel.lead l
      """;

  private static final String CREATED = "SELECT created_at FROM semel.lead WHERE id = ?";

  private final Database database;

  public PostgresRecords(Database database) {
    this.database = database;
  }

  @Override
  public MessagePage messages(MessageQuery query) {
    var after = query.cursor() == null ? null : Cursor.parse(query.cursor());
    return database.transaction(connection -> {
      var rows = new ArrayList<MessageRow>();
      try (var statement = connection.prepareStatement(MESSAGES)) {
        bind(statement, query, after);
        try (var r = statement.executeQuery()) {
          while (r.next()) {
            rows.add(message(r));
          }
        }
      }
      if (rows.size() <= query.limit()) {
        return new MessagePage(rows, null);
      }
      var page = List.copyOf(rows.subList(0, query.limit()));
      return new MessagePage(page, cursor(connection, page.getLast().key()));
    });
  }

  private static String cursor(Connection connection, MessageKey last) throws SQLException {
    try (var statement = connection.prepareStatement(CREATED)) {
      statement.setObject(1, last.lead().value());
      try (var r = statement.executeQuery()) {
        r.next();
        var at = Row.moment(r, "created_at");
        return new Cursor(at, last.lead().value(), Codes.of(last.channel())).text();
      }
    }
  }

  private static void bind(PreparedStatement s, MessageQuery query, @Nullable Cursor after)
      throws SQLException {
    var state = query.state() == null ? null : Codes.of(query.state());
    var channel = query.channel() == null ? null : Codes.of(query.channel());
    var text = storable(query.text() == null ? null : query.text().strip());
    var campaign = storable(query.campaign());
    var digits = text == null ? "" : text.replaceAll("[^0-9]", "");
    var i = 0;
    s.setObject(++i, state, Types.SMALLINT);
    s.setObject(++i, state, Types.SMALLINT);
    s.setObject(++i, channel, Types.SMALLINT);
    s.setObject(++i, channel, Types.SMALLINT);
    s.setString(++i, campaign);
    s.setString(++i, campaign);
    s.setString(++i, text);
    s.setString(++i, text);
    s.setString(++i, text);
    s.setString(++i, text == null ? null : "%" + escapeLike(text) + "%");
    s.setString(++i, text);
    var phone = digits.length() < 4 || !text(text).matches("[-+0-9 ().]+") ? "" : digits;
    s.setString(++i, phone);
    s.setString(++i, "%" + withoutTrunk(phone));
    s.setObject(++i, after == null ? null : Row.timestamp(after.createdAt()));
    s.setObject(++i, after == null ? null : Row.timestamp(after.createdAt()));
    s.setObject(++i, after == null ? null : after.lead(), Types.OTHER);
    s.setObject(++i, after == null ? null : after.channel(), Types.SMALLINT);
    s.setInt(++i, query.limit() + 1);
  }

  /// PostgreSQL has no text with a zero character, so nothing that is looked for has one either.
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// People type 8 for +7.
  private static String withoutTrunk(String digits) {
    return digits.length() == 11 && digits.startsWith("8") ? digits.substring(1) : digits;
  }

  private static String escapeLike(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  @Override
  public Optional<LeadFile> lead(LeadId lead) {
    return database.transaction(connection -> {
      var rows = new ArrayList<LeadRow>();
      each(connection, LEAD, lead, 1, r -> rows.add(lead(r)));
      if (rows.isEmpty()) {
        return Optional.empty();
      }
      var messages = new ArrayList<MessageRow>();
      each(connection, MESSAGES_OF_LEAD, lead, 1, r -> messages.add(message(r)));
      var lines = new ArrayList<LeadFile.Line>();
      lines.add(registered(rows.getFirst()));
      each(connection, JOURNAL, lead, 3, r -> lines.add(line(r)));
      return Optional.of(new LeadFile(rows.getFirst(), messages, lines));
    });
  }

  private static LeadFile.Line registered(LeadRow lead) {
    return new LeadFile.Line(
        lead.createdAt(),
        null,
        "",
        State.Name.SCHEDULED.key(),
        Rule.T1.name(),
        "registered",
        "door",
        Mark.PLAIN.name());
  }

  private static LeadFile.Line line(ResultSet r) throws SQLException {
    var channel = r.getObject("channel", Integer.class);
    var from = r.getObject("from_state", Integer.class);
    var to = r.getObject("to_state", Integer.class);
    var rule = r.getObject("rule", Integer.class);
    return new LeadFile.Line(
        Row.moment(r, "at"),
        channel == null ? null : Codes.channel(channel),
        from == null ? "" : Codes.state(from).key(),
        to == null ? "" : Codes.state(to).key(),
        rule == null ? null : "T" + rule,
        r.getString("why"),
        r.getString("who"),
        Codes.mark(r.getInt("mark")).name());
  }

  @FunctionalInterface
  private interface Reader {
    void read(ResultSet r) throws SQLException;
  }

  /// Runs a query all of whose parameters are the lead.
  private static void each(
      Connection connection, String sql, LeadId lead, int parameters, Reader reader)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 1; i <= parameters; i++) {
        statement.setObject(i, lead.value());
      }
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          reader.read(r);
        }
      }
    }
  }

  static MessageRow message(ResultSet r) throws SQLException {
    var channel = Codes.channel(r.getInt("channel"));
    var doubt = r.getObject("doubt", UUID.class);
    return new MessageRow(
        new MessageKey(Row.lead(r), channel),
        r.getString("campaign"),
        Codes.state(r.getInt("state")),
        Row.masked(channel, r.getString("phone"), r.getString("email")),
        Row.moment(r, "due_at"),
        Row.moment(r, "next_at"),
        r.getInt("attempt_no"),
        Row.instant(r, "settled_at"),
        r.getString("account"),
        r.getString("detail"),
        doubt == null ? null : new ClaimId(doubt),
        Codes.receipt(r.getInt("receipt")).orElse(null));
  }

  static LeadRow lead(ResultSet r) throws SQLException {
    return new LeadRow(
        new LeadId(r.getObject("id", UUID.class)),
        r.getString("campaign"),
        r.getString("name"),
        r.getString("email"),
        r.getString("phone_typed"),
        r.getString("phone"),
        r.getString("source"),
        r.getString("answers"),
        r.getString("metadata"),
        Row.moment(r, "created_at"),
        Row.moment(r, "scheduled_for"),
        r.getInt("clicks"),
        r.getObject("erase_asked_at") != null);
  }

  @Override
  public Totals totals() {
    return database.transaction(connection -> {
      var messages = new EnumMap<Channel, Map<State.Name, Long>>(Channel.class);
      for (var channel : Channel.values()) {
        messages.put(channel, new EnumMap<>(State.Name.class));
      }
      var repeats = new HashMap<String, Long>();
      try (var statement = connection.createStatement()) {
        try (var r = statement.executeQuery(STATES)) {
          while (r.next()) {
            messages
                .computeIfAbsent(Codes.channel(r.getInt(1)), _ -> new EnumMap<>(State.Name.class))
                .put(Codes.state(r.getInt(2)), r.getLong(3));
          }
        }
        try (var r = statement.executeQuery(REPEATS)) {
          while (r.next()) {
            repeats.put(r.getString(1), r.getLong(2));
          }
        }
        try (var r = statement.executeQuery(LEADS)) {
          r.next();
          return new Totals(r.getLong(1), messages, repeats, r.getLong(3), r.getLong(2));
        }
      }
    });
  }

  @Override
  public Archive archive() {
    return new PostgresArchive(database);
  }
}
