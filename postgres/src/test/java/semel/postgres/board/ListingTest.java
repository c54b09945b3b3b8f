package semel.postgres.board;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.board.Filter;
import semel.board.Filter.Chips;
import semel.board.Filter.View;
import semel.board.Listing.LeadLine;
import semel.board.Listing.Page;
import semel.board.MessageLine;
import semel.board.Period;
import semel.board.Shown;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.postgres.SharedServer;
import semel.postgres.board.Crowd.Letter;

/// Lists against lists that are made by hand: every row once, in its place, on its page.
final class ListingTest {

  private static final int PEOPLE = 150;

  private final PostgresListing listing = Boards.listing();

  private ByHand crowd(long seed, Channel... shut) {
    Boards.empty();
    Boards.pause(shut);
    return new ByHand(Crowd.of(seed, PEOPLE), Set.of(shut));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void each_view_lists_its_messages_once_and_in_order(long seed) {
    var hand = seed % 2 == 0 ? crowd(seed) : crowd(seed, Channel.SMS);
    for (var view : View.values()) {
      agrees(hand, filter(hand, view, Chips.NONE, null));
    }
  }

  @ParameterizedTest
  @EnumSource(Shown.class)
  void each_state_lists_its_messages(Shown shown) {
    var hand = crowd(5, Channel.EMAIL);
    var chips = new Chips(Set.of(shown), null, null, null, null);
    var filter = filter(hand, View.ALL, chips, null);
    assertThat(hand.messages(filter)).isNotEmpty();
    agrees(hand, filter);
    assertThat(listing.messages(filter).rows()).extracting(MessageLine::shown).containsOnly(shown);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void whatever_is_combined_lists_the_same_as_by_hand(long seed) {
    var hand = crowd(seed, seed == 6 ? new Channel[0] : new Channel[] {Channel.SMS});
    var random = new Random(seed);
    for (var i = 0; i < 60; i++) {
      agrees(hand, anyFilter(hand, random));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ru", "kk", "en", "klingon"})
  void a_language_lists_who_is_written_to_in_it_whatever_their_campaign_speaks(String language) {
    var hand = crowd(16);
    for (var view : List.of(View.ALL, View.ATTENTION, View.NEXT, View.DOUBLED)) {
      agrees(hand, filter(hand, view, new Chips(Set.of(), null, null, language, null), null));
    }
    var typed = filter(hand, View.ALL, Chips.NONE, "lang:" + language);
    var tags = messages(typed, 100).stream().map(MessageLine::language).toList();
    assertThat(tags)
        .containsOnly(language.equals("klingon") ? new String[0] : new String[] {language});
    var mine = hand.crowd().letters.stream().filter(m -> m.lead().language().equals(language));
    assertThat(tags).hasSize((int) mine.count());
  }

  private static Filter anyFilter(ByHand hand, Random random) {
    var shown = EnumSet.noneOf(Shown.class);
    for (var state : Shown.values()) {
      if (random.nextInt(4) == 0) {
        shown.add(state);
      }
    }
    var chips =
        new Chips(
            shown,
            any(random, null, null, Channel.SMS, Channel.EMAIL),
            any(random, null, null, null, "spring", "rare", "nowhere"),
            any(random, null, null, "kk", "ru", "en"),
            any(random, null, null, Period.TODAY, Period.MONTH));
    var text = any(random, null, null, "анн", "ЛИ", "анна мар", "о", "zz");
    var f = filter(hand, any(random, View.values()), chips, text);
    return random.nextBoolean() ? oldest(f) : f;
  }

  @SafeVarargs
  private static <T extends @Nullable Object> T any(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static Filter filter(ByHand hand, View view, Chips chips, @Nullable String text) {
    return new Filter(view, chips, text, hand.noon(), false, null, 100);
  }

  private static Filter oldest(Filter f) {
    return new Filter(f.view(), f.chips(), f.text(), f.zone(), true, f.cursor(), f.limit());
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void a_list_by_due_time_is_turned_round(long seed) {
    var hand = crowd(seed);
    var period = new Chips(Set.of(), null, null, null, Period.TODAY);
    var campaign = new Chips(Set.of(), Channel.EMAIL, "spring", null, null);
    for (var chips : List.of(Chips.NONE, period, campaign)) {
      for (var text : Arrays.asList(null, "анн")) {
        agrees(hand, oldest(filter(hand, View.ALL, chips, text)));
      }
    }
    agrees(hand, oldest(filter(hand, View.DOUBLED, Chips.NONE, null)));
  }

  private void agrees(ByHand hand, Filter filter) {
    assertThat(messages(filter, 7).stream().map(MessageLine::key))
        .as("%s", filter)
        .containsExactlyElementsOf(hand.messages(filter).stream().map(ListingTest::key).toList());
    assertThat(leads(filter, 5).stream().map(LeadLine::lead))
        .as("leads of %s", filter)
        .containsExactlyElementsOf(
            hand.leads(filter).stream().map(m -> new LeadId(m.lead().id())).toList());
  }

  private static MessageKey key(Letter m) {
    return new MessageKey(new LeadId(m.lead().id()), m.channel());
  }

  private List<MessageLine> messages(Filter filter, int limit) {
    var rows = new ArrayList<MessageLine>();
    Page<MessageLine> page;
    String cursor = null;
    do {
      page = listing.messages(page(filter, cursor, limit));
      assertThat(page.rows().size()).isLessThanOrEqualTo(limit);
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }

  private List<LeadLine> leads(Filter filter, int limit) {
    var rows = new ArrayList<LeadLine>();
    String cursor = null;
    do {
      var page = listing.leads(page(filter, cursor, limit));
      rows.addAll(page.rows());
      cursor = page.next();
    } while (cursor != null);
    return rows;
  }

  private static Filter page(Filter f, @Nullable String cursor, int limit) {
    return new Filter(f.view(), f.chips(), f.text(), f.zone(), f.oldest(), cursor, limit);
  }

  @Test
  void a_message_line_says_what_is_known() {
    var hand = crowd(9);
    var filter = filter(hand, View.ALL, Chips.NONE, null);
    var lines = messages(filter, 100);
    var letters = hand.messages(filter);
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var letter = letters.get(i);
      assertThat(line.shown()).isEqualTo(hand.shown(letter));
      assertThat(line.state()).isEqualTo(letter.state());
      assertThat(line.name()).isEqualTo(letter.lead().name());
      assertThat(line.campaign()).isEqualTo(letter.lead().campaign());
      assertThat(line.language()).isEqualTo(letter.lead().language());
      assertThat(line.times().due()).isEqualTo(letter.due());
      assertThat(line.times().next()).isEqualTo(letter.next());
      assertThat(line.times().claimed()).isEqualTo(letter.claimed());
      assertThat(line.times().settled()).isEqualTo(letter.settled());
      assertThat(line.reference()).isEqualTo(letter.reference());
      assertThat(line.claim() != null).isEqualTo(letter.doubt() != null);
      assertThat(line.recipient()).contains("•••");
      assertThat(line.body() != null)
          .isEqualTo(letter.channel() == Channel.SMS && letter.claimed() != null);
    }
  }

  @Test
  void a_lead_line_has_both_messages_whichever_of_them_matches() {
    var hand = crowd(10);
    var chips = new Chips(Set.of(Shown.FAILED), Channel.EMAIL, null, null, null);
    var lines = leads(filter(hand, View.ALL, chips, null), 100);
    assertThat(lines).isNotEmpty();
    for (var line : lines) {
      assertThat(requireNonNull(line.email()).shown()).isEqualTo(Shown.FAILED);
      assertThat(requireNonNull(line.sms()).key().lead()).isEqualTo(line.lead());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void each_tab_counts_what_its_view_lists(long seed) {
    var hand = crowd(seed, seed == 11 ? new Channel[0] : new Channel[] {Channel.EMAIL});
    SharedServer.execute(
        "INSERT INTO semel.blocked_repeat (lead_id, reason, who, at) SELECT id, 'a', 'door',"
            + " clock_timestamp() - n * interval '5 hours'"
            + " FROM semel.lead, generate_series(0, 4) n");
    var counts = listing.counts(hand.noon());
    for (var view : View.values()) {
      assertThat(counts.views()).as("%s", view).containsEntry(view, hand.count(view));
    }
    assertThat(counts.leads()).isEqualTo(PEOPLE);
    assertThat(counts.doubts())
        .isEqualTo(hand.crowd().letters.stream().filter(m -> m.doubt() != null).count());
    assertThat(counts.repeats()).isEqualTo(3L * PEOPLE);
    assertThat(counts.alerts()).isZero();
  }

  @Test
  void the_oldest_doubts_are_listed_and_the_named_one_whatever_its_age() {
    crowd(15);
    var all = doubts(null, PEOPLE);
    var youngest = all.getLast();
    assertThat(all).hasSizeGreaterThan(3);
    assertThat(doubts(null, 2)).containsExactly(all.get(0), all.get(1));
    assertThat(doubts(youngest, 2)).containsExactly(all.get(0), all.get(1), youngest);
    assertThat(doubts(all.get(1), 2)).containsExactly(all.get(0), all.get(1));
    assertThat(doubts(youngest, 0)).containsExactly(youngest);
    assertThat(doubts(new MessageKey(new LeadId(new UUID(1, 2)), Channel.SMS), 0)).isEmpty();
  }

  private List<MessageKey> doubts(@Nullable MessageKey named, int limit) {
    return listing.doubts(named, limit).stream().map(doubt -> doubt.message().key()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "bm8gY3Vyc29y"})
  void a_forged_cursor_is_refused(String cursor) {
    var hand = crowd(13);
    assertThatThrownBy(
            () -> listing.messages(page(filter(hand, View.ALL, Chips.NONE, null), cursor, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the cursor is not one that a page named");
  }

  @Test
  void the_cursor_of_a_list_in_another_order_is_refused() {
    var hand = crowd(14);
    var next = listing.messages(page(filter(hand, View.ALL, Chips.NONE, null), null, 3)).next();
    var other = filter(hand, View.ALL, new Chips(Set.of(Shown.SENT), null, null, null, null), null);
    assertThatThrownBy(() -> listing.messages(page(other, next, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
