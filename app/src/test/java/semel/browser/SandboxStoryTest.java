package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
@Timeout(120)
final class SandboxStoryTest {

  private final Stage stage = new Stage();
  private final Node node = new Node(new HashMap<>(Furnished.unconfigured(stage)));
  private final Screen me;

  SandboxStoryTest(Chromium chromium) {
    this.me = chromium.person(node.caller.port());
  }

  @BeforeEach
  void begin() {
    me.look("/");
  }

  @AfterEach
  void strike() {
    me.close();
    node.close();
    stage.close();
  }

  @Test
  @Timeout(60)
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
    me.page.locator("#totals").getByText("1").first().waitFor(); // the sum, by itself
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
    me.key("g", "m");
    me.page.waitForURL("**/messages");
    me.key("j", "Enter");
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

  /// The SMS side takes a message and says nothing, and then cannot be asked either.
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
