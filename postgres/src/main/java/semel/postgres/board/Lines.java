package semel.postgres.board;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.board.DoubtCase;
import semel.board.Listing.LeadLine;
import semel.board.MessageLine;
import semel.board.Shown;
import semel.desk.LeadFile;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.postgres.board.find.Bearings;
import semel.postgres.board.find.Cursor.Place;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Reads rows as they are shown.
final class Lines {

  /// What a line is made of. An email's body is long and nobody lists it.
  private static final String COLUMNS =
      """
      SELECT m.lead_id, m.channel, m.state, m.due_at, m.next_at, m.first_attempt_at, m.claimed_at,
             m.settled_at, m.attempt_no, m.account, m.reference, m.reason, m.claim_id,
             m.doubt_since, m.absent_at, m.lease_until, m.cancel_requested,
             CASE m.channel WHEN 0 THEN m.body END AS body,
             l.name, l.phone, l.email, l.campaign, l.created_at, l.metadata->>'lang' AS language,
             r.kind AS receipt
      """;

  private static final String MESSAGES =
      COLUMNS
          + """
          FROM unnest(?::uuid[], ?::smallint[]) WITH ORDINALITY AS k(lead_id, channel, place)
          JOIN semel.message m ON m.lead_id = k.lead_id AND m.channel = k.channel
          JOIN semel.lead l ON l.id = m.lead_id
          LEFT JOIN semel.receipt r
            ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
          ORDER BY k.place
          """;

  private static final String LEADS =
      COLUMNS
          + """
          FROM unnest(?::uuid[]) WITH ORDINALITY AS k(lead_id, place)
          JOIN semel.message m ON m.lead_id = k.lead_id
          JOIN semel.lead l ON l.id = m.lead_id
          LEFT JOIN semel.receipt r
            ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
          ORDER BY k.place, m.channel
          """;

  private static final String DOUBTS =
      COLUMNS
          + """
          FROM ((SELECT d.lead_id, d.channel
                 FROM semel.message d
                 WHERE d.doubt_since IS NOT NULL
                 ORDER BY d.doubt_since, d.lead_id, d.channel
                 LIMIT ?)
                UNION
                SELECT d.lead_id, d.channel
                FROM semel.message d
                WHERE d.lead_id = ? AND d.channel = ? AND d.doubt_since IS NOT NULL) k
          JOIN semel.message m ON m.lead_id = k.lead_id AND m.channel = k.channel
          JOIN semel.lead l ON l.id = m.lead_id
          LEFT JOIN semel.receipt r
            ON r.lead_id = m.lead_id AND r.channel = m.channel AND r.bucket = m.bucket
          ORDER BY m.doubt_since, m.lead_id, m.channel
          """;

  /// A claim writes no line of its own: the line that ends it tells of it. What is in doubt has no
  /// claim that did not end.
  private static final String JOURNAL =
      """
      WITH line AS MATERIALIZED (
        SELECT j.*
        FROM unnest(?::uuid[], ?::smallint[]) AS k(lead_id, channel)
        CROSS JOIN LATERAL (
          SELECT * FROM semel.journal j
          WHERE j.lead_id = k.lead_id AND j.channel = k.channel
          ORDER BY j.id DESC
          LIMIT ?) j
      ), told AS (
        SELECT l.lead_id, l.channel, l.at, l.from_state, l.to_state, l.rule, l.why, l.who, l.mark,
               l.id, 1 AS place
        FROM line l
        UNION ALL
        SELECT l.lead_id, l.channel, l.claimed_at, coalesce(before.state, 0), 1,
               CASE before.state WHEN 2 THEN 8 ELSE 2 END, 'claimed, attempt ' || l.attempt_no,
               CASE WHEN l.claim_id = m.claim_id THEN m.claimed_by ELSE l.who END, 0, l.id, 0
        FROM line l
        JOIN semel.message m ON m.lead_id = l.lead_id AND m.channel = l.channel
        LEFT JOIN LATERAL (
          SELECT b.to_state AS state
          FROM line b
          WHERE b.lead_id = l.lead_id AND b.channel = l.channel AND b.id < l.id
            AND b.from_state <> b.to_state
          ORDER BY b.id DESC
          LIMIT 1
        ) before ON true
        WHERE l.from_state = 1 AND l.to_state <> 1 AND l.claimed_at IS NOT NULL
      )
      SELECT * FROM told ORDER BY at, id, place
      """;

  private static final int JOURNAL_MAX = 50;

  private final Connection connection;
  private final Bearings bearings;

  Lines(Connection connection, Bearings bearings) {
    this.connection = connection;
    this.bearings = bearings;
  }

  List<MessageLine> messages(List<Place> places) throws SQLException {
    return Slots.rows(
        connection,
        MESSAGES,
        slots ->
            slots
                .list("uuid", places.stream().map(p -> p.key().lead().value()).toList())
                .list("int2", places.stream().map(p -> Codes.of(p.key().channel())).toList()),
        this::message);
  }

