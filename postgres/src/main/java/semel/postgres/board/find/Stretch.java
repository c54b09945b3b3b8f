package semel.postgres.board.find;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What kinds of stretches there are: each is a part of the messages that one index holds, by an
/// instant that the index is ordered by. No message is in two of them, but what was put off is also
/// open.
enum Stretch {
  OPEN("next_at", "m.open AND m.doubt_since IS NULL"),
  PUSHED("next_at", "m.open AND m.next_at > m.due_at AND m.doubt_since IS NULL"),
  DOUBT("doubt_since", "m.doubt_since IS NOT NULL"),
  SENT("settled_at", "m.reference IS NOT NULL"),
  UNSENT("settled_at", "m.settled_at IS NOT NULL AND m.reference IS NULL");

  /// The stretches that are asked for.
  static final String SPANS =
      """
      span AS MATERIALIZED (
        SELECT * FROM unnest(?::text[], ?::smallint[], ?::timestamptz[], ?::timestamptz[])
          AS s(kind, channel, from_at, until_at)
      )
      """;

  private static final String HELD =
      """
      SELECT m.*
      FROM semel.message m
      WHERE s.kind = '{kind}' AND {holds} AND m.channel = s.channel
        AND m.{at} >= s.from_at AND m.{at} < s.until_at
        AND semel.is_listed(m, asked.now, asked.facts, asked.ended, asked.next_from,
                            asked.next_until)
      """;

  /// A message is ranked by the instant, then by its lead; a lead's SMS comes first.
  private static final String NEWEST_FIRST =
      """
      (SELECT m.lead_id, m.channel, m.{at} AS at, -m.channel AS rank
       FROM asked, span s
       CROSS JOIN LATERAL (
         {held} AND (m.{at}, m.lead_id, -m.channel) < (asked.at, asked.lead_id, -asked.channel)
         ORDER BY m.{at} DESC, m.lead_id DESC, -m.channel DESC
         LIMIT asked.budget) m)
      """;

  private static final String COUNTED =
      """
      (SELECT count(*) AS n FROM asked, span s CROSS JOIN LATERAL ({held}) m)
      """;

  private final String column;
  private final String holds;

  Stretch(String column, String holds) {
    this.column = column;
    this.holds = holds;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Who counts or lists passes `asked` and `span` along.
  static String newestFirst() {
    return all(NEWEST_FIRST);
  }

  static String counted() {
    return all(COUNTED);
  }

  private static String all(String statement) {
    return Arrays.stream(values())
        .map(stretch -> stretch.of(statement))
        .collect(Collectors.joining("UNION ALL\n"));
  }

  private String of(String statement) {
    return statement
        .replace("{held}", HELD)
        .replace("{kind}", key())
        .replace("{holds}", holds)
        .replace("{at}", column);
  }
}
