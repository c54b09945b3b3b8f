package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a person stops, erases and decides on the dashboard, without a script.
@Timeout(900)
final class ActsTest {

  private static final Pattern CLAIM = Pattern.compile("name=\"claim\" value=\"([0-9a-f-]{36})\"");

  private static final Pattern KEEP = Pattern.compile("href=\"([^\"]*)\" data-key=\"1\"");
  private static final Pattern OTHER =
      Pattern.compile("(?s)data-row>.*?<a class=\"btn\" href=\"(/in-doubt[^\"]*)\"");

  private final Stand stand = new Stand();

  @AfterEach
  void strike() {
    stand.close();
  }

  @Test
  void a_message_is_stopped_after_the_page_asked_once_more() {
    var port = stand.node(stand.patient());
    var lead = new Caller(port).register(8).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    boss.look(port, "/messages");
    var asked = boss.submit(port, "/messages/cancel", "key", lead + ":sms");
    assertThat(asked.body()).contains("Cancel 1 message?");
    assertThat(boss.look(port, "/leads/" + lead).body()).doesNotContain("SMS cancelled");
    var done = boss.submit(port, "/messages/cancel", "key", lead + ":sms", "sure", "yes");
    assertThat(done.body()).contains("1 message cancelled or noted");
    assertThat(boss.look(port, "/leads/" + lead).body()).contains("SMS cancelled");
  }

  @Test
  void one_message_is_stopped_after_the_page_of_its_lead_asked() {
    var port = stand.node(stand.patient());
    var lead = "/leads/" + new Caller(port).register(12).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    var stop = lead + "/cancel/sms";
    assertThat(boss.look(port, lead).body()).contains("<a class=\"btn sm\" href=\"" + stop);

    var asked = boss.look(port, stop).body();
    assertThat(asked).contains("Stop this SMS for ever?", "Let the SMS leave", stop);
    assertThat(boss.look(port, lead).body()).doesNotContain("SMS cancelled");
    assertThat(boss.submit(port, stop).path()).isEqualTo(lead);
    assertThat(boss.look(port, lead).body())
        .contains("SMS cancelled", lead + "/cancel/email")
        .doesNotContain(stop);
    assertThat(boss.look(port, stop).body()).contains("there is nothing left to stop");
    assertThat(boss.submit(port, stop).code()).isEqualTo(409);
  }

  @Test
  void nothing_to_stop_is_offered_while_a_message_is_in_doubt() {
    var port = stand.sandbox(Map.of("SEMEL_SETTLE", "10m"));
    var me = new Visit();
    me.look(port, "/sandbox");
    me.submit(port, "/sandbox/sms", "behaviour", "silent");
    var lead = me.submit(port, "/sandbox/leads", "form", UUID.randomUUID().toString()).path();
    assertThat(me.look(port, "/messages").body()).contains(":sms\"");
    me.submit(port, "/sandbox/skip");
    Stand.until(() -> me.look(port, lead).body().contains("<span class=\"st doubt\">"));

    assertThat(me.look(port, lead).body()).doesNotContain("/cancel/sms");
    assertThat(me.look(port, lead + "/cancel/sms").code()).isEqualTo(409);
    assertThat(me.look(port, "/messages").body()).doesNotContain(":sms\"");
  }

  @Test
  void messages_wait_while_an_account_is_paused_and_leave_when_it_is_resumed() {
    var port = stand.sandbox();
    var me = new Visit();
    assertThat(me.look(port, "/providers").body()).contains("/providers/sandbox-sms/pause");
    var paused = me.submit(port, "/providers/sandbox-sms/pause");
    assertThat(paused.path()).isEqualTo("/providers");
    assertThat(paused.body())
        .contains("Until somebody resumes it: paused by local.")
        .contains("/providers/sandbox-sms/resume", "/providers/sandbox-email/pause");

    me.look(port, "/sandbox");
    var lead = me.submit(port, "/sandbox/leads", "form", UUID.randomUUID().toString()).path();
    me.submit(port, "/sandbox/skip");
    Stand.until(() -> me.look(port, lead).body().contains("<span class=\"st sent\">"));
    assertThat(me.look(port, lead).body()).contains("<span class=\"st waiting\">");
    Stand.until(() -> me.look(port, "/alerts").body().contains("paused by local"));

    assertThat(me.submit(port, "/providers/sandbox-sms/resume").body())
        .doesNotContain("paused by local");
    Stand.until(() -> me.look(port, lead).body().contains("Done: one SMS, one email"));
    assertThat(me.look(port, "/settings").body())
        .contains("local paused the account sandbox-sms", "local resumed the account sandbox-sms");
    assertThat(me.submit(port, "/providers/nobody/pause").code()).isEqualTo(404);
  }

