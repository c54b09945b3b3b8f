package semel.browser;

import static semel.contract.Eventually.eventually;

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

  private final List<Runnable> ends = new ArrayList<>();
  private final Map<String, String> leads = new HashMap<>();
  final int full;
  final int empty;
  final int closed;

  Furnished() {
    this.full = node(unconfigured());
    this.empty = node(unconfigured());
    this.closed = node(stage().environment());
    furnish();
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
    comes(me, "sent", "normal", "<span class=\"st sent\">");
    me.submit(full, "/sandbox/leads", "form", "sent");
    comes(me, "failed", "refuses", "<span class=\"st failed\">");
    comes(me, "doubt", "silent", "<span class=\"st doubt\">");
    me.submit(full, "/sandbox/sms", "behaviour", "normal");
    leads.put("waits", me.submit(full, "/sandbox/leads", "form", "waits").path());
    leads.put("stopped", me.submit(full, "/sandbox/leads", "form", "stopped").path());
    me.submit(full, leads.get("stopped") + "/cancel/sms");
    var body =
        """
        {"name":"%s","email":"a.very.long.address.of.somebody@subdomain.example.com",\
        "phone":"+77011234567","language":"kk"}\
        """
            .formatted(LONG);
    new Caller(full).registerAs(body);
    eventually("an alert", () -> me.look(full, "/alerts").body().contains("class=\"card alert\""));
  }

  /// Registers somebody, lets the time pass and waits for what becomes of the SMS.
  private void comes(Visit me, String form, String behaviour, String end) {
    me.submit(full, "/sandbox/sms", "behaviour", behaviour);
    var lead = me.submit(full, "/sandbox/leads", "form", form).path();
    leads.put(form, lead);
    me.submit(full, "/sandbox/skip");
    eventually(form, () -> me.look(full, lead).body().contains(end));
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
