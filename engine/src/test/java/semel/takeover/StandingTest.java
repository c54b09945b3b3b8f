package semel.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.message.Channel;
import semel.takeover.OldLead.Flag;

/// What old rows say about a message, and that nothing they say lets it be sent twice.
class StandingTest {

  private static final Instant STOPPED = Instant.parse("2025-12-14T10:00:00Z");
  private static final Instant BEFORE = STOPPED.minusSeconds(60);
  private static final Instant AFTER = STOPPED.plusSeconds(60);
  private static final Flag NO = new Flag(false, null, null, null);
  private static final Flag YES = new Flag(true, BEFORE, null, null);

  private static Standing of(Flag sms, OldEntry... entries) {
    var lead =
        new OldLead(
            "7",
            1,
            new OldLead.Person("Anna", "anna@example.org", "8 701 000 00 01"),
            null,
            null,
            null,
            BEFORE,
            0,
            Map.of(Channel.SMS, sms),
            List.of(entries));
    return Standing.of(Channel.SMS, lead, STOPPED);
  }

  private static OldEntry entry(@Nullable Channel only, String word, @Nullable Instant at) {
    return new OldEntry("9", only, word, at, null, null, 0);
  }

  private static OldEntry both(String word, Instant at) {
    return entry(null, word, at);
  }

  private static OldEntry sms(String word, Instant at) {
    return entry(Channel.SMS, word, at);
  }

  private static void doubtful(Standing standing, String words) {
    assertThat(standing)
        .isInstanceOfSatisfying(
            Standing.Doubtful.class, doubt -> assertThat(doubt.words()).contains(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "sending", "sent", "failed", "cancelled", "what"})
  void a_flag_that_says_sent_is_believed_whatever_the_row_of_both_channels_says(String word) {
    assertThat(of(YES, both(word, AFTER))).isEqualTo(new Standing.Sent(BEFORE));
  }

  @Test
  void a_row_of_the_channel_that_says_sent_is_believed_although_the_flag_was_not_set_yet() {
    assertThat(of(NO, sms("sent", BEFORE))).isEqualTo(new Standing.Sent(BEFORE));
    assertThat(of(Flag.NONE, both("Completed", BEFORE))).isEqualTo(new Standing.Sent(BEFORE));
  }

  @Test
  void a_row_of_both_channels_does_not_tell_which_of_them_was_sent() {
    doubtful(of(NO, both("sent", BEFORE)), "row 9 is 'sent' and sms_sent is false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "cancelled"})
  void a_flag_that_its_own_row_denies_is_a_doubt(String word) {
    doubtful(of(YES, sms(word, BEFORE)), "sms_sent is true, yet row 9 is '" + word + "'");
  }

  @Test
  void what_waits_for_a_time_after_the_end_of_the_old_backend_is_owed() {
    assertThat(of(NO, both("pending", AFTER))).isEqualTo(new Standing.Owed(AFTER));
    assertThat(of(Flag.NONE, sms("PENDING", AFTER.plusSeconds(5)), sms("pending", AFTER)))
        .isEqualTo(new Standing.Owed(AFTER));
  }

  @Test
  void what_was_due_while_the_old_backend_ran_may_have_been_sent_and_not_noted_yet() {
    doubtful(of(NO, both("pending", BEFORE)), "may have sent it and not noted it yet");
    doubtful(of(NO, both("pending", STOPPED)), "since 2025-12-14T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"sending", "processing", "failed", "in_doubt", "''", "новый"})
  void whatever_may_have_touched_the_wire_is_a_doubt(String word) {
    doubtful(of(NO, both(word, AFTER)), "row 9 is '" + word + "'");
  }

  @Test
  void a_row_that_was_tried_before_is_a_doubt_although_it_waits() {
    var tried = new OldEntry("9", null, "pending", AFTER, null, null, 2);
    doubtful(of(NO, tried), "row 9 is 'pending' after 2 retries");
    var complained = new OldEntry("9", null, "pending", AFTER, null, "time-out", 0);
    doubtful(of(NO, complained), "(time-out)");
    var stamped = new OldEntry("9", null, "pending", AFTER, BEFORE, null, 0);
    doubtful(of(NO, stamped), "row 9 is 'pending'");
    doubtful(of(new Flag(false, null, "code 99", null), both("pending", AFTER)), "code 99");
    doubtful(of(new Flag(false, BEFORE, null, null)), "sms_sent_at is set, yet sms_sent is not");
  }

  @Test
  void what_was_given_up_untouched_is_cancelled_and_what_nobody_tells_of_is_a_doubt() {
    assertThat(of(NO, both("cancelled", BEFORE))).isEqualTo(new Standing.Cancelled());
    doubtful(of(NO), "no row says whether it was ever to be sent");
    doubtful(of(NO, entry(null, "pending", null)), "has no time");
  }

  @Test
  void the_rows_of_the_other_channel_say_nothing() {
    doubtful(of(NO, entry(Channel.EMAIL, "sent", BEFORE)), "no row says");
  }

  @Test
  void a_person_in_several_rows_was_sent_to_where_one_says_so_and_is_a_doubt_otherwise() {
    var sent = new Standing.Sent(BEFORE);
    var owed = new Standing.Owed(AFTER);
    var ids = List.of("7", "8");
    assertThat(Standing.together(ids, List.of(owed, sent))).isEqualTo(sent);
    assertThat(Standing.together(ids, List.of(owed, owed)))
        .isEqualTo(new Standing.Doubtful("the same person stands in 2 rows: 7, 8"));
    var none = new Standing.Cancelled();
    assertThat(Standing.together(ids, List.of(none, none))).isEqualTo(none);
    assertThat(Standing.together(List.of("7"), List.of(owed))).isEqualTo(owed);
  }

  @ParameterizedTest
  @CsvSource({
    "sms, SMS",
    "proftest_sms, SMS",
    "EMAIL, EMAIL",
    "e-mail, EMAIL",
    "proftest,",
    "sms+email,",
    ","
  })
  void a_type_names_a_channel_or_both(@Nullable String type, @Nullable Channel channel) {
    assertThat(OldEntry.channel(type)).isEqualTo(channel);
  }
}
