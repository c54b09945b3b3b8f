package semel.providers.mobizon;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.PHONE;
import static semel.providers.Specimens.TEXT;
import static semel.providers.Specimens.doubt;
import static semel.providers.Specimens.email;
import static semel.providers.Specimens.sms;
import static semel.providers.Specimens.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Finding;
import semel.message.ProviderReference;
import semel.providers.CannedServer;
import semel.providers.Form;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonSettings.Search;

/// Lists as Mobizon documents them and as nobody does.
final class MobizonListsTest {

  private static final Secret KEY = new Secret("kz" + "0a".repeat(34));
  private static final Instant AT = Instant.parse("2026-06-24T23:59:59Z");
  private static final String EMPTY =
      "{\"code\":0,\"data\":{\"items\":[],\"totalItemCount\":\"0\"},\"message\":\"\"}";
  private static final String OURS = sms().key().text();

  private final CannedServer mobizon = new CannedServer();

  @AfterEach
  void close() {
    mobizon.close();
  }

  @Test
  void both_lists_are_asked_by_number_and_by_a_wide_window() {
    mobizon.then(200, EMPTY).then(200, EMPTY);

    assertThat(ask()).isInstanceOf(Finding.Absent.class);

    var messages = new Form(mobizon.asked().get(0).body());
    assertThat(mobizon.asked().get(0).path()).startsWith("/service/message/list?");
    assertThat(messages.field("criteria[to]")).contains(PHONE.digits());
    assertThat(messages.field("criteria[campaignCreateTsFrom]")).contains("2026-06-22 23:59:59");
    assertThat(messages.field("criteria[campaignCreateTsTo]")).contains("2026-06-27 00:14:59");
    assertThat(messages.field("pagination[pageSize]")).contains("100");
    assertThat(messages.field("pagination[currentPage]")).contains("0");
    assertThat(messages.field("apiKey")).contains(KEY.value());
    var campaigns = new Form(mobizon.asked().get(1).body());
    assertThat(mobizon.asked().get(1).path()).startsWith("/service/campaign/list?");
    assertThat(campaigns.field("criteria[recipient]")).contains(PHONE.digits());
    assertThat(campaigns.field("criteria[type]")).contains("1");
    assertThat(campaigns.field("criteria[createTsFrom]")).contains("2026-06-22 23:59:59");
    assertThat(mobizon.asked().get(1).path()).doesNotContain(KEY.value());
  }

