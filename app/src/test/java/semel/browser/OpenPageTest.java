package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import semel.story.Node;
import semel.story.Stage;

/// What a page does that stays open: it counts what its own filters would show, and grows older.
@ExtendWith(Browsing.class)
@Timeout(900)
final class OpenPageTest {

  private final Stage stage = new Stage();
  private final Node node = new Node(new HashMap<>(Furnished.unconfigured(stage)));
  private final Screen me;

  OpenPageTest(Chromium chromium) {
    this.me = chromium.person(node.caller.port());
  }

  @AfterEach
  void strike() {
    me.close();
    node.close();
    stage.close();
  }

  @Test
  void new_rows_are_counted_by_the_filters_of_the_list() {
    node.caller.register(1);
    me.look("/messages?channel=sms&state=scheduled");
    var other = me.page.context().newPage();
    other.navigate("/messages?state=failed");
    node.caller.register(2);
    me.sees("Show 1 new");
    node.caller.register(3);
    me.sees("Show 2 new");
    assertThat(other.locator(".pill").count()).isZero();
    me.link("Show 2 new").click();
    me.page.waitForURL("**/messages?state=scheduled&channel=sms");
    assertThat(me.page.locator("tr[data-row]").count()).isEqualTo(3);
    me.heardNoComplaint();
  }

  @Test
  void numbers_that_were_kept_of_before_a_change_are_looked_at_again() {
    var before = new AtomicReference<@Nullable String>();
    var kept = new AtomicInteger();
    me.page.route(
        "**/duplicates*",
        route -> {
          var region = route.request().headers().containsKey("hx-request");
          if (region && kept.get() > 0) {
            kept.decrementAndGet();
            route.fulfill(new Route.FulfillOptions().setBody(before.get()));
          } else if (region) {
            var answer = route.fetch();
            before.set(answer.text());
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
          } else {
            route.resume();
          }
        });
    me.look("/duplicates");
    me.page.waitForCondition(() -> before.get() != null);
    kept.set(2);
    node.caller.register(5);
    node.caller.register(5);
    me.page
        .locator("#totals .big")
        .getByText("1", new Locator.GetByTextOptions().setExact(true))
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }

  @Test
  void a_search_in_a_list_keeps_its_filters() {
    node.caller.register(1);
    node.caller.register(2);
    // A wide screen has one search, which finds everything and stands above the list.
    me.wide(Screen.PHONE).look("/messages?channel=email&state=scheduled");
    me.page.locator("#find-here").fill("Person 2");
    me.page.locator("#find-here").press("Enter");
    me.page.waitForURL("**/messages?*q=Person*");
    assertThat(me.page.url()).contains("channel=email", "state=scheduled");
    assertThat(me.page.locator("tr[data-row]").count()).isEqualTo(1);
  }

  @Test
  void ages_grow_while_nothing_happens_and_the_focus_stays() {
    node.caller.register(1);
    me.page.clock().install();
    me.look("/leads");
    me.page.locator("tr[data-row] a").first().focus();
    me.page.clock().fastForward("05:00");
    me.sees("5 min ago");
    me.page.clock().fastForward("02:00:00");
    me.sees("2 h ago");
    assertThat(me.focused()).isEqualTo("Person 1");
    me.page.waitForResponse("**/?period=today", () -> me.look("/")); // as the stream begins
    // One may be under way, and where it is, the next is as far off again.
    var renewed = new AtomicInteger();
    me.page.onResponse(answer -> {
      if (answer.url().endsWith("/?period=today")) {
        renewed.incrementAndGet();
      }
    });
    for (var again = 0; again < 3; again++) {
      me.page.clock().fastForward("00:12"); // the looks after the first one
    }
    renewed.set(0);
    eventually(
        "the page is renewed",
        () -> {
          me.page.clock().fastForward("00:30");
          return renewed.get() > 3;
        });
    me.heardNoComplaint();
  }
}
