package semel.postgres.receipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.postgres.row.Codes;
import semel.postgres.row.Row;
import semel.postgres.row.Slots;
import semel.reconcile.Receipt;

/// How far the receipts of some messages have climbed. The messages are locked, so nobody else
/// writes these meanwhile.
final class Standing {

  private static final String READ =
      """
      SELECT r.lead_id, r.channel, r.kind
      FROM semel.receipt r
      WHERE (r.lead_id, r.channel) IN (SELECT * FROM unnest(?::uuid[], ?::smallint[]))
      """;

  private static final String CLIMB =
      """
      INSERT INTO semel.receipt AS r (lead_id, channel, bucket, account, kind, word, told_at,
                                      contradicted_at)
      SELECT m.lead_id, m.channel, m.bucket, m.account, ?, ?, clock_timestamp(),
             CASE WHEN ? THEN clock_timestamp() END
      FROM semel.message m
      WHERE m.lead_id = ? AND m.channel = ?
      ON CONFLICT (lead_id, channel, bucket) DO UPDATE
      SET kind = excluded.kind, word = excluded.word, told_at = excluded.told_at,
          contradicted_at = coalesce(excluded.contradicted_at, r.contradicted_at),
          ask_at = CASE WHEN excluded.kind > 1 THEN NULL ELSE r.ask_at END
      RETURNING kind
      """;

  private static final String CONTRADICT =
      """
      UPDATE semel.receipt
      SET contradicted_at = clock_timestamp()
      WHERE lead_id = ? AND channel = ?
      RETURNING kind
      """;

  private static final String LINE =
      """
      INSERT INTO semel.journal (lead_id, channel, from_state, to_state, why, who)
      SELECT m.lead_id, m.channel, m.state, m.state, ?, ?
      FROM semel.message m
      WHERE m.lead_id = ? AND m.channel = ?
      RETURNING id
      """;

  private static final String COUNT =
      """
      INSERT INTO semel.receipt_tally AS t (day, provider, prefix, kind, receipts)
      VALUES (clock_timestamp()::date, ?, ?, ?, ?)
      ON CONFLICT (day, provider, prefix, kind)
      DO UPDATE SET receipts = t.receipts + excluded.receipts
      RETURNING receipts
      """;

  /// Nothing is known of where an erased person was.
  private static final String STOP =
      """
      INSERT INTO semel.stop (channel, recipient, who)
      SELECT given.channel, given.recipient, ?
      FROM (SELECT m.channel,
                   CASE m.channel WHEN 0 THEN semel.stop_key(l.phone)
                                  ELSE semel.stop_key(l.email) END AS recipient
            FROM semel.message m
            JOIN semel.lead l ON l.id = m.lead_id
            WHERE m.lead_id = ? AND m.channel = ?) given
      WHERE given.recipient IS NOT NULL
      ON CONFLICT (channel, recipient) DO NOTHING
      RETURNING channel
      """;

  /// `+7701`: country and operator.
  private static final int PREFIX = 5;

  private final Connection connection;
  private final String provider;
  private final Map<MessageKey, ReceiptKind> known = new HashMap<>();
  private final Map<String, Map<Short, Integer>> counts = new TreeMap<>();

  Standing(Connection connection, String provider, Collection<MessageKey> keys)
      throws SQLException {
    this.connection = connection;
    this.provider = provider;
    var rows =
        Slots.rows(
            connection,
            READ,
            slots ->
                slots
                    .list("uuid", keys.stream().map(k -> k.lead().value()).toList())
                    .list("int2", keys.stream().map(k -> Codes.of(k.channel())).toList()),
            r ->
                Map.entry(
                    new MessageKey(Row.lead(r), Codes.channel(r.getInt("channel"))),
                    r.getInt("kind")));
    for (var row : rows) {
      Codes.receipt(row.getValue()).ifPresent(kind -> known.put(row.getKey(), kind));
    }
  }

  /// Takes in what was told of a message; says what came of it.
  String told(Row row, Receipt receipt) throws SQLException {
    var key = row.message().key();
    var kind = receipt.kind();
    if (kind == null) {
      return "accepted";
    }
    if (receipt.forGood()) {
      stop(key, kind == ReceiptKind.COMPLAINED ? "complaint" : "bounce");
    }
    var before = known.get(key);
    var against = kind.contradicts(before);
    if (kind.above(before)) {
      climb(key, kind, receipt.word(), against);
      count(row, kind);
      line(key, "receipt: " + kind.key() + said(receipt, against ? before : null));
      return kind.key();
    }
    if (against) {
      contradict(key);
      line(key, "receipt: " + kind.key() + said(receipt, before));
      return kind.key() + ", against what is known";
    }
    return kind.key() + ", known";
  }

  private static String said(Receipt receipt, @Nullable ReceiptKind against) {
    var word = receipt.word().isEmpty() ? "" : " (" + receipt.word() + ")";
    return against == null ? word : word + ", against: " + against.key();
  }

  private void climb(MessageKey key, ReceiptKind kind, String word, boolean against)
      throws SQLException {
    var _ =
        Slots.rows(
            connection,
            CLIMB,
            slots ->
                slots
                    .small(Codes.of(kind))
                    .text(word)
                    .flag(against)
                    .id(key.lead().value())
                    .small(Codes.of(key.channel())),
            r -> r.getInt(1));
    known.put(key, kind);
  }

  private void stop(MessageKey key, String reason) throws SQLException {
    var _ =
        Slots.rows(
            connection,
            STOP,
            slots -> slots.text(reason).id(key.lead().value()).small(Codes.of(key.channel())),
            r -> r.getInt(1));
  }

  private void contradict(MessageKey key) throws SQLException {
    var _ =
        Slots.rows(
            connection,
            CONTRADICT,
            slots -> slots.id(key.lead().value()).small(Codes.of(key.channel())),
            r -> r.getInt(1));
  }

  private void line(MessageKey key, String why) throws SQLException {
    var _ =
        Slots.rows(
            connection,
            LINE,
            slots ->
                slots
                    .text(why)
                    .text(provider)
                    .id(key.lead().value())
                    .small(Codes.of(key.channel())),
            r -> r.getLong(1));
  }

  private void count(Row row, ReceiptKind kind) {
    var phone = row.phone();
    var sms = row.message().key().channel() == Channel.SMS;
    var prefix = sms && phone != null ? phone.substring(0, PREFIX) : "";
    counts.computeIfAbsent(prefix, _ -> new TreeMap<>()).merge(Codes.of(kind), 1, Integer::sum);
  }

  /// Adds up, in one order everywhere, so that two workers wait for each other one way.
  void close() throws SQLException {
    for (var prefix : counts.entrySet()) {
      for (var kind : prefix.getValue().entrySet()) {
        var _ =
            Slots.rows(
                connection,
                COUNT,
                slots ->
                    slots
                        .text(provider)
                        .text(prefix.getKey())
                        .small(kind.getKey())
                        .big(kind.getValue()),
                r -> r.getLong(1));
      }
    }
  }
}
