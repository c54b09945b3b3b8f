package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import semel.database.Database;
import semel.lifecycle.RetryPolicy;
import semel.message.ProviderReference;
import semel.postgres.receipt.Events.Waiting;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;
import semel.reconcile.Receipt;
import semel.reconcile.Receipts;
import semel.reconcile.Reports;
import semel.reconcile.Told;

/// Receipts on PostgreSQL. Events are locked first, then messages in the order of their keys (R5).
public final class PostgresReceipts implements Receipts {

  private static final String ASK_NOW =
      """
      INSERT INTO semel.receipt AS r (lead_id, channel, bucket, account, ask_at)
      SELECT m.lead_id, m.channel, m.bucket, m.account, clock_timestamp()
      FROM semel.message m
      WHERE m.lead_id = ? AND m.channel = ?
      ON CONFLICT (lead_id, channel, bucket) DO UPDATE SET ask_at = clock_timestamp()
      WHERE r.kind < 2
      RETURNING kind
      """;

  private static final String BEGIN_TO_FOLLOW =
      """
      INSERT INTO semel.receipt_follow (provider) VALUES (?)
      ON CONFLICT (provider) DO NOTHING
      RETURNING provider
      """;

  /// What is committed later than a minute after it was decided would be missed. What is older than
  /// the last question is not asked about any more.
  private static final String FOLLOWED =
      """
      SELECT greatest(f.until, clock_timestamp() - interval '25 hours') AS since,
             clock_timestamp() - interval '1 minute' AS horizon
      FROM semel.receipt_follow f
      WHERE f.provider = ?
      FOR UPDATE SKIP LOCKED
      """;

  /// A message whose event came first has a row already.
  private static final String FOLLOW =
      """
      WITH sent AS MATERIALIZED (
        SELECT m.lead_id, m.channel, m.bucket, m.account, m.settled_at
        FROM semel.message m
        WHERE m.reference IS NOT NULL AND m.settled_at >= ? AND m.settled_at < ?
        ORDER BY m.settled_at
        LIMIT ?
      ), followed AS (
        INSERT INTO semel.receipt AS r (lead_id, channel, bucket, account, ask_at)
        SELECT s.lead_id, s.channel, s.bucket, s.account,
               s.settled_at + ? * interval '1 millisecond'
        FROM sent s
        WHERE s.account = ANY (?)
        ON CONFLICT (lead_id, channel, bucket) DO UPDATE SET ask_at = excluded.ask_at
        WHERE r.kind < 2 AND r.asked = 0 AND r.ask_at IS NULL
      )
      SELECT s.settled_at FROM sent s ORDER BY s.settled_at
      """;

  private static final String FOLLOWED_UNTIL =
      "UPDATE semel.receipt_follow SET until = ? WHERE provider = ? RETURNING provider";

  private static final String DUE =
      """
      WITH taken AS MATERIALIZED (
        SELECT r.lead_id, r.channel, r.bucket
        FROM semel.receipt r
        WHERE r.account = ANY (?) AND r.ask_at <= clock_timestamp()
        ORDER BY r.ask_at
        LIMIT ?
        FOR UPDATE SKIP LOCKED
      )
      UPDATE semel.receipt r
      SET asked = r.asked + 1,
          ask_at = CASE WHEN r.asked + 2 <= cardinality(ages.millis)
                        THEN greatest(m.settled_at
                                      + ages.millis[r.asked + 2] * interval '1 millisecond',
                                      clock_timestamp() + interval '1 minute') END
      FROM taken t
      JOIN semel.message m ON m.lead_id = t.lead_id AND m.channel = t.channel
                          AND m.bucket = t.bucket
      CROSS JOIN (SELECT ?::bigint[] AS millis) ages
      WHERE r.lead_id = t.lead_id AND r.channel = t.channel AND r.bucket = t.bucket
      RETURNING m.reference
      """;

  private static final int FOLLOW_MAX = 1_000;

  private final Database database;

  public PostgresReceipts(Database database) {
    this.database = database;
  }

  @Override
  public Handled handle(Reports reports, RetryPolicy retry, int limit) {
    return database.transaction(connection -> {
      var events = new Events(connection, reports.provider());
      var waiting = new ArrayList<Reading>();
      events.take(limit).forEach(one -> waiting.add(new Reading(one, reports.read(one.event()))));
      if (waiting.isEmpty()) {
        return new Handled(0, List.of());
      }
      var read = waiting.stream().map(Reading::told).toList();
      var messages = Messages.lock(connection, reports, receipts(read), hints(read));
      var evidence = new Evidence(messages, retry, reports.provider());
      var judged = waiting.stream().filter(one -> one.receipt().map(evidence::add).orElse(true));
      var now = judged.toList();
      var entries = evidence.write(connection);
      var standing = new Standing(connection, reports.provider(), messages.keys());
      for (var one : now) {
        switch (one.told()) {
          case Told.Elsewhere(var why) -> events.done(one.waiting(), why, null);
          case Told.Hint(var names) -> hinted(connection, events, one.waiting(), names, messages);
          case Told.Reported(var receipt) -> {
            var row = messages.of(receipt);
            if (row.isEmpty()) {
              events.unmatched(one.waiting());
            } else {
              events.done(one.waiting(), standing.told(row.get(), receipt), row.get());
            }
          }
        }
      }
      standing.close();
      return new Handled(waiting.size(), entries);
    });
  }

