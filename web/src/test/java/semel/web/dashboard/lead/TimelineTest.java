package semel.web.dashboard.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.desk.LeadFile;
import semel.message.Channel;
import semel.web.dashboard.Event;

class TimelineTest {

  private static final Instant START = Instant.parse("2026-11-28T09:00:00Z");

  private static Event event(long seconds, @Nullable Channel channel, String from, String to) {
    return Event.of(
        new LeadFile.Line(
            START.plusSeconds(seconds), channel, from, to, null, "why", "who", "PLAIN"));
  }

  private final List<Event> story =
      List.of(
          event(0, null, "", "scheduled"),
          event(600, Channel.SMS, "scheduled", "claimed"),
          event(602, Channel.SMS, "claimed", "in-doubt"),
          event(700, Channel.SMS, "in-doubt", "sent"),
          event(601, Channel.EMAIL, "scheduled", "claimed"),
          event(603, Channel.EMAIL, "claimed", "sent"));

  @Test
  void quiet_stretches_are_folded_and_print_their_length() {
    var timeline = Timeline.of(story);

    assertThat(timeline.bands())
        .extracting(Timeline.Band::length)
        .containsExactly(Duration.ofSeconds(600), Duration.ofSeconds(97));
    assertThat(timeline.ticks())
        .extracting(Timeline.Tick::at)
        .containsExactly(START, START.plusSeconds(600), START.plusSeconds(700));
  }

  @Test
  void each_message_has_a_line_that_begins_with_the_registration() {
    var sms = Timeline.of(story).lanes().get(1);

    assertThat(sms.channel()).isEqualTo(Channel.SMS);
    assertThat(sms.points())
        .extracting(point -> point.event().key())
        .containsExactly("scheduled", "claimed", "doubt", "found");
    assertThat(sms.wires())
        .extracting(Timeline.Wire::kind)
        .containsExactly("wait", "sending", "cut");
  }

  @Test
  void an_incident_and_a_repeat_are_never_taken_for_a_change() {
    var line =
        new LeadFile.Line(START, Channel.SMS, "sent", "sent", null, "again", "w", "INCIDENT");
    assertThat(Event.of(line).key()).isEqualTo("incident");
    var repeat = new LeadFile.Line(START, null, "", "", null, "form sent twice", "door", "REPEAT");
    assertThat(Event.of(repeat).key()).isEqualTo("repeat");
  }
}
