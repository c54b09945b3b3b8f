package semel.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.message.State.Name.CANCELLED;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.FAILED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import ch.qos.logback.classic.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import semel.app.LogLines;
import semel.journal.JournalEntry;
import semel.journal.JournalEntry.Mark;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import tools.jackson.databind.json.JsonMapper;

/// The lines that people grep for, letter by letter.
class LogJournalTest {

  private static final String ID = "0198c0de-1111-7222-8333-444455556666";
  private static final LeadId LEAD = LeadId.parse(ID);
  private static final PhoneNumber PHONE = new PhoneNumber("+77771234567");
  private static final EmailAddress EMAIL = new EmailAddress("aigerim.s@example.kz");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LogLines log = new LogLines("semel");
  private final LogJournal journal = new LogJournal();

  @AfterEach
  void stopReading() {
    log.close();
  }

  private static MessageKey key(Channel channel) {
    return new MessageKey(LEAD, channel);
  }

  private static String masked(Channel channel) {
    return channel == Channel.SMS ? PHONE.masked() : EMAIL.masked();
  }

  private void recorded(Channel channel, State.Name from, State.Name to, Mark mark) {
    var entry = new JournalEntry(key(channel), from, to, null, "why", "who", mark, masked(channel));
    journal.recorded(List.of(entry));
  }

  @Test
  void an_sms_on_its_way_is_told_with_a_masked_number() {
    journal.sending(key(Channel.SMS), PHONE.masked());
    assertThat(log.lines()).containsExactly("[Lead " + ID + "] Sending SMS to +7 777 ••• •• 67...");
  }

  @Test
  void an_email_on_its_way_is_told_with_a_masked_address() {
    journal.sending(key(Channel.EMAIL), EMAIL.masked());
    assertThat(log.lines())
        .containsExactly("[Lead " + ID + "] Sending Email to a•••@example.kz...");
  }

  @ParameterizedTest
  @EnumSource(
      value = State.Name.class,
      names = {"CLAIMED", "IN_DOUBT", "HELD", "SCHEDULED"})
  void what_is_sent_is_told_once_wherever_it_came_from(State.Name from) {
    recorded(Channel.SMS, from, SENT, Mark.PLAIN);
    assertThat(log.lines()).containsExactly("[Lead " + ID + "] SMS sent successfully");
    assertThat(log.level()).isEqualTo(Level.INFO);
  }

  @Test
  void an_email_that_is_sent_is_told_in_the_same_words() {
    recorded(Channel.EMAIL, CLAIMED, SENT, Mark.PLAIN);
    assertThat(log.lines()).containsExactly("[Lead " + ID + "] Email sent successfully");
  }

  @ParameterizedTest
  @CsvSource({"SMS, SMS", "EMAIL, Email"})
  void a_repeat_of_what_was_sent_is_skipped_in_the_old_words(Channel channel, String word) {
    recorded(channel, SENT, SENT, Mark.REPEAT);
    assertThat(log.lines())
        .containsExactly("[Lead " + ID + "] " + word + " already sent - skipping duplicate");
    assertThat(log.level()).isEqualTo(Level.INFO);
  }

  @Test
  void a_possible_second_acceptance_is_an_error() {
    recorded(Channel.SMS, SENT, SENT, Mark.INCIDENT);
    assertThat(log.lines()).containsExactly("[Lead " + ID + "] SMS incident:double_possible: why");
    assertThat(log.level()).isEqualTo(Level.ERROR);
  }

  @Test
  void an_incident_that_also_sends_is_told_as_both() {
    recorded(Channel.SMS, FAILED, SENT, Mark.INCIDENT);
    assertThat(log.lines())
        .containsExactly(
            "[Lead " + ID + "] SMS incident:double_possible: why",
            "[Lead " + ID + "] SMS sent successfully");
  }

