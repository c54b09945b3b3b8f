package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.users.Act.Deed;
import semel.users.Role;
import semel.web.signin.CheapSignIn;

/// A lead shown whole, for a minute, to who asked.
final class RevealTest {

  private static final String PASSWORD = "a password of some length";
  private static final String[] SCRIPT = {"HX-Request", "true"};

  private final House house = new House();
  private final Browser oleg = new Browser(house);
  private String place = "";

  @BeforeEach
  void registerAndSignIn() {
    house.register(House.VALID);
    place = "/leads/" + house.onlyRow().id;
    CheapSignIn.add(house.entry, "oleg", Role.OPERATOR, PASSWORD);
    CheapSignIn.add(house.entry, "vera", Role.VIEWER, PASSWORD);
    oleg.signIn("oleg", PASSWORD);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static void isMasked(HttpResponse<String> part) {
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body())
        .contains("+7 777 ••• •• 67", "a•••@example.kz")
        .doesNotContain("123", "aigul");
  }

  private static void isWhole(HttpResponse<String> part) {
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body()).contains("+7 777 123 45 67", "aigul@example.kz");
  }

  @Test
  void a_lead_is_masked_until_it_is_asked_for_and_again_after_a_minute() {
    var before = oleg.get(place + "/person", SCRIPT);
    isMasked(before);
    assertThat(before.body()).contains("Show phone and email");

    var shown = oleg.submitWith(SCRIPT, place + "/reveal");
    isWhole(shown);
    assertThat(shown.body())
        .contains("hx-trigger=\"load delay:60s\"", "hx-get=\"" + place + "/person\"")
        .doesNotContain("<html", "Show phone and email");
    house.entry.passed(Duration.ofSeconds(20));
    isWhole(oleg.get(place + "/person", SCRIPT));
    house.entry.passed(Duration.ofSeconds(40));
    isMasked(oleg.get(place + "/person", SCRIPT));
  }

  @Test
  void it_is_revealed_to_the_session_that_asked_and_to_no_other() {
    oleg.get(place + "/person", SCRIPT);
    oleg.submitWith(SCRIPT, place + "/reveal");
    var elsewhere = new Browser(house);
    elsewhere.signIn("oleg", PASSWORD);

    isMasked(elsewhere.get(place + "/person", SCRIPT));
    isWhole(oleg.get(place + "/person", SCRIPT));
  }

  @Test
  void a_viewer_sees_no_button_and_is_refused() {
    var vera = new Browser(house);
    vera.signIn("vera", PASSWORD);
    vera.get("/settings/me");
    var part = vera.get(place + "/person", SCRIPT);
    isMasked(part);
    assertThat(part.body()).doesNotContain("<button", "reveal");

    assertThat(vera.submitWith(SCRIPT, place + "/reveal").statusCode()).isEqualTo(403);
    isMasked(vera.get(place + "/person", SCRIPT));
    assertThat(house.entry.newest(1).getFirst().deed()).isEqualTo(Deed.SIGNED_IN);
  }

  @Test
  void who_looked_is_kept() {
    oleg.get(place + "/person", SCRIPT);
    oleg.submitWith(SCRIPT, place + "/reveal");

    var act = house.entry.newest(1).getFirst();
    assertThat(act.who()).isEqualTo("oleg");
    assertThat(act.deed()).isEqualTo(Deed.LEAD_REVEALED);
    assertThat(act.about()).isEqualTo(house.onlyRow().id.toString());
    assertThat(act.detail()).as("nothing of the person").isNull();
  }

  @Test
  void without_a_script_the_page_is_shown_again() {
    oleg.get(place + "/person", SCRIPT);
    var response = oleg.submit(place + "/reveal");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Browser.place(response)).isEqualTo(place);
    isWhole(oleg.get(place + "/person", SCRIPT));
  }

  @Test
  void a_page_of_another_site_reveals_nobody() {
    oleg.get(place + "/person", SCRIPT);
    var forged = new String[] {"HX-Request", "true", "Origin", "https://evil.example"};

    assertThat(oleg.submitWith(forged, place + "/reveal").statusCode()).isEqualTo(403);
    isMasked(oleg.get(place + "/person", SCRIPT));
  }

  @Test
  void of_an_erased_person_nothing_is_left_to_reveal() {
    oleg.get(place + "/person", SCRIPT);
    house.onlyRow().erased = true;
    var part = oleg.submitWith(SCRIPT, place + "/reveal");

    assertThat(part.body()).contains("has been erased").doesNotContain("777", "@");
    assertThat(house.entry.newest(1).getFirst().deed()).isEqualTo(Deed.SIGNED_IN);
  }

  @Test
  void who_does_not_exist_is_a_404() {
    oleg.get(place + "/person", SCRIPT);
    var nobody = "/leads/0190a0a0-0000-7000-8000-00000000002a";

    assertThat(oleg.get(nobody + "/person").statusCode()).isEqualTo(404);
    assertThat(oleg.submit(nobody + "/reveal").statusCode()).isEqualTo(404);
    assertThat(oleg.get("/leads/x/person").statusCode()).isEqualTo(404);
  }
}
