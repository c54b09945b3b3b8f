package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The dashboard as a person uses it, without a script.
@Timeout(900)
final class PagesTest {

  private static final String PASSWORD = "a password of some length";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/messages",
          "/leads",
          "/in-doubt",
          "/duplicates",
          "/campaigns",
          "/campaigns/proftest",
          "/sandbox",
          "/providers",
          "/alerts",
          "/simulator",
          "/settings",
          "/settings/me",
          "/more");
  private static final Pattern INLINE =
      Pattern.compile("<[^>]+ style=|<script>|<style|<[^>]+ on[a-z]+=\"");

  private static final Pattern ACTION = Pattern.compile("method=\"post\" action=\"([^\"]*)\"");
  private static final Pattern RADIO = Pattern.compile("type=\"radio\" name=\"([A-Z][0-9])\"");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]*)\"");
  private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([^\"]*)\"");
  private static final Pattern SMS_LINK = Pattern.compile("(/l/[A-Za-z0-9_-]{11}s)");

  private final Stand stand = new Stand();

  @AfterEach
  void strike() {
    stand.close();
  }

  @Test
  void the_whole_story_is_seen_by_pressing_two_buttons() {
    var port = stand.sandbox();
    var me = new Visit();
    assertThat(me.look(port, "/").body()).contains("No leads yet. Send a test lead.");

    var lead = me.submit(port, "/sandbox/leads", "form", "one");
    assertThat(lead.path()).startsWith("/leads/");
    assertThat(lead.body()).contains("On its way", "Registered; SMS and email scheduled");
    assertThat(me.submit(port, "/sandbox/leads", "form", "one").path()).isEqualTo(lead.path());

    me.submit(port, "/sandbox/skip");
    Stand.until(() -> me.look(port, lead.path()).body().contains("Done: one SMS, one email"));
    assertThat(me.look(port, "/sandbox").body())
        .contains("class=\"bubble\"", "1 segment", "UCS-2", "/sandbox/mails/")
        .contains(">Test ", "This SMS by language", ">EN</span>", "GSM-7</span>", ">KK</span>")
        .doesNotContain("+7 •••");
    assertThat(me.look(port, "/duplicates").body()).contains("Same request replayed");
    assertThat(me.look(port, "/messages?state=sent").body()).contains("Accepted by sandbox-sms");
  }

  @Test
  void a_page_that_nothing_renews_does_not_say_that_it_is_live() {
    var page = new Visit().look(stand.sandbox(), "/").body();
    assertThat(page).containsPattern("class=\"live off\" disabled [^>]*><i></i><span>As of ");
  }

  @Test
  void what_is_asked_of_the_sandbox_is_kept_with_who_asked() {
    var port = stand.sandbox(Map.of("SEMEL_ADMIN_TOKEN", Stage.TOKEN));
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    boss.look(port, "/sandbox");
    boss.submit(port, "/sandbox/sms", "behaviour", "down");
    var lead = boss.submit(port, "/sandbox/leads", "form", "one").path();
    boss.submit(port, "/sandbox/leads", "form", "one"); // the same press: nothing new was done
    boss.submit(port, "/sandbox/skip");

    var acts = boss.look(port, "/settings").body();
    assertThat(acts)
        .contains("operator told the sandbox for sms: down")
        .contains("operator skipped the sandbox clock by 10 min")
        .contains("operator made a test lead</span><a class=\"small\" href=\"" + lead);
    assertThat(acts.split("made a test lead", -1)).hasSize(2);
  }

  @Test
  void whoever_takes_the_test_gets_to_the_result_by_the_link_in_the_sms() {
    var port = stand.sandbox();
    var me = new Visit();
    assertThat(me.look(port, "/").body()).contains("Open the ProfTest", "/proftest?lang=en");
    var page = me.look(port, "/proftest?lang=en");
    for (var step = 1; step <= 6; step++) {
      var fields = new ArrayList<String>();
      RADIO
          .matcher(page.body())
          .results()
          .map(r -> r.group(1))
          .distinct()
          .forEach(name -> {
            fields.add(name);
            fields.add(name.startsWith("I") ? "5" : name.startsWith("A") ? "4" : "2");
          });
      page = me.submit(port, Stand.first(ACTION, page.body()), fields.toArray(String[]::new));
    }
    var contacts =
        List.of(
            "key",
            Stand.first(KEY, page.body()),
            "shown",
            Stand.first(SHOWN, page.body()),
            "name",
            "Aigerim",
            "phone",
            "8 701 123 45 67",
            "email",
            "aigerim@example.com",
            "consent",
            "yes",
            "messages",
            "yes");
    var form = Stand.first(ACTION, page.body());
    for (var press = 1; press <= 2; press++) {
      var result = me.submit(port, form, contacts.toArray(String[]::new));
      assertThat(result.body()).contains("Explorer and Creator", "What happens next");
    }

    me.look(port, "/");
    me.submit(port, "/sandbox/skip");
    Stand.until(() -> SMS_LINK.matcher(me.look(port, "/sandbox").body()).find());
    var sms = me.look(port, "/sandbox").body();
    assertThat(sms).contains("Your ProfTest result: ");
    var link = Stand.first(SMS_LINK, sms);
    var result = new Visit().look(port, link);
    assertThat(result.path()).startsWith("/proftest/result/");
    assertThat(result.body())
        .contains("Explorer and Creator", "<html lang=\"en\"")
        .doesNotContain("Aigerim", "701", "example.com");
    assertThat(stand.number("SELECT count(*) FROM landing_leads")).isEqualTo(1);
    assertThat(stand.number("SELECT sum(click_count) FROM landing_leads")).isEqualTo(1);
  }

  @Test
  void every_page_reads_in_every_language_and_holds_nothing_inline() {
    var port = stand.sandbox();
    for (var language : List.of("ru", "kk", "en")) {
      var me = new Visit();
      for (var page : PAGES) {
        var seen = me.look(port, page + "?lang=" + language);
        assertThat(seen.code()).as(page).isEqualTo(200);
        assertThat(seen.body()).as(page).contains("<html lang=\"" + language + "\"");
        assertThat(INLINE.matcher(seen.body()).find()).as(page).isFalse();
        assertThat(seen.body().split("<h1", -1)).as(page).hasSize(2);
      }
    }
  }

  @Test
  void a_name_that_is_markup_or_turns_the_text_round_it_stays_a_name() {
    var port = stand.sandbox(Map.of("SEMEL_SETTLE", "10m"));
    var body =
        """
        {"name":"\\u202e\\u2067<script>alert(1)</script>\\"'><img src=x onerror=y>",\
        "email":"a@example.com","phone":"+77011234567"}\
        """;
    var lead = "/leads/" + new Caller(port).registerAs(body).lead();
    new Caller(port).registerAs(body);
    var me = new Visit();
    var pages =
        List.of(
            "/messages", "/leads", lead, lead + "/erase", lead + "/cancel/sms", "/duplicates", "/");
    Stand.until(() -> me.look(port, "/").body().contains("&lt;script&gt;")); // its feed is kept
    pages.forEach(page -> harmless(page, me.look(port, page).body()));
    assertThat(me.look(port, lead).body()).contains("aria-hidden=\"true\">&lt;</span>");

    me.look(port, "/sandbox");
    me.submit(port, "/sandbox/sms", "behaviour", "silent");
    me.submit(port, "/sandbox/skip");
    Stand.until(() -> me.look(port, "/in-doubt").body().contains("Did "));
    var doubt = me.look(port, "/in-doubt").body();
    harmless("/in-doubt", doubt);
    assertThat(doubt).containsPattern("Did \\u2068&lt;script&gt;[^<]*\\u2069 get the SMS\\?");
    Stand.until(() -> me.look(port, "/sandbox").body().contains("class=\"p trunc\""));
    assertThat(me.look(port, "/sandbox").body())
        .doesNotContainPattern("<(?:h2|span class=\"p )[^>]*>[^<]*[\\u202e\\u2067]");
  }

  private static void harmless(String page, String body) {
    assertThat(body)
        .as(page)
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert", "<img src=x", "\u202e", "\u2067");
  }

  @Test
  void a_viewer_sees_no_buttons_and_is_refused_by_the_server() {
    var port = stand.node(stand.patient());
    var lead = new Caller(port).register(7).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    boss.look(port, "/settings");
    boss.submit(port, "/settings/users", "name", "vera", "role", "viewer", "password", PASSWORD);
    assertThat(boss.look(port, "/leads/" + lead).body()).contains("Erase data…", "Stop the SMS");
    assertThat(boss.look(port, "/messages").body()).contains("/api/export/messages.csv");
    assertThat(boss.look(port, "/duplicates").body()).contains("/api/export/duplicates.csv");

    var vera = new Visit();
    vera.signIn(port, "vera", PASSWORD);
    var seen = vera.look(port, "/leads/" + lead).body();
    assertThat(seen)
        .contains("+7 701")
        .doesNotContain("Erase data", "Stop the SMS", Caller.phone(7));
    for (var action : List.of("/cancel/sms", "/resend", "/erase", "/reveal")) {
      assertThat(vera.submit(port, "/leads/" + lead + action).code()).as(action).isEqualTo(403);
    }
    assertThat(vera.submit(port, "/messages/cancel", "key", lead + ":sms").code()).isEqualTo(403);
    assertThat(vera.look(port, "/settings").code()).isEqualTo(403);
    assertThat(vera.look(port, "/messages").body()).doesNotContain("/api/export/");
    assertThat(vera.look(port, "/duplicates").body()).doesNotContain("/api/export/");
    assertThat(new Visit().look(stand.sandbox(), "/messages").body())
        .doesNotContain("/api/export/");
  }

  @Test
  void who_may_not_see_a_lead_whole_sees_no_link_of_it_and_a_look_is_no_click() {
    var environment = stand.patient();
    List.of("MOBIZON_API_KEY", "RESEND_API_KEY", "RESEND_FROM").forEach(environment::remove);
    var port = stand.node(environment);
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    boss.look(port, "/settings");
    boss.submit(port, "/settings/users", "name", "vera", "role", "viewer", "password", PASSWORD);
    var lead = boss.submit(port, "/sandbox/leads", "form", "one").path();
    boss.submit(port, "/sandbox/skip");
    Stand.until(() -> boss.look(port, lead).body().contains("Done: one SMS, one email"));
    var mail = "/sandbox/mails" + lead.substring("/leads".length());
    var code = Stand.first(SMS_LINK, boss.look(port, lead).body()).substring(3, 14);

    var vera = new Visit();
    vera.signIn(port, "vera", PASSWORD);
    for (var page : List.of(lead, "/sandbox?part=text", "/sandbox?part=html", mail)) {
      assertThat(vera.look(port, page).body()).as(page).contains("/l/•••").doesNotContain(code);
    }
    assertThat(boss.look(port, "/sandbox?part=text").body()).contains(code);
    for (var page : List.of("/sandbox", mail)) {
      assertThat(boss.look(port, page).body()).as(page).doesNotContainPattern("href=\"[^\"]*/l/");
    }
  }

  @Test
  void a_whole_phone_number_opens_the_lead() {
    var port = stand.node(stand.environment());
    var lead = new Caller(port).register(123).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    assertThat(boss.look(port, "/messages?q=8+701+000+01+23").path()).isEqualTo("/leads/" + lead);
    assertThat(boss.look(port, "/messages?q=0123").body()).contains("Person 123");
    assertThat(boss.look(port, "/messages?q=nobody").body()).contains("Nothing matches");
  }

  @Test
  void messages_are_listed_from_either_end_of_what_is_due() {
    var port = stand.node(stand.patient());
    new Caller(port).register(21);
    new Caller(port).register(22);
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    var newest = boss.look(port, "/messages").body();
    assertThat(newest).contains("aria-sort=\"descending\"", "href=\"/messages?sort=oldest\"");
    assertThat(newest.indexOf("Person 22")).isLessThan(newest.indexOf("Person 21"));
    var oldest = boss.look(port, "/messages?sort=oldest").body();
    assertThat(oldest).contains("aria-sort=\"ascending\"", "href=\"/messages\" title=");
    assertThat(oldest.indexOf("Person 21")).isLessThan(oldest.indexOf("Person 22"));
    assertThat(boss.look(port, "/messages?state=sent,scheduled").body())
        .doesNotContain("aria-sort");
  }

  @Test
  void a_page_that_is_not_there_says_so_on_a_page() {
    var seen = new Visit().look(stand.sandbox(), "/no-such-page");

    assertThat(seen.code()).isEqualTo(404);
    assertThat(seen.body()).contains("There is no such page");
  }
}
