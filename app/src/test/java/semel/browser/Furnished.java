package semel.browser;

import static semel.contract.Eventually.eventually;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import semel.story.Caller;
import semel.story.Node;
import semel.story.Stage;
import semel.story.Visit;

/// Three Semels that stay as they are: one in which there is everything that a page can show, one
/// in which there is nothing yet, and one that asks who comes.
final class Furnished implements AutoCloseable {

  private static final String LONG =
      "Нұрсұлтанбек Әбдірахманұлы Қожахметов-Сейітмұхамедов Шымкентский";

  private static final String SENT = "<span class=\"st sent\">";
  private static final String FAILED = "<span class=\"st failed\">";
  private static final String DOUBT = "<span class=\"st doubt\">";

  private final List<Runnable> ends = new ArrayList<>();
  private final Map<String, String> leads = new HashMap<>();
  final int full;
  final int empty;
  final int closed;

  Furnished() {
    this.full = node(unconfigured());
    this.empty = node(unconfigured());
    this.closed = node(guarded());
    furnish();
    furnishClosed();
  }

  private Stage stage() {
    var stage = new Stage();
    ends.add(stage::close);
    return stage;
  }

  /// A Semel that nobody configured: everything goes to the sandbox, pages are open. A doubt stays.
  private Map<String, String> unconfigured() {
    return unconfigured(stage());
  }

  /// The same for those who sign in.
  private Map<String, String> guarded() {
    var environment = new HashMap<>(unconfigured());
    environment.put("SEMEL_ADMIN_TOKEN", Stage.TOKEN);
    return environment;
  }

  static Map<String, String> unconfigured(Stage stage) {
    var environment = new HashMap<>(stage.environment());
    List.of("SEMEL_ADMIN_TOKEN", "MOBIZON_API_KEY", "RESEND_API_KEY", "RESEND_FROM")
        .forEach(environment::remove);
    environment.put("SEMEL_DELAY", "10m");
    environment.put("SEMEL_LEASE", "20m");
    environment.put("SEMEL_SETTLE", "20m");
    return environment;
  }

  private int node(Map<String, String> environment) {
    var node = new Node(environment);
    ends.add(node::close);
    return node.caller.port();
  }

  private void furnish() {
    var me = new Visit();
    me.look(full, "/");
    leads.put("sent", comes(full, me, "sent", "normal", SENT));
    me.submit(full, "/sandbox/leads", "form", "sent");
    leads.put("failed", comes(full, me, "failed", "refuses", FAILED));
    leads.put("doubt", comes(full, me, "doubt", "silent", DOUBT));
    leads.put("waits", me.submit(full, "/sandbox/leads", "form", "waits").path());
    leads.put("stopped", me.submit(full, "/sandbox/leads", "form", "stopped").path());
    me.submit(full, leads.get("stopped") + "/cancel/sms");
    var body =
        """
        {"name":"%s","email":"a.very.long.address.of.somebody@subdomain.example.com",\
        "phone":"+77011234567","lang":"kk"}\
        """
            .formatted(LONG);
    new Caller(full).registerAs(body);
    alarms(full, me);
  }

  /// A doubt and an alert, which ask for somebody who may press something.
  private void furnishClosed() {
    var boss = new Visit();
    boss.signIn(closed, "", Stage.TOKEN);
    boss.look(closed, "/");
    comes(closed, boss, "failed", "refuses", FAILED);
    comes(closed, boss, "doubt", "silent", DOUBT);
    alarms(closed, boss);
  }

  private static void alarms(int port, Visit me) {
    eventually("an alert", () -> me.look(port, "/alerts").body().contains("class=\"card alert\""));
  }

  /// Registers somebody, lets the time pass and waits for what becomes of the SMS.
  private static String comes(int port, Visit me, String form, String behaviour, String end) {
    me.submit(port, "/sandbox/sms", "behaviour", behaviour);
    var lead = me.submit(port, "/sandbox/leads", "form", form).path();
    me.submit(port, "/sandbox/skip");
    eventually(form, () -> me.look(port, lead).body().contains(end));
    return lead;
  }

  /// The path of the lead whose SMS is so.
  String lead(String form) {
    var path = leads.get(form);
    if (path == null) {
      throw new IllegalArgumentException(form);
    }
    return path;
  }

  /// All pages with something on them.
  List<String> pages() {
    return List.of(
        "/",
        "/?period=month",
        "/messages",
        "/messages?q=nobody&state=sent",
        "/leads",
        lead("sent"),
        lead("doubt"),
        lead("failed"),
        lead("sent") + "/erase",
        lead("waits") + "/cancel/sms",
        "/in-doubt",
        "/duplicates",
        "/campaigns",
        "/campaigns/proftest",
        "/sandbox",
        "/sandbox?part=text",
        "/providers",
        "/alerts",
        "/simulator",
        "/settings",
        "/settings/me",
        "/more");
  }

  /// The pages that everybody may see, with something wrong on some of them.
  static List<String> openPages() {
    var answers = "answers=533342354252324324";
    var soon = Instant.now().plusSeconds(500).getEpochSecond();
    return List.of(
        "/proftest",
        "/proftest?step=6&" + answers,
        "/proftest/register?" + answers,
        "/proftest/result?" + answers,
        "/proftest/result?answers=333333333333333333",
        "/proftest/result?" + answers + "&sends=" + soon,
        "/proftest/result/unknown",
        "/proftest/nowhere",
        "/l/unknown");
  }

  /// Those that say something else while there is nothing.
  static List<String> emptyPages() {
    return List.of(
        "/",
        "/messages",
        "/leads",
        "/in-doubt",
        "/duplicates",
        "/sandbox",
        "/providers",
        "/alerts");
  }

  @Override
  public void close() {
    ends.reversed().forEach(Runnable::run);
  }
}