  List<LeadLine> leads(List<Place> places) throws SQLException {
    var halves =
        Slots.rows(
            connection,
            LEADS,
            slots -> slots.list("uuid", places.stream().map(p -> p.key().lead().value()).toList()),
            this::half);
    var leads = new LinkedHashMap<LeadId, LeadLine>();
    halves.forEach(half -> leads.merge(half.lead(), half, Lines::joined));
    return List.copyOf(leads.values());
  }

  private LeadLine half(ResultSet r) throws SQLException {
    var line = message(r);
    return new LeadLine(
        line.key().lead(),
        line.name(),
        line.campaign(),
        line.language(),
        Row.moment(r, "created_at"),
        line.key().channel() == Channel.SMS ? line : null,
        line.key().channel() == Channel.EMAIL ? line : null);
  }

  private static LeadLine joined(LeadLine one, LeadLine other) {
    return new LeadLine(
        one.lead(),
        one.name(),
        one.campaign(),
        one.language(),
        one.createdAt(),
        one.sms() == null ? other.sms() : one.sms(),
        one.email() == null ? other.email() : one.email());
  }

  /// The oldest doubts, and the named one; oldest first.
  List<DoubtCase> doubts(@Nullable MessageKey named, int limit) throws SQLException {
    var doubts =
        Slots.rows(
            connection,
            DOUBTS,
            slots ->
                slots
                    .number(limit)
                    .id(named == null ? null : named.lead().value())
                    .small(named == null ? null : Codes.of(named.channel())),
            this::doubt);
    var lines = new HashMap<MessageKey, List<LeadFile.Line>>();
    for (var entry : journal(doubts)) {
      lines.computeIfAbsent(entry.key(), _ -> new ArrayList<>()).add(entry.line());
    }
    return doubts.stream().map(d -> d.told(lines.getOrDefault(d.line().key(), List.of()))).toList();
  }

  /// A doubt whose journal is not read yet.
  private record Doubt(
      MessageLine line,
      Instant since,
      @Nullable Instant firstAbsent,
      Instant leaseUntil,
      boolean cancelRequested) {

    DoubtCase told(List<LeadFile.Line> journal) {
      var held = line.state() == State.Name.HELD;
      return new DoubtCase(
          line,
          since,
          held,
          firstAbsent,
          leaseUntil,
          held ? null : line.times().next(),
          cancelRequested,
          List.copyOf(journal));
    }
  }

  /// A held message keeps the lease of its last claim; where there is none its doubt says when.
  private Doubt doubt(ResultSet r) throws SQLException {
    var since = Row.moment(r, "doubt_since");
    var lease = Row.instant(r, "lease_until");
    return new Doubt(
        message(r),
        since,
        Row.instant(r, "absent_at"),
        lease == null ? since : lease,
        r.getBoolean("cancel_requested"));
  }

  private record Entry(MessageKey key, LeadFile.Line line) {}

  private List<Entry> journal(List<Doubt> doubts) throws SQLException {
    var keys = doubts.stream().map(d -> d.line().key()).toList();
    return Slots.rows(
        connection,
        JOURNAL,
        slots ->
            slots
                .list("uuid", keys.stream().map(k -> k.lead().value()).toList())
                .list("int2", keys.stream().map(k -> Codes.of(k.channel())).toList())
                .number(JOURNAL_MAX),
        Lines::entry);
  }

  private static Entry entry(ResultSet r) throws SQLException {
    var channel = Codes.channel(r.getInt("channel"));
    var rule = r.getObject("rule", Integer.class);
    var line =
        new LeadFile.Line(
            Row.moment(r, "at"),
            channel,
            Codes.state(r.getInt("from_state")).key(),
            Codes.state(r.getInt("to_state")).key(),
            rule == null ? null : "T" + rule,
            r.getString("why"),
            r.getString("who"),
            Codes.mark(r.getInt("mark")).name());
    return new Entry(new MessageKey(Row.lead(r), channel), line);
  }

  private MessageLine message(ResultSet r) throws SQLException {
    var channel = Codes.channel(r.getInt("channel"));
    var state = Codes.state(r.getInt("state"));
    var campaign = r.getString("campaign");
    var due = Row.moment(r, "due_at");
    var next = Row.moment(r, "next_at");
    var times =
        new MessageLine.Times(
            due,
            next,
            Row.instant(r, "first_attempt_at"),
            Row.instant(r, "claimed_at"),
            Row.instant(r, "settled_at"));
    var shown = bearings.shown(channel, state, due, next);
    var account = r.getString("account");
    var body = r.getString("body");
    var claim = r.getObject("claim_id", UUID.class);
    return new MessageLine(
        new MessageKey(Row.lead(r), channel),
        r.getString("name"),
        Row.masked(channel, r.getString("phone"), r.getString("email")),
        campaign,
        bearings.tongues().of(campaign, r.getString("language")),
        shown,
        state,
        times,
        r.getInt("attempt_no"),
        account == null ? null : new AccountId(account),
        r.getString("reference"),
        r.getString("reason"),
        body == null ? null : new Body(body),
        shown == Shown.DOUBT && claim != null ? new ClaimId(claim) : null,
        Codes.receipt(r.getInt("receipt")).orElse(null));
  }
}
