package semel.postgres.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.database.Address;
import semel.database.DatabaseUnfit;
import semel.database.Elsewhere;
import semel.message.Channel;
import semel.takeover.OldEntry;
import semel.takeover.OldLead;
import semel.takeover.OldLeads;

/// The old tables, read as JSON row by row, so that a column that one of them never had is nothing
/// else than one that is empty.
public final class PostgresOldLeads implements OldLeads, AutoCloseable {

  private static final String COLUMNS =
      """
      SELECT table_name || '.' || column_name
      FROM information_schema.columns
      WHERE table_schema = ANY (current_schemas(false))
        AND table_name IN ('landing_leads', 'scheduled_notifications')
      """;

  private static final List<String> NEEDED =
      List.of(
          "landing_leads.id",
          "landing_leads.phone",
          "landing_leads.email",
          "scheduled_notifications.lead_id",
          "scheduled_notifications.status",
          "scheduled_notifications.scheduled_for");

  /// The catalog may be read by every login, whatever the schema is closed to.
  private static final String IS_SEMEL =
      """
      SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname = 'semel' AND c.relname = 'message')
      """;

  private static final String NOW = "SELECT to_json(clock_timestamp())::text";

  private static final String OTHERS =
      """
      SELECT count(*)
      FROM pg_catalog.pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND client_port IS NOT NULL
      """;

  private static final String COUNT = "SELECT count(*) FROM landing_leads";

  private static final String PHONES = "SELECT phone::text FROM landing_leads";

  /// JSON may hold a character that PostgreSQL's text cannot; it is shown as one that is missing.
  private static final String LEADS =
      """
      SELECT x.l->>'id' AS id, x.l->>'name' AS name, x.l->>'email' AS email,
             x.l->>'phone' AS phone, x.l->>'source' AS source,
             coalesce(x.l->'answers', x.l->'proftest_answers')::text AS answers,
             (x.l->'metadata')::text AS metadata, x.l->>'created_at' AS created_at,
             x.l->>'click_count' AS clicks,
             x.l->>'sms_sent' AS sms_sent, x.l->>'sms_sent_at' AS sms_sent_at,
             x.l->>'sms_error' AS sms_error, x.l->>'sms_clicked_at' AS sms_clicked_at,
             x.l->>'email_sent' AS email_sent, x.l->>'email_sent_at' AS email_sent_at,
             x.l->>'email_error' AS email_error, x.l->>'email_clicked_at' AS email_clicked_at,
             x.n IS NOT NULL AS entry, x.n->>'id' AS entry_id,
             x.n->>'notification_type' AS entry_type, x.n->>'status' AS entry_word,
             x.n->>'scheduled_for' AS entry_for, x.n->>'sent_at' AS entry_sent_at,
             coalesce(x.n->>'error_message', x.n->>'error') AS entry_error,
             x.n->>'retry_count' AS entry_retries
      FROM (SELECT replace(to_json(l)::text, '\\u0000', '\\ufffd')::json AS l,
                   CASE WHEN n.lead_id IS NOT NULL
                        THEN replace(to_json(n)::text, '\\u0000', '\\ufffd')::json END AS n
            FROM landing_leads l
            LEFT JOIN scheduled_notifications n ON n.lead_id::text = l.id::text) x
      ORDER BY x.l->>'created_at', x.l->>'id', x.n->>'id'
      """;

  private static final String ORPHANS =
      """
      SELECT coalesce(to_json(n)->>'id', n.lead_id::text)
      FROM scheduled_notifications n
      WHERE n.status::text NOT IN ('sent', 'cancelled', 'canceled')
        AND NOT EXISTS (SELECT 1 FROM landing_leads l WHERE l.id::text = n.lead_id::text)
      ORDER BY 1
      """;

  private static final int FETCH = 1_000;

  /// As JSON has times, and as people write them; without an offset they are UTC.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT);

  private final Connection connection;

  private PostgresOldLeads(Connection connection) {
    this.connection = connection;
  }

  /// Opens the old database and looks whether the tables are there.
  ///
  /// @throws DatabaseUnfit with one sentence for an operator
  public static PostgresOldLeads open(Address address) throws DatabaseUnfit {
    var old = new PostgresOldLeads(Elsewhere.read(address));
    try {
      old.check(address);
      return old;
    } catch (SQLException e) {
      old.close();
      throw new DatabaseUnfit("The old database cannot be read: " + e.getMessage());
    } catch (DatabaseUnfit e) {
      old.close();
      throw e;
    }
  }

  private void check(Address address) throws SQLException, DatabaseUnfit {
    if (first(IS_SEMEL, r -> r.getBoolean(1))) {
      throw new DatabaseUnfit(
          address
              + " is a Semel's own database: its landing_leads is a view of what Semel knows."
              + " Name the old one.");
    }
    var columns = new HashSet<String>();
    rows(COLUMNS, r -> columns.add(r.getString(1)));
    var missing = NEEDED.stream().filter(column -> !columns.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new DatabaseUnfit(
          address
              + " has no "
              + String.join(", ", missing)
              + " that this login may read."
              + " Needed are landing_leads and scheduled_notifications, as the old backend has"
              + " them.");
    }
  }

