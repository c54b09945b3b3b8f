package semel.simulator.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import semel.simulator.Verdict;
import semel.simulator.fault.Fault;

class ReportTest {

  private static int count(String page, String part) {
    return (int) Pattern.compile(part, Pattern.LITERAL).matcher(page).results().count();
  }

  @Test
  void a_campaign_that_held_says_so_with_its_seed_and_its_figures() {
    var page = Report.page(Verdicts.held());

    assertThat(page)
        .contains("1,234 messages, 0 second sends, 0 lost")
        .contains("Every invariant held in 2 worlds, in which 16 faults struck.")
        .contains("<code id=\"seed\">42</code>")
        .contains("./semel simulate --seed 42 --messages 1234")
        .contains("5.0 hours")
        .contains("617")
        .contains("37,020×")
        .contains("%016x".formatted(Verdicts.totals().hash()))
        .doesNotContain("class=\"verdict failed\"");
  }

  @Test
  void a_campaign_that_failed_is_red_and_claims_nothing_about_second_sends() {
    var page = Report.page(Verdicts.failed("queue", "taken 2 times"));

    assertThat(page)
        .contains("class=\"verdict failed\"")
        .contains("S1 failed: taken 2 times")
        .contains("./semel simulate --seed 42 --world 3")
        .doesNotContain("0 second sends")
        .doesNotContain("class=\"verdict delivered\"");
  }

  @Test
  void each_invariant_has_a_tile_and_only_the_one_that_failed_is_red() {
    var held = Report.page(Verdicts.held());
    var failed = Report.page(Verdicts.failed("queue", "taken 2 times"));

    assertThat(count(held, "<div class=\"tile ")).isEqualTo(17);
    assertThat(count(held, "<div class=\"tile delivered\"")).isEqualTo(16);
    assertThat(count(held, "<div class=\"tile failed\"")).isZero();
    assertThat(count(failed, "<div class=\"tile failed\"")).isEqualTo(1);
    assertThat(count(failed, "held so far")).isEqualTo(15);
  }

  @Test
  void receipts_are_not_taken_yet_and_the_page_says_so() {
    assertThat(Report.page(Verdicts.held())).contains("<b>L4</b><span class=\"w\">not yet");
  }

  @Test
  void what_is_not_watched_in_the_old_backend_is_not_called_held() {
    var page = Report.page(Verdicts.old());

    assertThat(count(page, "<div class=\"tile delivered\"")).isZero();
    assertThat(count(page, "not watched here")).isEqualTo(15);
  }

  @Test
  void every_text_from_outside_is_escaped() {
    var page = Report.page(Verdicts.failed("<script>\"'&", "<img src=x onerror=alert(1)>"));

    assertThat(page)
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .contains("&lt;script&gt;&quot;&#39;&amp;")
        .doesNotContain("<img")
        .doesNotContain("<script>\"");
  }

  @Test
  void it_needs_nothing_from_outside() {
    for (var verdict :
        List.of(Verdicts.held(), Verdicts.failed("queue", "taken 2 times"), Verdicts.old())) {
      assertThat(Report.page(verdict))
          .startsWith("<!DOCTYPE html>")
          .contains("default-src 'none'")
          .doesNotContain("https://", "@import", "src=", "<link");
    }
  }

  @Test
  void faults_are_told_with_what_they_mean_and_grouped_by_kind() {
    assertThat(Report.page(Verdicts.held()))
        .containsSubsequence("Processes", "Crash", "The process dies between two steps.")
        .containsSubsequence("Database", "Commit unseen", "its answer was lost.")
        .doesNotContain("Broken assumptions");
  }

  @Test
  void every_fault_has_a_sentence_of_its_own() {
    assertThat(Fault.values())
        .extracting(FaultWords::of)
        .doesNotHaveDuplicates()
        .allMatch(sentence -> sentence.endsWith("."));
  }

  @Test
  void the_timeline_marks_the_first_and_the_second_acceptance() {
    assertThat(Report.page(Verdicts.failed("queue", "taken 2 times")))
        .containsSubsequence(
            "Scheduled, from new by T1",
            "Sending, from scheduled by T2",
            "No id ×2",
            "First acceptance",
            "The provider takes it as 900020",
            "Second acceptance",
            "00:11:02.000",
            "S1 fails");
  }

  @Test
  void a_quiet_stretch_is_drawn_short_and_named() {
    assertThat(new Swim(Beat.of(found())).html()).contains(">10 min<").contains(">1 min<");
  }

  private static Verdict.Found found() {
    return requireNonNull(Verdicts.failed("queue", "taken 2 times").found());
  }

  @Test
  void what_happens_in_one_instant_shares_a_column() {
    var drawing = new Swim(Beat.of(found())).html();

    assertThat(count(drawing, "00:10:02.000")).isEqualTo(1);
    assertThat(count(drawing, "class=\"ev ")).isEqualTo(9);
  }

  @Test
  void the_old_backend_is_told_with_every_sms_on_the_phone() {
    var page = Report.page(Verdicts.old());

    assertThat(page)
        .contains("How one person got 2 SMS")
        .contains("sent by the timer")
        .contains("sent by a path that had no answer yet");
    assertThat(count(page, "class=\"bubble again\"")).isEqualTo(1);
    assertThat(Report.page(Verdicts.failed("queue", "taken 2 times"))).doesNotContain("bubble\"");
  }

  @Test
  void a_bar_of_few_can_still_be_seen_and_one_of_none_cannot() {
    assertThat(Html.width(1, 1_000_000)).isEqualTo("1.5");
    assertThat(Html.width(25, 100)).isEqualTo("50.0");
    assertThat(Html.width(0, 0)).isEqualTo("0.0");
  }

  @Test
  void times_are_told_in_the_unit_that_fits() {
    var hour = 3_600_000_000_000L;

    assertThat(Html.span(hour / 2)).isEqualTo("0.5 hours");
    assertThat(Html.span(72 * hour)).isEqualTo("3 days");
    assertThat(Html.span(2 * 8_766 * hour)).isEqualTo("2.0 years");
    assertThat(Html.quiet(hour + hour / 60)).isEqualTo("1 h 1 min");
    assertThat(Html.quiet(59_999_999_999L)).isEqualTo("59 s");
  }
}
