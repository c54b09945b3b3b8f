package semel.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The policy of the pages. Every page is looked at for complaints by the other tests; these show
/// that there would be one.
@ExtendWith(Browsing.class)
@Timeout(900)
final class PolicyTest {

  private final Chromium chromium;
  private final Furnished furnished;

  PolicyTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.furnished = furnished;
  }

  @Test
  void a_style_in_an_attribute_is_refused_and_heard() {
    try (var me = chromium.person(furnished.empty)) {
      me.look("/").heardNoComplaint();
      me.page.evaluate("document.body.setAttribute('style', 'color: red')");
      me.page.waitForCondition(() -> heard(me));
      assertThatThrownBy(me::heardNoComplaint).hasMessageContaining("Content Security Policy");
    }
  }

  @Test
  void a_script_in_a_page_does_not_run() {
    try (var me = chromium.person(furnished.empty)) {
      me.look("/");
      me.page.evaluate(
          """
          () => {
            const script = document.createElement('script');
            script.textContent = 'document.title = "taken over"';
            document.body.append(script);
          }
          """);
      me.page.waitForCondition(() -> heard(me));
      assertThatThrownBy(me::heardNoComplaint).hasMessageContaining("script-src");
    }
  }

  private static boolean heard(Screen screen) {
    return !screen.complaints().isEmpty();
  }
}
