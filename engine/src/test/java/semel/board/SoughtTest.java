package semel.board;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.board.Sought.Due;
import semel.board.Sought.Term;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;

class SoughtTest {

  private static final LeadId LEAD =
      new LeadId(UUID.fromString("0190b3c2-7d4e-7f00-8000-0123456789ab"));

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\t\n"})
  void nothing_typed_looks_for_nothing(@Nullable String typed) {
    var sought = Sought.of(typed);
    assertThat(sought.term()).isEqualTo(new Term.Nothing());
    assertThat(sought.isBroad()).isTrue();
    assertThat(sought.shown()).isEmpty();
  }

  @Test
  void tokens_are_read_in_any_order_and_case() {
    var sought = Sought.of(" due:<10m STATE:Failed lang:KK campaign:spring Анна  Ли state:sent");
    assertThat(sought.shown()).isEqualTo(Set.of(Shown.FAILED, Shown.SENT));
    assertThat(sought.campaign()).isEqualTo("spring");
    assertThat(sought.language()).isEqualTo("kk");
    assertThat(sought.due()).isEqualTo(new Due(true, Duration.ofMinutes(10)));
    assertThat(sought.term()).isEqualTo(new Term.Words("Анна Ли"));
    assertThat(sought.isBroad()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "due:<90s, true, PT90S",
    "due:>10m, false, PT10M",
    "due:<2h, true, PT2H",
    "due:>3d, false, PT72H"
  })
  void a_due_token_has_a_direction_and_a_unit(String token, boolean less, Duration time) {
    assertThat(Sought.of(token).due()).isEqualTo(new Due(less, time));
  }

  @ParameterizedTest
  @CsvSource({
    "sent:<60m, 2026-11-29T11:30:00Z, +1000000000-12-31T23:59:59.999999999Z",
    "sent:2026-11-29, 2026-11-28T19:00:00Z, 2026-11-29T19:00:00Z",
    "SENT:2026-11-29T14, 2026-11-29T09:00:00Z, 2026-11-29T10:00:00Z",
    "sent:2026-11-29T00, 2026-11-28T19:00:00Z, 2026-11-28T20:00:00Z"
  })
  void a_sent_token_is_a_stretch_of_time_of_the_viewers_zone(
      String token, Instant from, Instant until) {
    var now = Instant.parse("2026-11-29T12:30:00Z");
    var sent = requireNonNull(Sought.of(token).sent());
    assertThat(sent.from(now, ZoneId.of("Asia/Almaty"))).isEqualTo(from);
    assertThat(sent.until(now, ZoneId.of("Asia/Almaty"))).isEqualTo(until);
  }

  @Test
  void an_hour_is_what_the_clock_says_also_on_the_day_it_is_changed() {
    var newYork = ZoneId.of("America/New_York");
    var sent = requireNonNull(Sought.of("sent:2026-03-08T14").sent());
    assertThat(sent.from(Instant.EPOCH, newYork)).isEqualTo("2026-03-08T18:00:00Z");
    assertThat(sent.until(Instant.EPOCH, newYork)).isEqualTo("2026-03-08T19:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sent:",
        "sent:>60m",
        "sent:2026-02-30",
        "sent:2026-11-29T24",
        "sent:2026-11",
        "state:",
        "state:unheard",
        "due:10m",
        "due:<10",
        "due:<m",
        "due:<99999m",
        "lang:",
        "campaign:",
        "note:spring",
        ":"
      })
  void a_token_that_says_nothing_is_looked_for_like_a_word(String typed) {
    assertThat(Sought.of(typed).term()).isEqualTo(new Term.Words(typed));
  }

  @Test
  void what_is_asked_for_as_a_state_and_is_none_is_told() {
    var sought = Sought.of("state:unheard state:in-doubt Ли");
    assertThat(sought.unknown()).containsExactly("unheard");
    assertThat(sought.shown()).containsExactly(Shown.DOUBT);
    assertThat(Sought.of("state: note:spring").unknown()).isEmpty();
  }

  @Test
  void a_lead_is_named_by_its_id_alone() {
    assertThat(Sought.of(LEAD.toString()).term()).isEqualTo(new Term.Lead(LEAD));
    assertThat(Sought.of("semel:" + LEAD).term()).isEqualTo(new Term.Lead(LEAD));
    assertThat(Sought.of(LEAD.toString().substring(1)).term()).isInstanceOf(Term.Words.class);
  }

  @Test
  void a_message_is_named_by_its_key_as_shown_or_as_sent_along() {
    var key = new MessageKey(LEAD, Channel.EMAIL);
    assertThat(Sought.of(LEAD + ":email").term()).isEqualTo(new Term.Key(key));
    assertThat(Sought.of(key.text()).term()).isEqualTo(new Term.Key(key));
    assertThat(Sought.of(LEAD + ":fax").term()).isInstanceOf(Term.Words.class);
  }

  @ParameterizedTest
  @CsvSource({
    "+7 (701) 000-00-42, 77010000042",
    "8 701 000 00 42, 87010000042",
    "tel:+77010000042, 77010000042",
    "0042, 0042",
    "45-67, 4567",
    "7 701 000, 7701000"
  })
  void four_digits_and_more_may_be_a_number(String typed, String digits) {
    assertThat(Sought.of(typed).term()).isEqualTo(new Term.Digits(typed, digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"042", "A 0042", "0042x", "ref-0042"})
  void anything_else_with_digits_is_words(String typed) {
    assertThat(Sought.of(typed).term()).isEqualTo(new Term.Words(typed));
  }

  @Test
  void an_address_has_a_sign_in_its_middle() {
    assertThat(Sought.of(" Anna.Li@example.org ").term())
        .isEqualTo(new Term.Email("Anna.Li@example.org"));
    assertThat(Sought.of("@anna").term()).isEqualTo(new Term.Words("@anna"));
  }

  @Test
  void a_character_that_no_text_can_hold_is_replaced() {
    assertThat(Sought.of("an\u0000na").term()).isEqualTo(new Term.Words("an\uFFFDna"));
  }
}