  /// An event and what it says.
  private record Reading(Waiting waiting, Told told) {
    Optional<Receipt> receipt() {
      return told instanceof Told.Reported(var receipt) ? Optional.of(receipt) : Optional.empty();
    }
  }

  private static List<Receipt> receipts(List<Told> read) {
    return read.stream()
        .flatMap(told ->
            switch (told) {
              case Told.Reported(var receipt) -> Stream.of(receipt);
              case Told.Hint _, Told.Elsewhere _ -> Stream.empty();
            })
        .toList();
  }

  private static List<ProviderReference> hints(List<Told> read) {
    return read.stream()
        .flatMap(told ->
            switch (told) {
              case Told.Hint(var references) -> references.stream();
              case Told.Reported _, Told.Elsewhere _ -> Stream.<ProviderReference>empty();
            })
        .toList();
  }

  private static void hinted(
      Connection connection,
      Events events,
      Waiting waiting,
      Set<ProviderReference> names,
      Messages messages)
      throws SQLException {
    var row = names.stream().flatMap(name -> messages.named(name).stream()).findFirst();
    if (row.isEmpty()) {
      events.unmatched(waiting);
      return;
    }
    var key = row.get().message().key();
    var asked =
        Slots.rows(
            connection,
            ASK_NOW,
            slots -> slots.id(key.lead().value()).small(Codes.of(key.channel())),
            r -> r.getInt("kind"));
    events.done(waiting, asked.isEmpty() ? "known already" : "the provider is asked", row.get());
  }

  @Override
  public void follow(Reports reports, List<Duration> ages) {
    database.transaction(connection -> {
      new Events(connection, reports.provider()).forgetOld();
      var provider = reports.provider();
      var stretch =
          Slots.rows(
              connection,
              FOLLOWED,
              slots -> slots.text(provider),
              r -> new Stretch(Row.moment(r, "since"), Row.moment(r, "horizon")));
      if (stretch.isEmpty()) {
        // The first time, or another worker is at it.
        return Slots.rows(
            connection, BEGIN_TO_FOLLOW, slots -> slots.text(provider), r -> r.getString(1));
      }
      return follow(connection, reports, ages.getFirst(), stretch.getFirst());
    });
  }

  /// What was sent since an instant, up to another.
  private record Stretch(Instant since, Instant horizon) {}

  private static List<String> follow(
      Connection connection, Reports reports, Duration firstAge, Stretch stretch)
      throws SQLException {
    var sent =
        Slots.rows(
            connection,
            FOLLOW,
            slots ->
                slots
                    .time(stretch.since())
                    .time(stretch.horizon())
                    .number(FOLLOW_MAX)
                    .big(firstAge.toMillis())
                    .list("text", accounts(reports)),
            r -> Row.moment(r, "settled_at"));
    var until = sent.size() < FOLLOW_MAX ? stretch.horizon() : sent.getLast();
    return until.isAfter(stretch.since())
        ? Slots.rows(
            connection,
            FOLLOWED_UNTIL,
            slots -> slots.time(until).text(reports.provider()),
            r -> r.getString(1))
        : List.of();
  }

  private static List<String> accounts(Reports reports) {
    return reports.accounts().stream().map(account -> account.id().value()).toList();
  }

  @Override
  public List<ProviderReference> due(Reports reports, List<Duration> ages) {
    return database.transaction(connection ->
        Slots.rows(
                connection,
                DUE,
                slots ->
                    slots
                        .list("text", accounts(reports))
                        .number(reports.most())
                        .list("int8", ages.stream().map(Duration::toMillis).toList()),
                r -> Optional.ofNullable(r.getString("reference")).map(ProviderReference::new))
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  @Override
  public void record(Reports reports, List<Receipt> receipts) {
    database.transaction(connection -> {
      var messages = Messages.lock(connection, reports, receipts, List.of());
      var standing = new Standing(connection, reports.provider(), messages.keys());
      for (var receipt : receipts) {
        var row = messages.of(receipt);
        if (row.isPresent()) {
          standing.told(row.get(), receipt);
        }
      }
      standing.close();
      return true;
    });
  }
}
