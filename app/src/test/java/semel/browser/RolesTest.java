package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import semel.story.Caller;
import semel.story.Stage;

/// Who signs in, and what they are shown.
@ExtendWith(Browsing.class)
@Timeout(900)
final class RolesTest {

  private static final String PASSWORD = "a password of some length";
  private static final String PRESSED =
      ".panel form[method=post] button, .panel [data-dialog], .panel .btn.danger-o";

  private final Chromium chromium;
  private final int port;

  RolesTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.port = furnished.closed;
  }

  private void add(Screen boss, String name, String role) {
    boss.look("/settings");
    boss.page.getByLabel("Name to sign in with").fill(name);
    boss.page.locator("input[name=role][value=" + role + "]").first().check();
    boss.page.locator("#new-password").fill(PASSWORD);
    boss.press("Add a user");
    boss.sees("The user was added.");
  }

  @Test
  void a_viewer_sees_nothing_to_press() {
    var lead = new Caller(port).register(7).lead();
    try (var boss = chromium.person(port);
        var vera = chromium.person(port)) {
      boss.signIn("", Stage.TOKEN);
      add(boss, "vera", "viewer");
      assertThat(boss.look("/leads/" + lead).link("Erase data…").isVisible()).isTrue();

      vera.signIn("vera", PASSWORD);
      for (var path : List.of("/", "/messages", "/leads/" + lead, "/sandbox", "/providers")) {
        seesNothingToPress(vera, path);
      }
      vera.look("/in-doubt").page.locator(".scale").waitFor();
      seesNothingToPress(vera, "/in-doubt");
      vera.look("/alerts").page.locator(".card.alert").first().waitFor();
      seesNothingToPress(vera, "/alerts");
      vera.heardNoComplaint();

      // What is not seen is there for others.
      for (var path : List.of("/messages", "/leads/" + lead, "/sandbox", "/in-doubt", "/alerts")) {
        assertThat(boss.look(path).page.locator(PRESSED).all()).as(path).isNotEmpty();
      }
    }
  }

  private static void seesNothingToPress(Screen vera, String path) {
    vera.look(path);
    assertThat(vera.page.locator(PRESSED).all()).as(path).isEmpty();
    assertThat(vera.page.content()).as(path).doesNotContain("+77010000007", "+7 701 000 00 07");
    assertThat(vera.link("Settings").count()).as(path).isZero();
  }

  @Test
  void who_does_nothing_for_long_is_told_before_it_ends_and_stays_with_one_press() {
    try (var me = chromium.person(port)) {
      me.signIn("", Stage.TOKEN);
      me.page.clock().install();
      me.look("/settings/me");
      me.button("Live").waitFor();
      var told = me.page.locator("[aria-live=polite]").getByText("you will be signed out");
      me.page.clock().fastForward("11:57:00");
      assertThat(told.count()).isZero();
      me.page.clock().fastForward("01:30");
      told.waitFor();

      me.page.waitForResponse("**/settings/me", () -> me.press("Stay signed in"));
      told.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      me.page.clock().fastForward("11:57:00");
      assertThat(told.count()).isZero();
      me.heardNoComplaint();
    }
  }

  @Test
  void who_is_signed_out_meanwhile_signs_in_and_is_back() {
    try (var boss = chromium.person(port);
        var otto = chromium.person(port)) {
      boss.signIn("", Stage.TOKEN);
      add(boss, "otto", "operator");
      otto.signIn("otto", PASSWORD);
      otto.look("/messages?state=sent");

      boss.look("/settings");
      var row =
          boss.page.locator(".people li").filter(new Locator.FilterOptions().setHasText("otto"));
      row.locator("select").first().selectOption("viewer");
      row.getByText("Save").first().click();
      boss.sees("Saved.");

      otto.page.reload();
      assertThat(otto.path()).isEqualTo("/sign-in");
      otto.enter("otto", PASSWORD);
      assertThat(otto.page.url()).endsWith("/messages?state=sent");
    }
  }

  @Test
  void a_wrong_password_is_said_beside_the_field_and_the_name_is_kept() {
    try (var me = chromium.person(port)) {
      me.look("/alerts");
      me.enter("nobody", "not the password at all");
      me.sees("Name and password do not go together. Check both and try again.");
      assertThat(me.page.getByLabel("Name").inputValue()).isEqualTo("nobody");
      assertThat(me.page.evaluate("document.activeElement.id")).isEqualTo("password");
    }
  }
}
