package semel.postgres.board.find;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import semel.message.MessageKey;
import semel.postgres.board.find.Cursor.Place;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;

/// Finds the messages of a page, or, grouped, the first of each lead, in the order of the list.
///
/// Where what is asked for is likely to be frequent, the first rows of an index that has the order
/// are looked through; where it turns out to be rare, whatever finds it directly is sorted.
public final class Keys {

  /// How many rows are looked through before something is taken to be rare.
  private static final int DENSE = 2_000;

  /// Where that part of a page was found among them, the page is among that many times more.
  private static final int THINNED = 3;

  /// How many rows are looked through where nothing finds directly what is asked for, before all
  /// are.
  private static final int RARE = 24_000;

  /// A campaign of at most that many leads is sorted.
  private static final int SMALL = 5_000;

  private static final int ALL = Integer.MAX_VALUE;

  /// What each of the statements below begins with; `words` narrow where there are any.
  private static final String ASKED =
      """
      WITH asked AS NOT MATERIALIZED (
        SELECT ?::timestamptz AS now, ?::integer[] AS facts, ?::timestamptz AS ended,
               ?::timestamptz AS ended_until,
               ?::timestamptz AS next_from, ?::timestamptz AS next_until,
               ?::timestamptz AS created, ?::text[] AS campaigns,
               ?::text[] AS known, ?::text[] AS wanted,
               ?::tsquery AS words, ?::boolean AS grouped,
               ?::timestamptz AS at, ?::uuid AS lead_id, ?::integer AS channel,
               ?::integer AS budget
      )\
      """;

  /// The newest leads of each campaign, then their messages. A lead's SMS comes first.
  private static final String DUE =
      ASKED
          + """
          , scanned AS (
            SELECT l.*
            FROM asked, unnest(?::text[]) AS c(slug)
            CROSS JOIN LATERAL (
              SELECT l.id, l.name, l.scheduled_for
              FROM semel.lead l
              WHERE l.campaign = c.slug AND l.created_at >= asked.created
                AND l.scheduled_for >= asked.created
                AND (l.scheduled_for, l.id) <= (asked.at, asked.lead_id)
                AND {speaks}
              ORDER BY l.scheduled_for DESC, l.id DESC
              LIMIT asked.budget) l
            ORDER BY l.scheduled_for DESC, l.id DESC
            LIMIT (SELECT budget FROM asked)
          )
          SELECT m.lead_id, m.channel, l.scheduled_for AS at
          FROM asked, scanned l
          JOIN semel.message m ON m.lead_id = l.id
          WHERE semel.is_listed(m, asked.now, asked.facts, asked.ended, asked.next_from,
                                asked.next_until)
            AND (l.scheduled_for, l.id, -m.channel) < (asked.at, asked.lead_id, -asked.channel)
            AND (asked.words IS NULL OR semel.name_words(l.name) @@ asked.words)
            AND NOT (asked.grouped AND EXISTS (
              SELECT FROM semel.message o
              WHERE o.lead_id = m.lead_id AND o.channel < m.channel
                AND semel.is_listed(o, asked.now, asked.facts, asked.ended, asked.next_from,
                                    asked.next_until)))
          ORDER BY l.scheduled_for DESC, l.id DESC, m.channel
          LIMIT ?
          """
              .replace("{speaks}", Tongues.SPEAKS);

  /// The oldest leads of each campaign.
  private static final String OLDEST = reversed(DUE);

  /// Stretches of the indexes that know when something happened, or will, merged.
  private static final String NEWEST =
      ASKED
          + ", "
          + Stretch.SPANS
          + ", scanned AS (SELECT * FROM ("
          + Stretch.newestFirst()
          + """
            ) s
            ORDER BY at DESC, lead_id DESC, rank DESC
            LIMIT (SELECT budget FROM asked)
          )
          SELECT s.lead_id, s.channel, s.at
          FROM asked, scanned s
          JOIN semel.lead l ON l.id = s.lead_id
          WHERE l.created_at >= asked.created
            AND (asked.campaigns IS NULL OR l.campaign = ANY (asked.campaigns))
            AND {speaks}
            AND (asked.words IS NULL OR semel.name_words(l.name) @@ asked.words)
            AND NOT (asked.grouped AND EXISTS (
              SELECT FROM semel.message o
              WHERE o.lead_id = s.lead_id AND o.channel <> s.channel
                AND (s.at, s.rank) < (semel.since(o), -o.channel)
                AND coalesce(o.settled_at < asked.ended_until, true)
                AND semel.is_listed(o, asked.now, asked.facts, asked.ended, asked.next_from,
                                    asked.next_until)))
          ORDER BY s.at DESC, s.lead_id DESC, s.rank DESC
          LIMIT ?
          """
              .replace("{speaks}", Tongues.SPEAKS);

