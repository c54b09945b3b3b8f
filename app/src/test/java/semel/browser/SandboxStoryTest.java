package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;

import com.microsoft.playwright.Locator;
import java.util.HashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import semel.story.Node;
import semel.story.Stage;

/// What somebody sees who has just started Semel, by pressing what is on the screen.
@ExtendWith(Browsing.class)
@Timeout(900)
final class SandboxStoryTest {

  private static final Locator.GetByTextOptions EXACTLY =
      new Locator.GetByTextOptions().setExact(true);

  private final Stage stage = new Stage();
  private final Node node = new Node(new HashMap<>(Furnished.unconfigured(stage)));
  private final Screen me;
  private final Screen other;

  SandboxStoryTest(Chromium chromium) {
    this.me = chromium.person(node.caller.port());
    this.other = chromium.person(node.caller.port());
  }

  @BeforeEach
  void begin() {
    me.look("/");
  }

  @AfterEach
  void strike() {
    me.close();
    other.close();
    node.close();
    stage.close();
  }

  @Test
  @Timeout(900)
  void a_test_lead_gets_one_sms_and_one_email_before_one_s_eyes() {
    me.sees("No leads yet. Send a test lead.");
    me.press("Send a test lead");
    me.sees("Registered; SMS and email scheduled");
    var lead = me.path();

    me.go("Sandbox");
    me.sees("No SMS yet");
    me.press("Skip 10 min");
    me.page.locator(".bubble").waitFor(); // it arrives by itself, without a reload
    assertThat(me.page.locator(".bubble").count()).isEqualTo(1);
    var mail = me.page.frameLocator(".mailframe");
    mail.getByText("ProfTest").first().waitFor();

    me.go("Messages");
    assertThat(me.page.locator("tr[data-row] .st.sent").count()).isEqualTo(2);
    me.page.locator("tr[data-row] a").first().click();
    assertThat(me.path()).isEqualTo(lead);
    me.sees("Done: one SMS, one email");
    me.sees(Pattern.compile("accepted", Pattern.CASE_INSENSITIVE));
    me.go("Overview");
    me.sees("Everything is on time");
    me.heardNoComplaint();
  }

  @Test
  void the_phone_follows_the_newest_lead_unless_one_was_chosen() {
    var first = arrives(node.caller.register(1).lead());
    me.look("/sandbox");
    assertThat(me.page.locator(open(first)).count()).isEqualTo(2);
    var second = arrives(node.caller.register(2).lead());
    me.page.locator(open(second)).first().waitFor(); // by itself, without a reload

    me.page.locator("[href='/sandbox?lead=" + first + "']").first().click();
    me.page.locator(open(first)).first().waitFor();
    var third = arrives(node.caller.register(3).lead());
    me.page.locator("[href='/sandbox?lead=" + third + "']").first().waitFor();
    assertThat(me.page.locator(open(first)).count()).isEqualTo(2);
    me.heardNoComplaint();
  }

  @Test
  void everything_captured_can_be_looked_at_however_much_came_later() {
    var first = arrives(node.caller.register(1).lead());
    for (var person = 2; person <= 30; person++) {
      node.caller.register(person);
    }
    other.press("Skip 10 min");
    var count = me.look("/sandbox").page.locator(".captured header .muted");
    count.getByText("60").waitFor();
    assertThat(me.page.locator(".inbox li").count()).isEqualTo(50);

    me.press(me.link("Show older"), "**/sandbox?from=50");
    me.press(me.page.locator("[href='/sandbox?lead=" + first + "&from=50']").first(), "**from=50");
    assertThat(me.page.locator(".inbox [aria-current]").count()).isEqualTo(2);
    me.page.frameLocator(".mailframe").getByText("ProfTest").first().waitFor();

    me.wide(Screen.PHONE).look("/sandbox");
    // Both in one step: a live update may put new elements between two.
    var below =
        (Number)
            me.page.evaluate(
                """
                () => document.querySelector('.phone').getBoundingClientRect().y
                    - document.querySelector('.captured').getBoundingClientRect().y
                """);
    assertThat(below.doubleValue()).isPositive().isLessThan(400);
    me.heardNoComplaint();
  }

  /// Somebody else skips the time, and both messages of the lead arrive.
  private String arrives(String lead) {
    other.look("/sandbox").press("Skip 10 min");
    eventually(
        lead,
        () -> {
          other.look("/sandbox");
          return other.page.locator("[href='/sandbox?lead=" + lead + "']").count() == 2;
        });
    return lead;
  }

  private static String open(String lead) {
    return ".inbox [aria-current][href='/sandbox?lead=" + lead + "']";
  }

  @Test
  void a_second_press_is_the_same_lead() {
    me.go("Sandbox");
    me.button("Test lead").dblclick();
    me.sees("Registered; SMS and email scheduled");
    me.look("/leads");
    assertThat(me.page.locator("tr[data-row]").count()).isEqualTo(1);
  }

  @Test
  void a_repeat_that_was_stopped_is_shown_as_it_comes() {
    me.go("Duplicates");
    node.caller.register(5);
    node.caller.register(5);
    me.page.locator("#totals .big").getByText("1", EXACTLY).waitFor(); // the sum, by itself
    me.page.reload();
    me.sees("Form sent twice");
    me.heardNoComplaint();
  }

  @Test
  void a_doubt_is_decided_by_a_person() {
    doubt();
    me.page.locator("[data-key='3']").click();
    assertThat(me.page.locator("dialog[open]").textContent()).contains("this person gets two");
    assertThat(me.focused()).isEqualTo("Keep one SMS");
    node.caller.register(5); // something else changes on the page meanwhile
    me.press("Keep one SMS");
    assertThat(me.page.locator("dialog[open]").count()).isZero();

    me.page.locator("[data-key='2']").click();
    me.sees("Done: one SMS, one email");
    me.go("In doubt");
    me.sees("Nothing in doubt. Every request got a clear answer.");
    me.heardNoComplaint();
  }

  @Test
  void a_doubt_is_decided_with_the_keyboard() {
    doubt();
    me.key("3");
    assertThat(me.focused()).isEqualTo("Keep one SMS");
    me.key("Escape");
    assertThat(me.page.locator("dialog[open]").count()).isZero();
    me.key("2");
    me.sees("Done: one SMS, one email");
    me.heardNoComplaint();
  }

  @Test
  void a_test_lead_is_sent_and_found_with_the_keyboard() {
    me.tabTo("Send a test lead");
    me.key("Enter");
    me.sees("Registered; SMS and email scheduled");
    me.key("g", "s");
    me.page.waitForURL("**/sandbox");
    me.tabTo("Skip 10 min");
    me.key("Enter");
    me.page.locator(".bubble").waitFor();
    me.look("/messages").key("j", "Enter");
    me.sees("Done: one SMS, one email");
  }

  @Test
  void a_whole_number_in_any_spelling_opens_the_lead() {
    var lead = node.caller.register(123).lead();
    me.key("/");
    me.page.keyboard().type("8 (701) 000 01-23");
    me.key("Enter");
    me.page.waitForURL("**/leads/" + lead);
    me.sees("Person 123");
  }

  /// The SMS side takes a message and says nothing, and says nothing when it is asked either.
  private void doubt() {
    me.go("Sandbox");
    var behaviour = me.page.locator("main form").first().getByText("Takes it, never answers");
    me.send(behaviour);
    me.press("Test lead");
    me.sees("Registered; SMS and email scheduled");
    me.go("Sandbox");
    me.send(me.button("Skip 10 min"));
    me.go("In doubt");
    me.sees(Pattern.compile("Did .* get the SMS\\?"));
  }
}
