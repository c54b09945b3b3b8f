package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.board.Filter.View;
import semel.board.Overview;
import semel.board.Overview.Hour;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Shown;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.State;
import semel.postgres.SharedServer;
import semel.postgres.board.Crowd.Letter;

/// The overview's numbers against numbers that are counted by hand.
final class BoardTest {

  private final PostgresBoard board = Boards.board();

  @BeforeEach
  void empty() {
    Boards.empty();
  }

  private static ByHand crowd(long seed, Channel... shut) {
    Boards.pause(shut);
    return new ByHand(Crowd.of(seed, 200), Set.of(shut));
  }

  private static List<Letter> of(ByHand hand, Instant since) {
    return hand.crowd().letters.stream().filter(m -> !m.lead().created().isBefore(since)).toList();
  }

  @Test
  void an_empty_store_has_an_empty_board() {
    var zone = new ByHand(Crowd.of(1, 0), Set.of()).noon();
    var overview = board.overview(Period.MONTH, zone);
    assertThat(overview.leads()).isEqualTo(new Overview.Leads(0, 0, new Overview.Once(0, 0, 0, 0)));
    assertThat(overview.punctuality()).isEqualTo(new Overview.Punctuality(0, 0));
    assertThat(overview.attention()).isEqualTo(new Overview.Attention(0, 0, 0, 0));
    assertThat(overview.sentByHour()).isEmpty();
    assertThat(overview.repeats()).isEqualTo(new Repeats.Sum(Map.of(), 0, 0));
    assertThat(overview.count(Channel.SMS, Shown.SENT)).isZero();
    assertThat(board.departures().dots()).isEmpty();
    assertThat(board.departures().next()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void each_lead_of_the_period_counts_once_by_its_sms(Period period) {
    var hand = crowd(21);
    var overview = board.overview(period, hand.noon());
    var since = period.start(hand.crowd().now, hand.noon());
    assertThat(overview.since()).isEqualTo(since);
    assertThat(overview.at()).isCloseTo(hand.crowd().now, within(1, ChronoUnit.MINUTES));
    var columns = new long[4];
    var doubled = 0;
    for (var m : of(hand, since)) {
      if (m.channel() == Channel.SMS) {
        columns[column(m)]++;
        doubled += m.incident() || twin(hand, m).incident() ? 1 : 0;
      }
    }
    var once = new Overview.Once(columns[0], columns[1], columns[2], columns[3]);
    assertThat(once.more()).isPositive();
    var all = columns[0] + columns[1] + columns[2] + columns[3];
    assertThat(overview.leads()).isEqualTo(new Overview.Leads(all, doubled, once));
  }

  private static int column(Letter m) {
    if (m.incident()) {
      return 3;
    }
    return switch (m.state()) {
      case SCHEDULED, CLAIMED, FAILED, CANCELLED -> 0;
      case SENT -> 1;
      case IN_DOUBT, HELD -> 2;
    };
  }

  private static Letter twin(ByHand hand, Letter m) {
    return hand.crowd().letters.stream()
        .filter(o -> o.lead().equals(m.lead()) && o.channel() != m.channel())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void states_and_punctuality_are_those_of_the_leads_of_the_period(Period period) {
    var hand = crowd(22, Channel.SMS);
    var overview = board.overview(period, hand.noon());
    var mine = of(hand, period.start(hand.crowd().now, hand.noon()));
    for (var channel : Channel.values()) {
      for (var shown : Shown.values()) {
        assertThat(overview.count(channel, shown))
            .as("%s %s", channel, shown)
            .isEqualTo(
                mine.stream()
                    .filter(m -> m.channel() == channel && hand.shown(m) == shown)
                    .count());
      }
    }
    var sent = mine.stream().filter(m -> m.state() == State.Name.SENT).toList();
    var punctual = sent.stream().filter(BoardTest::onTime).count();
    assertThat(punctual).isBetween(1L, sent.size() - 1L);
    assertThat(overview.punctuality()).isEqualTo(new Overview.Punctuality(sent.size(), punctual));
  }

  private static boolean onTime(Letter m) {
    var claimed = m.claimed();
    return claimed != null && !claimed.isAfter(m.due().plusSeconds(5));
  }

  @ParameterizedTest
  @EnumSource(Period.class)
  void what_was_sent_is_counted_in_the_hour_in_which_it_was(Period period) {
    var hand = crowd(23);
    var since = period.start(hand.crowd().now, hand.noon());
    var hours = new TreeMap<Instant, Hour>();
    for (var m : hand.crowd().letters) {
      if (m.state() == State.Name.SENT && !m.since().isBefore(since)) {
        var start = m.since().truncatedTo(ChronoUnit.HOURS);
        var sms = m.channel() == Channel.SMS ? 1 : 0;
        hours.merge(
            start,
            new Hour(start, sms, 1 - sms),
            (a, b) -> new Hour(start, a.sms() + b.sms(), a.email() + b.email()));
      }
    }
    assertThat(board.overview(period, hand.noon()).sentByHour())
        .isNotEmpty()
        .containsExactlyElementsOf(hours.values());
  }

  @Test
  void attention_counts_what_the_lists_show() {
    for (var shut : List.of(EnumSet.noneOf(Channel.class), EnumSet.of(Channel.EMAIL))) {
      Boards.empty();
      var hand = crowd(24, shut.toArray(new Channel[0]));
      var letters = hand.crowd().letters;
      assertThat(board.overview(Period.TODAY, hand.noon()).attention())
          .isEqualTo(
              new Overview.Attention(
                  letters.stream().filter(m -> hand.shown(m) == Shown.DOUBT).count(),
                  hand.count(View.FAILED),
                  letters.stream().filter(hand::lags).count(),
                  hand.count(View.WAITING)));
    }
  }

  @Test
  void repeats_are_added_up_by_reason_day_and_segment() {
    var hand = crowd(25);
    var zone = hand.noon();
    repeat("form sent twice", null, Duration.ofHours(1), 5);
    repeat("form sent twice", null, Duration.ofDays(29), 2);
    repeat("form sent twice", null, Duration.ofDays(31), 9);
    repeat("late refusal", Channel.EMAIL, Duration.ofDays(3), 4);
    repeat("late refusal", Channel.SMS, Duration.ofDays(3), 3);
    var bodies =
        Map.of(
            "form sent twice",
            segments(hand, 5) + segments(hand, 2),
            "late refusal",
            segments(hand, 3));
    var totals = board.repeats(zone);
    assertThat(totals.sum().reasons()).isEqualTo(Map.of("form sent twice", 7L, "late refusal", 7L));
    assertThat(totals.sum().emails()).isEqualTo(4);
    assertThat(totals.sum().count()).isEqualTo(14);
    assertThat(totals.segments()).isEqualTo(bodies);
    assertThat(totals.sum().segments())
        .isEqualTo(bodies.values().stream().mapToLong(Long::longValue).sum());
    assertThat(totals.days()).hasSize(30);
    var counts = new HashMap<Long, Map<String, Long>>();
    var today = totals.days().getLast().date();
    totals.days().forEach(d -> counts.put(ChronoUnit.DAYS.between(d.date(), today), d.reasons()));
    assertThat(counts.get(0L)).isEqualTo(Map.of("form sent twice", 5L));
    assertThat(counts.get(3L)).isEqualTo(Map.of("late refusal", 7L));
    assertThat(counts.get(29L)).isEqualTo(Map.of("form sent twice", 2L));
    assertThat(counts.get(1L)).isEmpty();
    assertThat(board.overview(Period.TODAY, zone).repeats())
        .isEqualTo(new Repeats.Sum(Map.of("form sent twice", 5L), 0, segments(hand, 5)));
  }

  /// Of the first leads.
  private static long segments(ByHand hand, int leads) {
    return first(hand, leads).stream().mapToLong(BoardTest::segments).sum();
  }

  private static List<Letter> first(ByHand hand, int count) {
    return hand.crowd().letters.stream()
        .filter(m -> m.channel() == Channel.SMS)
        .sorted((a, b) -> a.lead().id().toString().compareTo(b.lead().id().toString()))
        .limit(count)
        .toList();
  }

  /// A body that was not made yet counts as one.
  private static long segments(Letter m) {
    return m.claimed() == null ? 1 : ("sms of " + m.lead().name()).split(" ", -1).length;
  }

  private static void repeat(String reason, @Nullable Channel channel, Duration ago, int count) {
    SharedServer.execute(
        """
        INSERT INTO semel.blocked_repeat (lead_id, channel, reason, who, at)
        SELECT id, %s, '%s', 'door', clock_timestamp() - interval '%d seconds'
        FROM semel.lead ORDER BY id LIMIT %d
        """
            .formatted(
                channel == null ? "NULL" : channel == Channel.SMS ? "0" : "1",
                reason,
                ago.toSeconds(),
                count));
  }

  @Test
  void a_page_of_repeats_begins_with_the_newest_and_names_the_first_message() {
    var hand = crowd(26);
    var listing = Boards.listing();
    repeat("form sent twice", null, Duration.ofHours(2), 3);
    repeat("late refusal", Channel.EMAIL, Duration.ofHours(1), 4);
    var all = listing.repeats(new Repeats.Query(null, null, null, null, 50));
    assertThat(all.next()).isNull();
    assertThat(all.rows()).extracting(Repeats.Row::reason).startsWith("late refusal").hasSize(7);
    assertThat(all.rows().getFirst().first().channel()).isEqualTo(Channel.EMAIL);
    assertThat(all.rows().getFirst().body()).isNull();
    var form = all.rows().getLast();
    assertThat(form.channel()).isNull();
    assertThat(form.first().channel()).isEqualTo(Channel.SMS);
    assertThat(form.name()).isNotNull();
    assertThat(form.source()).isEqualTo("landing");
    var first = listing.repeats(new Repeats.Query("form sent twice", null, null, null, 2));
    var second = listing.repeats(new Repeats.Query("form sent twice", null, null, first.next(), 2));
    assertThat(second.next()).isNull();
    assertThat(Stream.of(first, second).flatMap(page -> page.rows().stream()))
        .extracting(Repeats.Row::lead)
        .containsExactlyInAnyOrderElementsOf(
            first(hand, 3).stream().map(m -> new LeadId(m.lead().id())).toList());
  }

  @Test
  void the_numbers_of_one_overview_are_of_one_instant_whatever_happens_meanwhile() {
    var hand = crowd(28);
    repeat("form sent twice", null, Duration.ofMinutes(1), 20);
    var doubts = hand.crowd().letters.stream().filter(m -> m.doubt() != null).count();
    // The repeats are added up between the messages and what needs somebody.
    Repeats.Meter meanwhile =
        (_, _) -> {
          SharedServer.execute("DELETE FROM semel.message WHERE doubt_since IS NOT NULL");
          return 1;
        };
    var busy =
        new PostgresBoard(SharedServer.database(), Boards.ACCOUNTS, Boards.CAMPAIGNS, meanwhile);
    var attention = busy.overview(Period.MONTH, hand.noon()).attention();
    assertThat(attention.doubts()).isEqualTo(doubts).isPositive();
    assertThat(board.overview(Period.MONTH, hand.noon()).attention().doubts()).isZero();
  }

  @Test
  void repeats_are_listed_from_an_instant_on_and_before_another() {
    var now = crowd(27).crowd().now;
    var listing = Boards.listing();
    for (var hours = 1; hours <= 4; hours++) {
      repeat("form sent twice", null, Duration.ofHours(hours), hours);
    }
    var between = Duration.ofMinutes(30);
    var from = now.minus(Duration.ofHours(3)).minus(between);
    var until = now.minus(Duration.ofHours(1)).minus(between);
    var rows = listing.repeats(new Repeats.Query(null, from, until, null, 50)).rows();
    assertThat(rows).hasSize(2 + 3).extracting(Repeats.Row::at).allMatch(at -> at.isBefore(until));
    var since = listing.repeats(new Repeats.Query(null, until, null, null, 50)).rows();
    assertThat(since).hasSize(1);
  }
}