  /// The same the other way round.
  private static final String SOONEST = reversed(NEWEST);

  /// How many rows the stretches hold, up to the budget.
  private static final String HELD =
      ASKED
          + ", "
          + Stretch.SPANS
          + "SELECT count(*) FROM (SELECT FROM ("
          + Stretch.newestFirst()
          + ") s LIMIT (SELECT budget FROM asked)) held";

  private static final String HELD_SOONEST = reversed(HELD);

  /// What finds directly what is looked for; a null finds nothing. The limits are those of the
  /// tables' keys, and keep the planner from reading a whole table for some hits.
  private static final String DIRECT =
      ASKED
          + """
          , person AS (
            SELECT l.id FROM semel.lead l WHERE l.person = semel.person(?)
            UNION
            SELECT l.id FROM semel.lead l WHERE reverse(l.phone) LIKE ?
            UNION
            SELECT l.id FROM semel.lead l WHERE lower(l.email) = lower(?)
            UNION
            SELECT l.id FROM asked, semel.lead l
            WHERE semel.name_words(l.name) @@ ?::tsquery AND l.created_at >= asked.created
              AND (asked.campaigns IS NULL OR l.campaign = ANY (asked.campaigns))
            UNION
            SELECT l.id FROM semel.lead l WHERE l.campaign = ANY (?)
          ), hit AS MATERIALIZED (
            SELECT p.id AS lead_id, NULL::smallint AS channel FROM person p
            UNION
            SELECT l.id, ?::smallint FROM semel.lead l WHERE l.id = ?::uuid
            UNION
            SELECT m.lead_id, m.channel FROM semel.message m WHERE m.reference = ?
            UNION
            SELECT j.lead_id, j.channel FROM semel.journal j WHERE ? AND j.mark = 2
          ), placed AS (
            SELECT DISTINCT m.lead_id, m.channel,
                   CASE WHEN ? THEN l.scheduled_for ELSE semel.since(m) END AS at
            FROM asked, hit h
            CROSS JOIN LATERAL (
              SELECT * FROM semel.lead l WHERE l.id = h.lead_id LIMIT 1) l
            CROSS JOIN LATERAL (
              SELECT * FROM semel.message m WHERE m.lead_id = h.lead_id LIMIT 2) m
            WHERE (h.channel IS NULL OR m.channel = h.channel)
              AND l.created_at >= asked.created
              AND (asked.campaigns IS NULL OR l.campaign = ANY (asked.campaigns))
              AND {speaks}
              AND coalesce(m.settled_at < asked.ended_until, true)
              AND semel.is_listed(m, asked.now, asked.facts, asked.ended, asked.next_from,
                                  asked.next_until)
              AND (NOT ? OR EXISTS (
                SELECT FROM semel.journal j
                WHERE j.mark = 2 AND j.lead_id = m.lead_id AND j.channel = m.channel))
          ), first AS (
            SELECT p.*, row_number() OVER (
                     PARTITION BY p.lead_id ORDER BY p.at DESC, -p.channel DESC) AS place
            FROM placed p
          )
          SELECT p.lead_id, p.channel, p.at
          FROM asked, first p
          WHERE (p.place = 1 OR NOT asked.grouped)
            AND (p.at, p.lead_id, -p.channel) < (asked.at, asked.lead_id, -asked.channel)
          ORDER BY p.at DESC, p.lead_id DESC, -p.channel DESC
          LIMIT ?
          """
              .replace("{speaks}", Tongues.SPEAKS);

  private static final String DIRECT_SOONEST = reversed(DIRECT);

  private static final String BITMAPS = "SELECT set_config('enable_bitmapscan', ?, true)";

  private static final String CAMPAIGN_SIZE =
      """
      SELECT count(*) FROM (
        SELECT FROM semel.lead l WHERE l.campaign = ANY (?) LIMIT ?) leads
      """;

  private final Connection connection;
  private final Scope scope;
  private final Target target;
  private final boolean grouped;

  /// @param grouped only the first message of each lead
  public Keys(Connection connection, Scope scope, Target target, boolean grouped) {
    this.connection = connection;
    this.scope = scope;
    this.target = target;
    this.grouped = grouped;
  }

  private static String reversed(String statement) {
    return statement
        .replace(" DESC", "")
        .replace(") < (", ") > (")
        .replace(") <= (", ") >= (")
        .replaceAll("-(\\w+\\.)channel", "$1channel");
  }