  @Test
  void a_second_list_that_is_not_offered_is_done_without() {
    mobizon.then(200, EMPTY).then(200, "{\"code\":5,\"data\":null,\"message\":\"bad method\"}");
    assertThat(ask()).isInstanceOf(Finding.Absent.class);
    mobizon.then(200, EMPTY).then(404, "Not Found");
    assertThat(ask()).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void the_second_list_can_be_left_out() {
    mobizon.then(200, EMPTY);

    assertThat(ask(new Search(Duration.ofDays(2), 100, 20, 50, false, true)))
        .isInstanceOf(Finding.Absent.class);
    assertThat(mobizon.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "{\"code\":0,\"data\":null,\"message\":\"\"}",
        "{\"code\":0,\"data\":[],\"message\":\"\"}",
        "{\"code\":0,\"data\":{},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[]},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"totalItemCount\":\"0\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":null,\"totalItemCount\":\"0\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":{},\"totalItemCount\":\"0\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[],\"totalItemCount\":\"1\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[],\"totalItemCount\":\"-1\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[],\"totalItemCount\":\"many\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[null],\"totalItemCount\":\"1\"},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[{\"to\":\"1\"}],\"totalItemCount\":1},\"message\":\"\"}",
        "{\"code\":0,\"data\":{\"items\":[{\"id\":\"1\"}],\"totalItemCount\":1},\"message\":\"\"}",
        "{\"code\":99,\"data\":{\"items\":[],\"totalItemCount\":\"0\"},\"message\":\"\"}",
        "{\"code\":30,\"data\":null,\"message\":\"Too many calls.\"}",
        "{\"code\":8,\"data\":null,\"message\":\"Login failed.\"}"
      })
  void what_is_not_a_whole_list_is_no_answer(String body) {
    mobizon.then(200, body);
    assertThat(ask()).isInstanceOf(Finding.NoAnswer.class);

    mobizon.then(200, EMPTY).then(200, body);
    assertThat(ask()).as("the second list").isInstanceOf(Finding.NoAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 206, 301, 403, 429, 500, 502})
  void an_empty_list_under_another_http_code_is_no_answer(int code) {
    mobizon.then(code, EMPTY).then(200, EMPTY);

    assertThat(ask()).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void the_documented_item_is_read_whether_its_numbers_are_numbers_or_strings() {
    mobizon.then(200, list("1", item("\"900001\"", "\"77771234567\"", OURS)));
    assertThat(ask()).isEqualTo(found("900001"));

    mobizon.then(200, list("\"1\"", item("900001", "77771234567", OURS)));
    assertThat(ask()).isEqualTo(found("900001"));

    mobizon.then(200, list("\"1\"", item("900001", "\"+7 777 123-45-67\"", OURS + " (copy)")));
    assertThat(ask()).isEqualTo(found("900001"));
  }

  @Test
  void one_item_on_two_pages_is_no_answer() {
    mobizon.then(200, list("2", item("1", "1", OURS), item("1", "1", OURS)));

    assertThat(ask()).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void a_list_that_grows_while_it_is_read_is_no_answer() {
    mobizon.then(200, list("26", strangers(0, 25))).then(200, list("27", strangers(25, 27)));
    assertThat(ask(new Search(Duration.ofDays(2), 25, 20, 50, true, true)))
        .isInstanceOf(Finding.NoAnswer.class);

    mobizon.then(200, list("26", strangers(0, 25))).then(200, list("26", strangers(25, 27)));
    assertThat(ask(new Search(Duration.ofDays(2), 25, 20, 50, true, true)))
        .isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void a_campaign_without_a_message_is_found_when_it_was_begun() {
    for (String word : new String[] {"MODERATION", "DECLINED", "RUNNING", "SENT", "DONE"}) {
      mobizon.then(200, EMPTY).then(200, list("1", campaign("800001", OURS, word)));
      assertThat(ask()).as(word).isEqualTo(found("campaign:800001"));
    }
  }

  @Test
  void a_campaign_that_was_not_begun_or_is_there_twice_is_for_a_person() {
    mobizon.then(200, EMPTY).then(200, list("1", campaign("800001", OURS, "NEW")));
    assertThat(ask()).isInstanceOf(Finding.Ambiguous.class);

    mobizon.then(200, EMPTY).then(200, list("1", "{\"id\":\"1\",\"name\":\"" + OURS + "\"}"));
    assertThat(ask()).isInstanceOf(Finding.Ambiguous.class);

    var twice = list("2", campaign("1", OURS, "DONE"), campaign("2", OURS, "DONE"));
    mobizon.then(200, EMPTY).then(200, twice);
    assertThat(ask()).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void a_campaign_with_our_text_or_nothing_to_tell_it_by_is_for_a_person() {
    for (String shown :
        new String[] {
          "{\"id\":\"1\",\"name\":\"By hand\",\"text\":%s}".formatted(quoted(TEXT)),
          "{\"id\":\"1\",\"name\":\"\",\"text\":%s}".formatted(quoted(TEXT)),
          "{\"id\":\"1\",\"name\":null}"
        }) {
      mobizon.then(200, EMPTY).then(200, list("1", shown));
      assertThat(ask()).as(shown).isInstanceOf(Finding.Ambiguous.class);
    }
  }

  @Test
  void campaigns_of_others_are_not_ours() {
    var others =
        list("2", campaign("1", "Spring", "DONE"), "{\"id\":\"2\",\"name\":\"\",\"text\":\"x\"}");
    mobizon.then(200, EMPTY).then(200, others);

    assertThat(ask()).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void a_campaign_read_by_itself_must_be_the_one_that_was_asked_for() {
    var bare =
        list("1", "{\"id\":\"1\",\"campaignId\":\"800001\",\"to\":\"77771234567\",\"text\":\"\"}");
    mobizon.then(200, bare).then(200, done("{\"id\":\"800002\",\"name\":\"" + OURS + "\"}"));
    assertThat(ask()).isInstanceOf(Finding.NoAnswer.class);

    mobizon.then(200, bare).then(200, done("{\"id\":800001,\"name\":\"" + OURS + "\"}"));
    assertThat(ask()).isEqualTo(found("1"));
    assertThat(new Form(mobizon.asked().getLast().body()).field("id")).contains("800001");
  }

  @Test
  void our_text_in_a_campaign_whose_name_cannot_be_read_is_for_a_person() {
    mobizon.then(
        200,
        list("1", "{\"id\":\"1\",\"to\":\"77771234567\",\"text\":%s}".formatted(quoted(TEXT))));

    assertThat(ask()).isInstanceOf(Finding.Ambiguous.class);
    assertThat(mobizon.asked()).hasSize(1);
  }

  @Test
  void an_email_is_no_question_for_mobizon() {
    assertThat(inquiry(Search.DEFAULT).ask(doubt(email(), null, AT)))
        .isInstanceOf(Finding.NoAnswer.class);
    assertThat(mobizon.asked()).isEmpty();
  }

  @Test
  void the_reason_of_no_answer_repeats_nothing_private() {
    mobizon.then(
        200,
        "{\"code\":9,\"data\":null,\"message\":\"No access for %s to 77771234567\"}"
            .formatted(KEY.value()));

    assertThat(ask())
        .isEqualTo(
            new Finding.NoAnswer(
                "Mobizon answered code 9 with HTTP 200: “No access for ••• to •••”"));
  }

  private Finding ask() {
    return ask(Search.DEFAULT);
  }

  private Finding ask(Search search) {
    var settings = MobizonSettings.of(mobizon.uri(), KEY, null);
    var body = new MobizonSender(settings, wire()).compose(sms());
    return inquiry(search).ask(doubt(sms(), body, AT));
  }

  private MobizonInquiry inquiry(Search search) {
    return new MobizonInquiry(MobizonSettings.of(mobizon.uri(), KEY, null).with(search), wire());
  }

  private static Finding found(String reference) {
    return new Finding.Found(new ProviderReference(reference));
  }

  private static String[] strangers(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> item("" + (i + 1), "\"770000000\"", "Spring"))
        .toArray(String[]::new);
  }

  private static String item(String id, String to, String name) {
    return ("{\"id\":%s,\"campaignId\":\"800001\",\"to\":%s,\"text\":\"x\","
            + "\"campaign\":{\"name\":%s}}")
        .formatted(id, to, quoted(name));
  }

  private static String campaign(String id, String name, String word) {
    return "{\"id\":\"%s\",\"name\":%s,\"commonStatus\":\"%s\"}".formatted(id, quoted(name), word);
  }

  private static String list(String total, String... items) {
    var all = Arrays.stream(items).collect(Collectors.joining(","));
    return done("{\"items\":[" + all + "],\"totalItemCount\":" + total + "}");
  }

  private static String done(String data) {
    return "{\"code\":0,\"data\":" + data + ",\"message\":\"\"}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\n", "\\n") + "\"";
  }
}