  @Test
  void every_other_state_is_told_with_its_reason() {
    recorded(Channel.SMS, CLAIMED, FAILED, Mark.PLAIN);
    recorded(Channel.EMAIL, SCHEDULED, CANCELLED, Mark.PLAIN);
    recorded(Channel.SMS, IN_DOUBT, HELD, Mark.PLAIN);
    recorded(Channel.EMAIL, CLAIMED, IN_DOUBT, Mark.PLAIN);
    recorded(Channel.SMS, CLAIMED, SCHEDULED, Mark.PLAIN);
    assertThat(log.lines())
        .containsExactly(
            "[Lead " + ID + "] SMS failed: why",
            "[Lead " + ID + "] Email cancelled: why",
            "[Lead " + ID + "] SMS held for a person: why",
            "[Lead " + ID + "] Email in doubt: why",
            "[Lead " + ID + "] SMS waits: why");
  }

  @ParameterizedTest
  @CsvSource({"FAILED, WARN", "HELD, WARN", "IN_DOUBT, WARN", "SCHEDULED, INFO", "CANCELLED, INFO"})
  void what_an_operator_should_see_is_a_warning(State.Name to, String level) {
    recorded(Channel.SMS, CLAIMED, to, Mark.PLAIN);
    assertThat(log.level()).isEqualTo(Level.toLevel(level));
  }

  @Test
  void a_claim_is_no_line_of_its_own() {
    recorded(Channel.SMS, SCHEDULED, CLAIMED, Mark.PLAIN);
    assertThat(log.lines()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(State.Name.class)
  void a_remark_about_a_message_that_did_not_move_is_no_line(State.Name state) {
    recorded(Channel.SMS, state, state, Mark.PLAIN);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void what_was_found_at_the_start_is_one_line() {
    journal.recovery(3, 1, 20);
    assertThat(log.lines()).containsExactly("[RECOVERY] 3 due, 1 in doubt, 20 scheduled");
  }

  @Test
  void a_repeated_registration_says_what_was_repeated() {
    journal.repeatedRegistration(LEAD, true);
    journal.repeatedRegistration(LEAD, false);
    assertThat(log.lines())
        .containsExactly(
            "[Lead "
                + ID
                + "] Registration already known - skipping duplicate"
                + " (same request replayed)",
            "[Lead "
                + ID
                + "] Registration already known - skipping duplicate"
                + " (same person again)");
  }

  @Test
  void trouble_is_told_as_it_is() {
    journal.trouble("A {} that is no placeholder");
    assertThat(log.lines()).containsExactly("A {} that is no placeholder");
    assertThat(log.level()).isEqualTo(Level.WARN);
  }

  @Test
  void no_line_about_a_message_shows_its_recipient() {
    for (var channel : Channel.values()) {
      journal.sending(key(channel), masked(channel));
      for (var mark : Mark.values()) {
        for (var to : State.Name.values()) {
          recorded(channel, CLAIMED, to, mark);
          recorded(channel, to, to, mark);
        }
      }
    }
    assertThat(log.lines())
        .isNotEmpty()
        .noneMatch(line -> line.contains(PHONE.digits()) || line.contains("1234567"))
        .noneMatch(line -> line.contains("aigerim"));
  }

  @Test
  void in_json_a_line_has_members_that_stay() {
    var lines = new JsonLines();
    recorded(Channel.SMS, State.Name.CLAIMED, State.Name.SENT, Mark.PLAIN);
    journal.recovery(1, 2, 3);
    var printed =
        log.events().stream()
            .map(event -> JSON.readTree(new String(lines.encode(event), StandardCharsets.UTF_8)))
            .toList();
    var sent = printed.getFirst();
    assertThat(sent.propertyNames())
        .containsExactly(
            "time", "level", "event", "lead", "channel", "message", "logger", "thread");
    assertThat(sent.path("event").asString()).isEqualTo("sent");
    assertThat(sent.path("lead").asString()).isEqualTo(ID);
    assertThat(sent.path("channel").asString()).isEqualTo("sms");
    assertThat(sent.path("message").asString())
        .isEqualTo("[Lead " + ID + "] SMS sent successfully");
    assertThat(printed.getLast().path("event").asString()).isEqualTo("recovery");
    assertThat(printed.getLast().path("message").asString())
        .isEqualTo("[RECOVERY] 1 due, 2 in doubt, 3 scheduled");
  }
}
