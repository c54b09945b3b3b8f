package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The form for the contacts, as somebody fills it in who cannot decide on a language.
@ExtendWith(Browsing.class)
@Timeout(900)
final class ContactsTest {

  private static final String FORM = "/proftest/register?lang=en&answers=533342354252324324";

  private final Chromium chromium;
  private final Furnished furnished;

  ContactsTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.furnished = furnished;
  }

  @Test
  void what_was_typed_stays_when_the_language_is_another() {
    try (var me = chromium.person(furnished.empty)) {
      me.look(FORM).page.locator("#name").fill("Айгүл");
      me.page.locator("input[name=messages]").check();
      me.press("KK");
      me.page.locator("html[lang=kk]").waitFor();
      assertThat(me.page.locator("#name").inputValue()).isEqualTo("Айгүл");
      assertThat(me.page.locator("input[name=messages]").isChecked()).isTrue();
      assertThat(me.page.locator(".flaw").count()).isZero();
      me.heardNoComplaint();
    }
  }

  @Test
  void a_field_says_what_is_wrong_with_it_when_it_is_left_and_nobody_is_registered() {
    try (var me = chromium.person(furnished.empty)) {
      me.look(FORM).page.locator("#phone").fill("12");
      me.page.locator("input[name=consent]").check();
      me.page.locator("input[name=messages]").check();
      var flaw = me.page.locator(".flaw");
      flaw.waitFor();
      assertThat(flaw.getAttribute("id")).isEqualTo("phone-flaw");
      assertThat(me.page.locator("#phone").getAttribute("aria-describedby"))
          .isEqualTo("phone-flaw phone-hint");

      me.page.locator("#phone").fill("+7 701 234 56 78");
      me.page.locator("#name").focus();
      flaw.waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
      assertThat(me.page.locator("#phone").getAttribute("aria-invalid")).isNull();
      assertThat(me.look("/leads").page.locator("tr[data-row]").count()).isZero();
      me.heardNoComplaint();
    }
  }

  @Test
  void the_enter_key_sends_the_form_and_changes_no_language() {
    try (var me = chromium.person(furnished.empty)) {
      me.look(FORM).page.locator("#name").fill("Aigul");
      me.page.locator("input[name=messages]").check();
      me.page.locator("#name").press("Enter");
      me.page.locator(".flaw.sum").waitFor();
      assertThat(me.page.locator("html").getAttribute("lang")).isEqualTo("en");
    }
  }
}
