package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// One person's window, and whatever the browser complains about in it.
final class Screen implements AutoCloseable {

  static final int WIDE = 1440;
  static final int PHONE = 390;
  private static final int HEIGHT = 900;
  private static final int STOPS_MAX = 100;
  private static final Pattern NOTHING =
      Pattern.compile("Failed to load resource: .* status of 404 .*");
  private static final Set<String> COMPLAINTS = Set.of("error", "warning");

  private final BrowserContext context;
  private final String origin;
  private final List<String> complaints = new ArrayList<>();
  final Page page;

  Screen(Browser browser, int port, String zone) {
    this.origin = "http://127.0.0.1:" + port;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(origin)
                .setLocale("en")
                .setTimezoneId(zone)
                .setViewportSize(WIDE, HEIGHT));
    context.setDefaultTimeout(120_000);
    this.page = context.newPage();
    page.onConsoleMessage(message -> {
      // A page that says that nothing is there is no complaint about the page.
      if (COMPLAINTS.contains(message.type()) && !NOTHING.matcher(message.text()).matches()) {
        complaints.add(page.url() + " " + message.text());
      }
    });
    page.onPageError(thrown -> complaints.add(page.url() + " " + thrown));
  }

  Screen wide(int width) {
    page.setViewportSize(width, HEIGHT);
    return this;
  }

  Screen look(String path) {
    page.navigate(path);
    page.waitForLoadState(LoadState.LOAD);
    return this;
  }

  /// The path that is shown now, without its query.
  String path() {
    return URI.create(page.url()).getPath();
  }

  /// Presses what is called so.
  void press(String name) {
    button(name).click();
  }

  /// Presses what leads elsewhere, and waits until it is there.
  void press(Locator link, String there) {
    link.click();
    page.waitForURL(there);
  }

  /// Presses what sends a form, and waits until it is taken: who leaves at once may take it back.
  void send(Locator button) {
    page.waitForResponse(response -> response.request().method().equals("POST"), button::click);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// Goes where the menu leads.
  void go(String name) {
    page.locator(".side nav.nav")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .first()
        .click();
  }

  /// What the element with the focus says.
  String focused() {
    return String.valueOf(page.evaluate("document.activeElement.innerText")).strip();
  }

  /// Presses the tab key until something that says so has the focus.
  void tabTo(String text) {
    for (var i = 0; i < STOPS_MAX; i++) {
      key("Tab");
      if (focused().equals(text)) {
        return;
      }
    }
    throw new AssertionError(text + " cannot be reached on " + page.url());
  }

  void signIn(String name, String password) {
    look("/sign-in?next=/settings/me");
    enter(name, password);
    assertThat(path()).isEqualTo("/settings/me");
  }

  /// Fills the form of the sign-in that is on the screen.
  void enter(String name, String password) {
    page.locator("#name").fill(name);
    page.locator("#password").fill(password);
    press("Sign in");
    page.waitForLoadState(LoadState.LOAD);
  }

  /// Waits until a text is seen somewhere in what the page is about.
  void sees(String text) {
    waitsFor(page.locator("main").getByText(text));
  }

  void sees(Pattern text) {
    waitsFor(page.locator("main").getByText(text));
  }

  /// What is on the screen instead is told where it never comes.
  private void waitsFor(Locator wanted) {
    try {
      wanted.first().waitFor();
    } catch (TimeoutError e) {
      throw new AssertionError(page.url() + ": " + page.locator("main").innerText(), e);
    }
  }

  void key(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  List<String> complaints() {
    return complaints;
  }

  /// The policy of the pages and their scripts hold as long as the browser is silent.
  void heardNoComplaint() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
