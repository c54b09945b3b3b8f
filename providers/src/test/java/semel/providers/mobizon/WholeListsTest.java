package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.providers.Specimens.answered;
import static semel.providers.Specimens.doubt;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Finding;
import semel.account.Outcome;
import semel.message.ProviderReference;
import semel.providers.CannedServer;
import semel.providers.Json;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonSettings.Search;
import semel.providers.mobizon.Reads.Unanswered;

/// Where exactly a list stops being whole, and what is said then.
final class WholeListsTest {

  private static final Secret KEY = new Secret("kz" + "0a".repeat(34));
  private static final int PAGE = 25;
  private static final String OURS = sms().key().text();

  private final CannedServer mobizon = new CannedServer();

  @AfterEach
  void close() {
    mobizon.close();
  }

  private Finding ask(int campaignsMax) {
    var search = new Search(Duration.ofDays(2), PAGE, 3, campaignsMax, false, true);
    var settings = MobizonSettings.of(mobizon.uri(), KEY, null).with(search);
    var body = new MobizonSender(settings, wire()).compose(sms());
    return new MobizonInquiry(settings, wire())
        .ask(doubt(sms(), body, Instant.parse("2026-06-24T18:13:15Z")));
  }

  private Finding ask() {
    return ask(50);
  }

  /// A page with strangers of these ids.
  private void page(int total, int from, int to) {
    page(
        total,
        IntStream.rangeClosed(from, to)
            .mapToObj(id -> item(id, "77009998877", "\"spring\""))
            .collect(Collectors.joining(",")));
  }

  private void page(int total, String items) {
    mobizon.then(
        200,
        "{\"code\":0,\"data\":{\"items\":[%s],\"totalItemCount\":%d},\"message\":\"\"}"
            .formatted(items, total));
  }

  private static String item(int id, String to, String name) {
    return "{\"id\":%d,\"campaignId\":%d,\"to\":\"%s\",\"text\":\"x\",\"campaign\":{\"name\":%s}}"
        .formatted(id, 800_000 + id, to, name);
  }

  private void campaign(int id, String name) {
    mobizon.then(
        200,
        "{\"code\":0,\"data\":{\"id\":%d,\"name\":\"%s\"},\"message\":\"\"}"
            .formatted(800_000 + id, name));
  }

  @Test
  void a_list_of_two_pages_is_read_to_its_end() {
    page(PAGE + 1, 1, PAGE);
    page(PAGE + 1, item(PAGE + 1, "77771234567", "\"" + OURS + "\""));
    assertThat(ask()).isEqualTo(new Finding.Found(new ProviderReference("26")));
    assertThat(mobizon.asked()).hasSize(2);
  }

  @Test
  void a_list_whose_number_changes_between_pages_is_none_even_when_it_adds_up() {
    page(PAGE + 1, 1, PAGE);
    page(PAGE + 2, PAGE + 1, PAGE + 2);
    assertThat(ask()).isEqualTo(new Finding.NoAnswer("The list changed while it was read."));
  }

  @Test
  void a_short_page_before_the_end_is_the_end_of_reading() {
    page(PAGE + 5, 1, PAGE - 5);
    page(PAGE + 5, PAGE - 4, PAGE + 5);
    assertThat(ask()).isEqualTo(new Finding.NoAnswer("The list announced 30 items and showed 20."));
    assertThat(mobizon.asked()).hasSize(1);
  }

  @Test
  void a_list_that_shows_more_than_it_announced_is_none() {
    page(PAGE - 1, 1, PAGE);
    assertThat(ask()).isEqualTo(new Finding.NoAnswer("The list announced 24 items and showed 25."));
  }

  @Test
  void one_item_twice_on_a_page_is_no_answer() {
    page(2, item(1, "77009998877", "\"spring\"") + "," + item(1, "77009998877", "\"spring\""));
    assertThat(ask())
        .isEqualTo(
            new Finding.NoAnswer("The list has an item without an id, or one of them twice."));
  }

  @Test
  void as_many_campaigns_are_read_as_may_be_and_no_more() {
    page(1, item(1, "77771234567", "null"));
    campaign(1, "spring");
    assertThat(ask(1)).isInstanceOf(Finding.Absent.class);
    page(2, item(1, "77771234567", "null") + "," + item(2, "77771234567", "null"));
    campaign(1, "spring");
    assertThat(ask(1))
        .isEqualTo(
            new Finding.NoAnswer(
                "More than 1 messages to the number came without their campaign."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"  \"", "null", "7"})
  void a_campaign_without_a_name_is_read_by_itself(String name) {
    page(1, item(1, "77771234567", name));
    campaign(1, OURS);
    assertThat(ask()).isEqualTo(new Finding.Found(new ProviderReference("1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"to\":\"7\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"to\":\"none\",\"text\":\"x\"}",
        "{\"id\":\"1\",\"to\":\"7\"}"
      })
  void a_message_without_id_number_or_text_is_no_sighting(String item) {
    assertThatThrownBy(() -> Sighting.ofMessage(Json.object(item).orElseThrow()))
        .isInstanceOf(Unanswered.class);
  }

  @Test
  void what_said_nothing_is_quoted_as_nothing() {
    mobizon.then(200, "{\"code\":9,\"data\":null,\"message\":\"\"}");
    assertThat(ask()).isEqualTo(new Finding.NoAnswer("Mobizon answered code 9 with HTTP 200."));
  }

  @Test
  void done_without_a_message_is_unknown_and_a_code_without_words_is_told_as_such() {
    var answers = new SendAnswers(MobizonSettings.of(nowhere(), KEY, null));
    assertThat(answers.outcome(answered(200, "{\"code\":0,\"data\":{},\"message\":\"\"}")))
        .isEqualTo(new Outcome.Unknown("Mobizon said that it is done but named no message."));
    assertThat(answers.outcome(answered(200, "{\"code\":2,\"data\":{},\"message\":\"\"}")))
        .isEqualTo(new Outcome.Refused("Mobizon answered code 2."));
  }
}
