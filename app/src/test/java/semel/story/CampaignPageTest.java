package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of a campaign: whom it lets in, and how its SMS are released.
@Timeout(900)
final class CampaignPageTest {

  private static final String PAGE = "/campaigns/proftest";
  private static final String KYRGYZ =
      """
      {"name":"A","email":"a@example.com","phone":"0555 123 456","answers":{}}
      """;

  private final Stand stand = new Stand();
  private final Visit boss = new Visit();

  @AfterEach
  void strike() {
    stand.close();
  }

  @Test
  void an_administrator_says_whose_numbers_are_taken_and_all_nodes_hold_to_it() {
    var port = stand.node(stand.patient());
    var other = new Caller(stand.node(stand.patient()));
    boss.signIn(port, "", Stage.TOKEN);
    assertThat(boss.look(port, PAGE).body()).contains("Who may register", "SEMEL_COUNTRIES");
    assertThat(other.registerAs(KYRGYZ).code()).isEqualTo(400);

    var wrong = boss.submit(port, PAGE + "/admission", "countries", "KG, XX", "kind", "mobile");
    assertThat(wrong.code()).isEqualTo(422);
    assertThat(wrong.body()).contains("no country with phone numbers", "value=\"KG, XX\"");
    var none = boss.submit(port, PAGE + "/admission", "countries", "KG");
    assertThat(none.code()).isEqualTo(422);
    assertThat(none.body()).contains("at least one kind of numbers");

    var done = boss.submit(port, PAGE + "/admission", "countries", "kg kz", "kind", "mobile");
    assertThat(done.path()).isEqualTo(PAGE);
    assertThat(done.body()).contains("value=\"KG, KZ\"");
    assertThat(new Caller(port).registerAs(KYRGYZ).code()).isEqualTo(201);
    Stand.until(() -> other.registerAs(KYRGYZ).code() == 200);
    assertThat(boss.look(port, "/settings").body())
        .contains("changed whom the campaign proftest lets in: KG, KZ, mobile, no captcha");
  }

  @Test
  void a_campaign_on_hold_says_why_and_is_released_by_a_button() {
    var environment = new HashMap<>(stand.environment());
    environment.put("SEMEL_INTAKE_LIMIT", "on");
    environment.put("SEMEL_INTAKE_BURST", "1/24h");
    environment.put("SEMEL_DELAY", "5s");
    var port = stand.node(environment);
    var landing = new Caller(port);
    landing.register(1);
    landing.register(2);
    boss.signIn(port, "", Stage.TOKEN);
    assertThat(boss.look(port, "/campaigns").body()).contains("On hold");
    assertThat(boss.look(port, PAGE).body())
        .contains("a burst of registrations; look whether they are real", "Release its SMS");
    Stand.until(() -> boss.look(port, "/alerts").body().contains("A campaign is on hold"));
    assertThat(boss.look(port, "/alerts").body()).contains("href=\"/campaigns/proftest\"");
    Stand.until(() -> waiting() == 2);
    assertThat(boss.look(port, "/messages?state=waiting&channel=sms").code()).isEqualTo(200);

    assertThat(boss.submit(port, PAGE + "/release").body()).doesNotContain("On hold");
    Stand.until(() -> sent() == 2);
    assertThat(boss.look(port, "/settings").body()).contains("released the SMS of the campaign");
  }

  private long waiting() {
    return stand.number(
        "SELECT count(*) FROM semel.message WHERE channel = 0 AND state = 0 AND next_at > due_at");
  }

  private long sent() {
    return stand.number("SELECT count(*) FROM semel.message WHERE channel = 0 AND state = 4");
  }
}