  /// The clock of the old database.
  public Instant now() {
    return read(() -> first(NOW, r -> time(r.getString(1).replace("\"", "")).orElseThrow()));
  }

  /// How many others are connected to the old database.
  public long others() {
    return read(() -> first(OTHERS, r -> r.getLong(1)));
  }

  @Override
  public long count() {
    return read(() -> first(COUNT, r -> r.getLong(1)));
  }

  @Override
  public void phones(Consumer<@Nullable String> consumer) {
    read(() -> rows(PHONES, r -> consumer.accept(r.getString(1))));
  }

  @Override
  public void orphans(Consumer<String> consumer) {
    read(() -> rows(ORPHANS, r -> consumer.accept("scheduled_notifications " + r.getString(1))));
  }

  @Override
  public void leads(Consumer<OldLead> consumer) {
    var gathering = new Gathering(consumer);
    read(() -> rows(LEADS, gathering::row));
    gathering.end();
  }

  /// Puts the rows of one lead together, which come one after the other.
  private static final class Gathering {

    private final Consumer<OldLead> consumer;
    private final List<OldEntry> entries = new ArrayList<>();
    private @Nullable OldLead lead;
    private long line;

    Gathering(Consumer<OldLead> consumer) {
      this.consumer = consumer;
    }

    void row(ResultSet r) throws SQLException {
      if (lead == null || !lead.id().equals(text(r, "id"))) {
        end();
        lead = lead(r, ++line);
      }
      if (r.getBoolean("entry")) {
        entries.add(entry(r));
      }
    }

    void end() {
      if (lead != null) {
        consumer.accept(
            new OldLead(
                lead.id(),
                lead.line(),
                lead.person(),
                lead.source(),
                lead.answers(),
                lead.metadata(),
                lead.created(),
                lead.clicks(),
                lead.flags(),
                List.copyOf(entries)));
      }
      lead = null;
      entries.clear();
    }
  }

  private static OldLead lead(ResultSet r, long line) throws SQLException {
    return new OldLead(
        text(r, "id"),
        line,
        new OldLead.Person(r.getString("name"), r.getString("email"), r.getString("phone")),
        r.getString("source"),
        json(r.getString("answers")),
        json(r.getString("metadata")),
        time(r.getString("created_at")).orElse(null),
        number(r.getString("clicks")),
        Map.of(Channel.SMS, flag(r, "sms"), Channel.EMAIL, flag(r, "email")),
        List.of());
  }

  private static OldLead.Flag flag(ResultSet r, String channel) throws SQLException {
    return new OldLead.Flag(
        yes(r.getString(channel + "_sent")),
        time(r.getString(channel + "_sent_at")).orElse(null),
        blankless(r.getString(channel + "_error")),
        time(r.getString(channel + "_clicked_at")).orElse(null));
  }

  private static OldEntry entry(ResultSet r) throws SQLException {
    var id = r.getString("entry_id");
    return new OldEntry(
        id == null ? "of lead " + text(r, "id") : id,
        OldEntry.channel(r.getString("entry_type")),
        text(r, "entry_word"),
        time(r.getString("entry_for")).orElse(null),
        time(r.getString("entry_sent_at")).orElse(null),
        blankless(r.getString("entry_error")),
        number(r.getString("entry_retries")));
  }

  private static String text(ResultSet r, String column) throws SQLException {
    var text = r.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable String blankless(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static @Nullable String json(@Nullable String text) {
    return text == null || text.equals("null") ? null : text;
  }

  private static final Set<String> YES = Set.of("true", "t", "1", "yes");

  private static @Nullable Boolean yes(@Nullable String text) {
    return text == null ? null : YES.contains(text.toLowerCase(Locale.ROOT));
  }

  /// What is no number counts as one try: it is not nothing.
  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 1;
    }
  }

  private static Optional<Instant> time(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                  instanceof OffsetDateTime at
              ? at.toInstant()
              : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet r) throws SQLException;
  }

  @FunctionalInterface
  private interface Each {
    void row(ResultSet r) throws SQLException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run() throws SQLException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.run();
    } catch (SQLException e) {
      throw new UncheckedIOException(
          new IOException("the old database cannot be read: " + e.getMessage(), e));
    }
  }

  private <T> T first(String sql, Row<T> row) throws SQLException {
    try (var statement = connection.createStatement();
        var r = statement.executeQuery(sql)) {
      r.next();
      return row.read(r);
    }
  }

  private boolean rows(String sql, Each each) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH); // a cursor, because autocommit is off
      try (var r = statement.executeQuery(sql)) {
        while (r.next()) {
          each.row(r);
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException _) {
      // Nothing was written; the server ends what the connection had open.
    }
  }
}