  @Test
  void a_person_is_erased_only_by_the_word_that_the_page_names() {
    var port = stand.node(stand.patient());
    var lead = "/leads/" + new Caller(port).register(11).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    assertThat(boss.look(port, lead).body()).contains("href=\"" + lead + "/erase\"");
    assertThat(boss.look(port, lead + "/erase").body())
        .contains("Type “erase” to go on", "method=\"post\" action=\"" + lead + "/erase\"");

    for (var typed : List.of("ersae", "")) {
      var seen = boss.submit(port, lead + "/erase", "word", typed);
      assertThat(seen.code()).isEqualTo(422);
      assertThat(seen.body())
          .contains("This is not “erase”, so nothing was erased.", "value=\"" + typed + "\"");
    }
    assertThat(boss.look(port, lead).body()).contains("Person 11");

    assertThat(boss.submit(port, lead + "/erase", "word", "Erase").path()).isEqualTo(lead);
    assertThat(boss.look(port, lead).body()).doesNotContain("Person 11", "Erase data…");
    assertThat(boss.look(port, lead + "/erase").path()).isEqualTo(lead);
  }

  @Test
  void a_verdict_on_a_doubt_that_is_settled_changes_nothing() {
    var port = stand.node(stand.environment());
    var lead = new Caller(port).register(9).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    boss.look(port, "/leads/" + lead);
    var claim = "00000000-0000-4000-8000-000000000000";
    var path = "/in-doubt/" + lead + "/sms";

    var seen = boss.submit(port, path, "was", "not-sent", "claim", claim, "reason", "asked");

    assertThat(seen.code()).isEqualTo(409);
    assertThat(seen.body()).contains("This doubt is settled already");
  }

  @Test
  void a_verdict_that_comes_too_early_is_told_so_and_changes_nothing() {
    var port = stand.sandbox(Map.of("SEMEL_SETTLE", "10m"));
    var me = new Visit();
    me.look(port, "/sandbox");
    me.submit(port, "/sandbox/sms", "behaviour", "silent");
    var lead = me.submit(port, "/sandbox/leads", "form", UUID.randomUUID().toString()).path();
    me.submit(port, "/sandbox/skip");
    var path = "/in-doubt" + lead.substring("/leads".length()) + "/sms";
    Stand.until(() -> CLAIM.matcher(me.look(port, "/in-doubt").body()).find());
    var seenBefore = me.look(port, "/in-doubt").body();
    var claim = Stand.first(CLAIM, seenBefore);
    assertThat(seenBefore).contains("SMS claimed, request to the provider", "claimed, attempt 1");
    assertThat(seenBefore).containsPattern("data-in=\"[0-9]+\">[0-9]+:[0-9]{2}</time>");

    var seen = me.submit(port, path, "was", "not-sent", "claim", claim, "reason", "asked");

    assertThat(seen.code()).isEqualTo(409);
    assertThat(seen.body()).contains("too early to say that it was not sent");
    assertThat(me.look(port, "/in-doubt").body()).contains(claim);
    assertThat(me.submit(port, path, "was", "sent", "claim", claim).path()).isEqualTo(lead);
  }

  @Test
  void whoever_keeps_or_decides_a_doubt_is_led_to_the_next_and_told_what_was_done() {
    var port = stand.sandbox(Map.of("SEMEL_SETTLE", "10m"));
    var me = new Visit();
    me.look(port, "/sandbox");
    me.submit(port, "/sandbox/sms", "behaviour", "silent");
    for (var i = 0; i < 3; i++) {
      me.submit(port, "/sandbox/leads", "form", UUID.randomUUID().toString());
    }
    me.submit(port, "/sandbox/skip");
    Stand.until(() -> others(me, port, "/in-doubt").size() == 2);
    var second = others(me, port, "/in-doubt").getFirst();
    var third = others(me, port, "/in-doubt").getLast();
    var first = others(me, port, third).getFirst();

    var seen = me.look(port, second).body();
    assertThat(seen).contains("at stake", "Suggested until", "Your turn");
    assertThat(Stand.first(KEEP, seen)).isEqualTo(third);
    assertThat(Stand.first(KEEP, me.look(port, third).body())).isEqualTo(first);

    var decided = decide(me, port, second);
    assertThat(decided.path()).isEqualTo("/in-doubt");
    assertThat(decided.body())
        .contains("SMS: written down as sent.", "<a href=\"/leads/" + lead(second))
        .contains("action=\"/in-doubt/" + lead(third) + "/sms\"");
    assertThat(decide(me, port, third).body()).contains("action=\"/in-doubt/" + lead(first));
    assertThat(decide(me, port, first).path()).isEqualTo("/leads/" + lead(first));
  }

  private static List<String> others(Visit me, int port, String place) {
    return OTHER
        .matcher(me.look(port, place).body())
        .results()
        .map(found -> found.group(1).replace("&amp;", "&"))
        .toList();
  }

  private static Visit.Seen decide(Visit me, int port, String place) {
    var claim = Stand.first(CLAIM, me.look(port, place).body());
    return me.submit(port, "/in-doubt/" + lead(place) + "/sms", "was", "sent", "claim", claim);
  }

  private static String lead(String place) {
    return place.substring("/in-doubt?lead=".length(), place.indexOf('&'));
  }
}
