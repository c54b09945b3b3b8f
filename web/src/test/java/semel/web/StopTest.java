package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.campaign.Campaign.Linked;
import semel.message.Channel;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.users.Act.Deed;

/// How people and operators say that somebody wants no messages.
final class StopTest {

  private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private String link(char letter) {
    if (house.twin.rows.isEmpty()) {
      house.register(House.VALID.replace("}", ",\"lang\":\"kk\"}"));
    }
    return "/u/" + house.onlyRow().code().value() + letter;
  }

  private HttpResponse<String> post(String path, String type, String body) {
    var request = HttpRequest.newBuilder(house.uri(path)).POST(BodyPublishers.ofString(body));
    return house.send(request, "Content-Type", type);
  }

  private Linked linked(Channel channel) {
    return new Linked(house.onlyRow().code(), channel);
  }

  @Test
  void to_look_at_the_page_changes_nothing() {
    assertThat(house.get(link('e')).statusCode()).isEqualTo(200);
    assertThat(house.method("HEAD", link('e')).statusCode()).isEqualTo(200);
    assertThat(house.stops.byLink).isEmpty();
    assertThat(house.get(link('e')).headers().firstValue("X-Robots-Tag")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "e, '', Бұдан былай хат жібермейік пе?, Енді хат келмейді",
    "s, '', Бұдан былай SMS жібермейік пе?, Енді SMS келмейді",
    "e, ?lang=ru, Больше не присылать писем?, Писем больше не будет",
    "s, ?lang=ru, Больше не присылать SMS?, SMS больше не будет",
    "e, ?lang=en, No more emails?, No more emails",
    "s, ?lang=en, No more SMS?, No more SMS"
  })
  void the_page_has_one_button_in_the_language_of_the_messages(
      char letter, String query, String asked, String done) {
    var page = house.get(link(letter) + query);
    assertThat(page.body())
        .contains("<h1>" + asked + "</h1>", "method=\"post\"", "name=\"List-Unsubscribe\"");

    var answer = post(link(letter) + query, FORM, ONE_CLICK);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<h1>" + done + "</h1>").doesNotContain("<form class");
    assertThat(house.stops.byLink)
        .containsExactly(linked(letter == 'e' ? Channel.EMAIL : Channel.SMS));
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded, List-Unsubscribe=One-Click",
    "multipart/form-data; boundary=b, '--b'",
    "application/x-www-form-urlencoded, ''"
  })
  void a_mailbox_unsubscribes_with_one_call_however_it_writes_its_form(String type, String body) {
    assertThat(post(link('e'), type, body).statusCode()).isEqualTo(200);
    assertThat(house.stops.byLink).containsExactly(linked(Channel.EMAIL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/u/abcdefghijke", "/u/abc", "/u/abcdefghijkx", "/u/%D0%BF"})
  void a_link_that_nobody_was_sent_is_a_404(String path) {
    assertThat(house.get(path).statusCode()).isEqualTo(404);
    assertThat(post(path, FORM, ONE_CLICK).statusCode()).isEqualTo(404);
    assertThat(house.get(path, "Accept", "text/html").body()).contains("<h1>");
    assertThat(house.stops.byLink).isEmpty();
  }

  @Test
  void a_database_that_is_away_stops_nobody_and_says_so() {
    var link = link('e');
    house.twin.failure = Twin.away();
    assertThat(post(link, FORM, ONE_CLICK).statusCode()).isEqualTo(503);
    assertThat(house.stops.byLink).isEmpty();
  }

  @Test
  void an_operator_stops_a_number_or_an_address_and_lets_it_through_again() {
    var stopped = house.ask("POST", "/api/stops", "{\"phone\":\"8 777 123 45 67\"}");
    assertThat(stopped.body())
        .isEqualTo(
            "{\"channel\":\"sms\",\"recipient\":\"+7 777 ••• •• 67\",\"stopped\":true,"
                + "\"changed\":true}");
    house.ask("POST", "/api/stops", "{\"email\":\"A@Example.kz\"}");
    assertThat(house.stops.recipients)
        .containsOnly(new PhoneNumber("+77771234567"), new EmailAddress("A@example.kz"));
    assertThat(house.ask("POST", "/api/stops", "{\"phone\":\"+77771234567\"}").body())
        .contains("\"changed\":false");
    assertThat(house.ask("POST", "/api/stops/lift", "{\"phone\":\"+77771234567\"}").body())
        .contains("\"stopped\":false,\"changed\":true");
    assertThat(house.stops.recipients).hasSize(1);
    assertThat(house.entry.newest(9))
        .extracting(act -> act.deed() + " " + act.about())
        .containsExactly(Deed.STOP_LIFTED + " sms", Deed.STOPPED + " email", Deed.STOPPED + " sms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|Name one recipient",
        "{\"phone\":\"+77771234567\",\"email\":\"a@example.kz\"}|Name one recipient",
        "{\"phone\":7}|Name one recipient",
        "{\"name\":\"Anna\"}|Name one recipient",
        "{\"phone\":\"12\"}|phone number",
        "{\"email\":\"nobody\"}|exactly one @"
      })
  void what_names_nobody_is_refused_with_a_sentence(String body, String words) {
    var answer = house.ask("POST", "/api/stops", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(House.text(answer, "error")).contains(words);
    assertThat(house.stops.recipients).isEmpty();
  }

  @Test
  void a_stranger_stops_nobody() {
    assertThat(house.post("/api/stops", "{\"phone\":\"+77771234567\"}").statusCode())
        .isEqualTo(401);
    assertThat(house.stops.recipients).isEmpty();
  }
}
