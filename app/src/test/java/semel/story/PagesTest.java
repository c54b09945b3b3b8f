package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The dashboard as a person uses it, without a script.
@Timeout(120)
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
  private static final Pattern CLAIM = Pattern.compile("name=\"claim\" value=\"([0-9a-f-]{36})\"");
  private static final Pattern SMS_LINK = Pattern.compile("(/l/[A-Za-z0-9_-]{11}s)");

  private final Stage stage = new Stage();
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    stage.close();
  }

  private int node(Map<String, String> environment) {
    var node = new Node(environment);
    nodes.add(node);
    return node.caller.port();
  }

  /// A Semel that nobody configured: everything goes to the sandbox, pages are open.
  private int sandbox() {
    return sandbox(Map.of());
  }

  private int sandbox(Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    List.of("SEMEL_ADMIN_TOKEN", "MOBIZON_API_KEY", "RESEND_API_KEY", "RESEND_FROM")
        .forEach(environment::remove);
    environment.put("SEMEL_DELAY", "10m");
    environment.putAll(changes);
    return node(environment);
  }

  private static void until(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      Thread.onSpinWait(); // each look is a call over HTTP; the time limit of the class ends it
    }
  }

  @Test
  void the_whole_story_is_seen_by_pressing_two_buttons() {
    var port = sandbox();
    var me = new Visit();
    assertThat(me.look(port, "/").body()).contains("No leads yet. Send a test lead.");

    var lead = me.submit(port, "/sandbox/leads", "form", "one");
    assertThat(lead.path()).startsWith("/leads/");
    assertThat(lead.body()).contains("On its way", "Registered; SMS and email scheduled");
    assertThat(me.submit(port, "/sandbox/leads", "form", "one").path()).isEqualTo(lead.path());

    me.submit(port, "/sandbox/skip");
    until(() -> me.look(port, lead.path()).body().contains("Done: one SMS, one email"));
    assertThat(me.look(port, "/sandbox").body())
        .contains("class=\"bubble\"", "1 segment", "UCS-2", "/sandbox/mails/");
    assertThat(me.look(port, "/duplicates").body()).contains("Same request replayed");
    assertThat(me.look(port, "/messages?state=sent").body()).contains("Accepted by sandbox-sms");
  }

  @Test
  void whoever_takes_the_test_gets_to_the_result_by_the_link_in_the_sms() {
    var port = sandbox();
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
      page = me.submit(port, first(ACTION, page.body()), fields.toArray(String[]::new));
    }
    var contacts =
        List.of(
            "key",
            first(KEY, page.body()),
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
    var form = first(ACTION, page.body());
    for (var press = 1; press <= 2; press++) {
      var result = me.submit(port, form, contacts.toArray(String[]::new));
      assertThat(result.body()).contains("Explorer and Creator", "What happens next");
    }

    me.look(port, "/");
    me.submit(port, "/sandbox/skip");
    until(() -> SMS_LINK.matcher(me.look(port, "/sandbox").body()).find());
    var sms = me.look(port, "/sandbox").body();
    assertThat(sms).contains("Your ProfTest result: ");
    var link = first(SMS_LINK, sms);
    var result = new Visit().look(port, link);
    assertThat(result.path()).startsWith("/proftest/result/");
    assertThat(result.body())
        .contains("Explorer and Creator", "<html lang=\"en\"")
        .doesNotContain("Aigerim", "701", "example.com");
    assertThat(stage.number("SELECT count(*) FROM landing_leads")).isEqualTo(1);
    assertThat(stage.number("SELECT sum(click_count) FROM landing_leads")).isEqualTo(1);
  }

  private static String first(Pattern pattern, String body) {
    var found = pattern.matcher(body);
    assertThat(found.find()).as(pattern + " in " + body).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  @Test
  void every_page_reads_in_every_language_and_holds_nothing_inline() {
    var port = sandbox();
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
  void a_name_that_is_markup_stays_a_name() {
    var port = sandbox();
    var body =
        """
        {"name":"<script>alert(1)</script>\\"'><img src=x onerror=y>","email":"a@example.com",\
        "phone":"+77011234567"}\
        """;
    var lead = new Caller(port).registerAs(body).lead();
    var me = new Visit();
    for (var page : List.of("/messages", "/leads", "/leads/" + lead, "/")) {
      assertThat(me.look(port, page).body())
          .as(page)
          .contains("&lt;script&gt;alert(1)")
          .doesNotContain("<script>alert", "<img src=x");
    }
  }

  @Test
  void a_viewer_sees_no_buttons_and_is_refused_by_the_server() {
    var port = node(patient());
    var lead = new Caller(port).register(7).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);
    boss.look(port, "/settings");
    boss.submit(port, "/settings/users", "name", "vera", "role", "viewer", "password", PASSWORD);
    assertThat(boss.look(port, "/leads/" + lead).body()).contains("Erase data…", "Stop the SMS");
    assertThat(boss.look(port, "/messages").body()).contains("/api/export/messages.csv");

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
    assertThat(new Visit().look(sandbox(), "/messages").body()).doesNotContain("/api/export/");
  }

  /// Nothing becomes due while the test lasts.
  private Map<String, String> patient() {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_DELAY", "10m");
    return environment;
  }

  @Test
  void a_message_is_stopped_after_the_page_asked_once_more() {
    var port = node(patient());
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
  void a_verdict_on_a_doubt_that_is_settled_changes_nothing() {
    var port = node(stage.environment());
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
    var port = sandbox(Map.of("SEMEL_SETTLE", "10m"));
    var me = new Visit();
    me.look(port, "/sandbox");
    me.submit(port, "/sandbox/sms", "behaviour", "silent");
    var lead = me.submit(port, "/sandbox/leads", "form", UUID.randomUUID().toString()).path();
    me.submit(port, "/sandbox/skip");
    var path = "/in-doubt" + lead.substring("/leads".length()) + "/sms";
    until(() -> CLAIM.matcher(me.look(port, "/in-doubt").body()).find());
    var claim = first(CLAIM, me.look(port, "/in-doubt").body());

    var seen = me.submit(port, path, "was", "not-sent", "claim", claim, "reason", "asked");

    assertThat(seen.code()).isEqualTo(409);
    assertThat(seen.body()).contains("too early to say that it was not sent");
    assertThat(me.look(port, "/in-doubt").body()).contains(claim);
    assertThat(me.submit(port, path, "was", "sent", "claim", claim).path()).isEqualTo(lead);
  }

  @Test
  void a_whole_phone_number_opens_the_lead() {
    var port = node(stage.environment());
    var lead = new Caller(port).register(123).lead();
    var boss = new Visit();
    boss.signIn(port, "", Stage.TOKEN);

    assertThat(boss.look(port, "/messages?q=8+701+000+01+23").path()).isEqualTo("/leads/" + lead);
    assertThat(boss.look(port, "/messages?q=0123").body()).contains("Person 123");
    assertThat(boss.look(port, "/messages?q=nobody").body()).contains("Nothing matches");
  }

  @Test
  void a_page_that_is_not_there_says_so_on_a_page() {
    var seen = new Visit().look(sandbox(), "/no-such-page");

    assertThat(seen.code()).isEqualTo(404);
    assertThat(seen.body()).contains("There is no such page");
  }
}
