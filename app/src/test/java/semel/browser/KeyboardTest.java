package semel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.story.Stage;

/// Getting about without a pointer.
@ExtendWith(Browsing.class)
@Timeout(900)
final class KeyboardTest {

  private static final int STOPS_MAX = 150;

  /// Whether what has the focus can be seen to have it: it stands in order, shows a ring, itself or
  /// what is around it, and nothing lies over it. A stop whose part of the page was brought up to
  /// date since is nowhere, so nothing stands before or after it.
  private static final String STOP =
      """
      () => {
        const at = document.activeElement;
        if (at === document.body) return null;
        const before = window.before;
        window.before = at;
        const inOrder = !before || !before.isConnected
          || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
        const ringed = e => getComputedStyle(e).outlineStyle !== 'none'
          && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
        const ring = ringed(at) || at.tagName === 'IFRAME' || ringed(at.parentElement);
        const box = at.getBoundingClientRect();
        const top = document.elementFromPoint(
          Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1),
          Math.min(Math.max(box.y + Math.min(box.height, 40) / 2, 1), innerHeight - 1));
        const seen = top && (at.contains(top) || top.contains(at));
        const name = at.cloneNode(true).outerHTML.slice(0, 160);
        return {name: name, inOrder: inOrder, ring: ring, seen: Boolean(seen)};
      }
      """;

  private final Chromium chromium;
  private final Furnished furnished;

  KeyboardTest(Chromium chromium, Furnished furnished) {
    this.chromium = chromium;
    this.furnished = furnished;
  }

  @Test
  void the_first_stop_leads_past_the_menu() {
    try (var me = chromium.person(furnished.full)) {
      me.look("/messages").key("Tab");
      assertThat(me.focused()).isEqualTo("Skip to content");
      assertThat(me.page.evaluate("document.activeElement.getBoundingClientRect().y >= 0"))
          .isEqualTo(true);
      me.key("Enter", "Tab");
      assertThat(me.page.evaluate("document.activeElement.closest('main') !== null"))
          .isEqualTo(true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,1440",
    "/messages,1440",
    "/in-doubt,1440",
    "/settings,1440",
    "/,390",
    "/leads,390"
  })
  void every_stop_is_in_order_and_seen(String path, int width) {
    try (var me = chromium.person(furnished.full)) {
      me.wide(width).look(path);
      var stops = stops(me);
      assertThat(stops).hasSizeGreaterThan(5).hasSizeLessThan(STOPS_MAX);
      for (var sight : List.of("inOrder", "ring", "seen")) {
        assertThat(stops).as(sight).allMatch(stop -> Boolean.TRUE.equals(stop.get(sight)));
      }
    }
  }

  private static List<Map<?, ?>> stops(Screen me) {
    var stops = new ArrayList<Map<?, ?>>();
    while (stops.size() < STOPS_MAX) {
      me.key("Tab");
      if (!(me.page.evaluate(STOP) instanceof Map<?, ?> stop)) {
        break;
      }
      stops.add(stop);
    }
    return stops;
  }

  @Test
  void every_page_is_reached_on_a_phone() {
    try (var me = chromium.person(furnished.full)) {
      me.wide(Screen.PHONE).look("/");
      me.tabTo("More");
      me.key("Enter");
      me.page.waitForURL("**/more");
      me.tabTo("Campaigns");
      me.key("Enter");
      me.page.waitForURL("**/campaigns");
      me.heardNoComplaint();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en,Keys", "ru,Клавиши", "kk,Пернелер"})
  void the_question_mark_lists_the_keys_and_gives_the_focus_back(String wanted) {
    var parts = wanted.split(",", -1);
    try (var me = chromium.person(furnished.full)) {
      me.look("/messages?lang=" + parts[0]).key("j");
      var row = me.focused();
      me.key("?");
      var dialog = me.page.locator("dialog[open]");
      assertThat(dialog.locator("h2").textContent()).isEqualTo(parts[1]);
      assertThat(dialog.locator("kbd").count()).isGreaterThan(15);
      me.key("g", "o", "Enter");
      assertThat(dialog.count()).isZero();
      assertThat(me.focused()).isEqualTo(row);
      me.key("?", "Escape");
      assertThat(dialog.count()).isZero();
      assertThat(me.path()).isEqualTo("/messages");
      me.heardNoComplaint();
    }
  }

  @Test
  void keys_mean_the_same_on_a_cyrillic_keyboard() {
    try (var me = chromium.person(furnished.full)) {
      me.look("/");
      types(me, "п", "KeyG");
      types(me, "ь", "KeyM");
      me.page.waitForURL("**/messages");
      types(me, "о", "KeyJ");
      assertThat(me.page.evaluate("document.activeElement.closest('[data-row]') !== null"))
          .isEqualTo(true);
      types(me, "ч", "KeyX");
      assertThat(me.page.locator(".cb:checked").count()).isEqualTo(1);
      types(me, "е", "KeyT");
      assertThat(me.page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
      types(me, "з", "KeyP");
      assertThat(me.page.locator("[data-live-pill]").textContent()).isEqualTo("Paused");
      types(me, ".", "Slash"); // as a Russian keyboard has it
      assertThat(me.page.evaluate("document.activeElement.id")).isEqualTo("find");
      me.look("/in-doubt");
      types(me, "і", "Digit3"); // as a Kazakh keyboard has it
      assertThat(me.page.locator("dialog[open]").count()).isEqualTo(1);
      me.heardNoComplaint();
    }
  }

  @Test
  void a_list_is_filtered_and_its_page_selected_without_a_pointer() {
    try (var me = chromium.person(furnished.full)) {
      me.look("/messages").key("f");
      assertThat(me.focused()).isEqualTo("State");
      var all = me.page.getByLabel("Select the page");
      var boxes = me.page.locator(".cb[name=key]");
      var bulk = me.page.locator(".bulk");
      assertThat(boxes.count()).isGreaterThan(1);
      assertThat(bulk.isVisible()).isFalse();
      all.press("Space");
      assertThat(me.page.locator(".cb[name=key]:checked").count()).isEqualTo(boxes.count());
      assertThat(bulk.isVisible()).isTrue();
      boxes.first().press("Space");
      assertThat(all.isChecked()).isFalse();
      boxes.first().press("Space");
      assertThat(all.isChecked()).isTrue();
      all.press("Space");
      assertThat(bulk.isVisible()).isFalse();
      me.heardNoComplaint();
    }
  }

  @Test
  void a_sign_above_a_digit_is_not_the_digit() {
    try (var me = chromium.person(furnished.full)) {
      me.look("/in-doubt");
      me.key("Shift+Digit3");
      assertThat(me.page.locator("dialog[open]").count()).isZero();
      me.key("3");
      assertThat(me.page.locator("dialog[open]").count()).isEqualTo(1);
    }
  }

  private static void types(Screen me, String key, String code) {
    me.page.evaluate(
        """
        ([key, code]) => document.activeElement.dispatchEvent(
          new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))
        """,
        List.of(key, code));
  }

  @Test
  void keys_do_nothing_for_who_turned_them_off() {
    try (var me = chromium.person(furnished.closed)) {
      me.signIn("", Stage.TOKEN);
      me.look("/settings/me");
      me.page.getByLabel("Single keys do something").uncheck();
      me.press("Save");
      me.sees("Saved.");
      me.key("?", "g", "m");
      assertThat(me.page.locator("dialog[open]").count()).isZero();
      assertThat(me.path()).isEqualTo("/settings/me");
    }
  }
}