  /// The next rows after a cursor.
  public List<Place> after(Cursor cursor, int count) throws SQLException {
    if (scope.looks().isEmpty() || scope.campaigns().isEmpty()) {
      return List.of();
    }
    if (scope.doubled() || (target.narrows() && !target.maybeDense())) {
      return direct(cursor, count);
    }
    if (target.narrows()) {
      var dense = ordered(cursor, count, DENSE);
      if (dense.size() < count && THINNED * dense.size() >= count) {
        dense = ordered(cursor, count, THINNED * DENSE);
      }
      if (dense.size() == count) {
        return dense;
      }
      return isShort(cursor) ? ordered(cursor, count, THINNED * DENSE) : direct(cursor, count);
    }
    if (scope.order().byDue()) {
      return ordered(cursor, count, count + 1);
    }
    if (!scope.asksLeads()) {
      return ordered(cursor, count, grouped ? 2 * count : count);
    }
    if (isSmallCampaign()) {
      return direct(cursor, count);
    }
    for (var budget : List.of(DENSE, RARE)) {
      var places = ordered(cursor, count, budget);
      if (places.size() == count) {
        return places;
      }
    }
    return ordered(cursor, count, ALL);
  }

  /// Whether what is listed after a cursor, whatever is looked for, is so little that all of it can
  /// be looked through.
  private boolean isShort(Cursor cursor) throws SQLException {
    if (scope.order().byDue()) {
      return false;
    }
    var budget = THINNED * DENSE;
    bitmaps("off");
    var held =
        Slots.rows(
            connection,
            scope.order().ascends() ? HELD_SOONEST : HELD,
            slots -> spans(asked(slots, cursor, budget)),
            r -> r.getInt(1));
    bitmaps("on");
    return held.getFirst() < budget;
  }

  private boolean isSmallCampaign() throws SQLException {
    if (scope.anyCampaign()) {
      return false;
    }
    var size =
        Slots.rows(
            connection,
            CAMPAIGN_SIZE,
            slots -> slots.list("text", scope.campaigns()).number(SMALL + 1),
            r -> r.getInt(1));
    return size.getFirst() <= SMALL;
  }

  private List<Place> ordered(Cursor cursor, int count, int budget) throws SQLException {
    return switch (scope.order()) {
      case DUE -> rows(DUE, slots -> leads(asked(slots, cursor, budget)).number(count));
      case OLDEST -> rows(OLDEST, slots -> leads(asked(slots, cursor, budget)).number(count));
      case NEWEST -> walked(NEWEST, slots -> spans(asked(slots, cursor, budget)).number(count));
      case SOONEST -> walked(SOONEST, slots -> spans(asked(slots, cursor, budget)).number(count));
    };
  }

  /// Walks the indexes in their order. The planner cannot know how much a stretch holds, takes it
  /// for little, and would read and sort all of it: of a million rows for one page.
  private List<Place> walked(String sql, Slots.Binder binder) throws SQLException {
    bitmaps("off");
    var places = rows(sql, binder);
    bitmaps("on");
    return places;
  }

  private void bitmaps(String use) throws SQLException {
    Slots.rows(connection, BITMAPS, slots -> slots.text(use), r -> r.getString(1));
  }

  private Slots leads(Slots slots) throws SQLException {
    return slots.list("text", scope.campaigns());
  }

  private List<Place> direct(Cursor cursor, int count) throws SQLException {
    var plain = !target.narrows();
    return rows(
        scope.order().ascends() ? DIRECT_SOONEST : DIRECT,
        slots ->
            asked(slots, cursor, ALL)
                .text(target.texts().phone())
                .text(target.texts().backwards())
                .text(target.texts().email())
                .text(target.texts().words())
                .list("text", plain && !scope.doubled() ? scope.campaigns() : List.of())
                .small(target.channel())
                .id(target.lead())
                .text(target.texts().reference())
                .flag(plain && scope.doubled())
                .flag(scope.order().byDue())
                .flag(scope.doubled())
                .number(count));
  }

  private List<Place> rows(String sql, Slots.Binder binder) throws SQLException {
    return Slots.rows(connection, sql, binder, Keys::place);
  }

  private static Place place(ResultSet r) throws SQLException {
    var key = new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel")));
    return new Place(key, Row.moment(r, "at"));
  }

  private Slots asked(Slots slots, Cursor cursor, int budget) throws SQLException {
    return scope
        .bind(slots)
        .listOrNone("text", scope.tongues().known())
        .listOrNone("text", scope.tongues().wanted())
        .text(target.texts().words())
        .flag(grouped)
        .time(cursor.at())
        .id(cursor.lead())
        .number(cursor.channel())
        .number(budget);
  }

  private Slots spans(Slots slots) throws SQLException {
    return scope.bindSpans(slots);
  }
}
