package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.ReceiptKind;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.State;
import semel.web.http.Route;

final class DeskTest {

  private static final String STRANGER = "/api/leads/" + UUID.fromString("0-0-0-0-1");

  private final House house = new House();
  private final Twin.Row row = register();

  private Twin.Row register() {
    house.register(House.VALID);
    house.wakes.clear();
    return house.onlyRow();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String message(Channel channel, String action) {
    return "/api/messages/" + row.id + "/" + channel.key() + "/" + action;
  }

  @Test
  void without_the_token_there_is_a_401_and_nothing_else() {
    var guarded =
        house.door.routes().stream()
            .filter(route -> route.entry() instanceof Route.Entry.Api)
            .toList();
    assertThat(guarded).hasSize(16);
    for (var route : guarded) {
      var path =
          route
              .path()
              .replace("{leadId}", row.id.toString())
              .replace("{channel}", "sms")
              .replace("{campaign}", "proftest");
      for (var headers :
          List.of(
              new String[0],
              new String[] {"Authorization", "Bearer wrong"},
              new String[] {"Authorization", "Bearer"},
              new String[] {"Authorization", "Basic " + House.TOKEN},
              new String[] {"Authorization", House.TOKEN},
              new String[] {
                "Authorization", "Bearer " + House.TOKEN, "Authorization", "Bearer " + House.TOKEN
              })) {
        var response = house.method(route.method(), path, headers);
        assertThat(response.statusCode()).as(path).isEqualTo(401);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      }
    }
    assertThat(house.method("PATCH", "/api/messages").statusCode()).isEqualTo(401);
    assertThat(row.erased).isFalse();
    assertThat(house.ask("PATCH", "/api/messages").statusCode()).isEqualTo(405);
  }

  @Test
  void a_resend_makes_what_was_never_sent_due_now_and_skips_what_was() {
    row.states.put(Channel.SMS, State.Name.SENT);
    var response = house.ask("POST", "/api/landing/resend/" + row.id);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"success\":true,\"leadId\":\""
                + row.id
                + "\",\"results\":{\"sms\":{\"result\":\"already-sent\",\"state\":\"sent\","
                + "\"why\":\"It is sent.\"},\"email\":{\"result\":\"due-now\","
                + "\"state\":\"scheduled\",\"why\":\"Done.\"}}}");
    assertThat(house.wakes).containsExactly(Duration.ZERO);
  }

  @Test
  void a_resend_that_changes_nothing_wakes_nobody() {
    row.states.put(Channel.SMS, State.Name.CLAIMED);
    row.states.put(Channel.EMAIL, State.Name.FAILED);
    var response = house.ask("POST", "/api/landing/resend/" + row.id);

    assertThat(response.body()).contains("\"result\":\"noted\"", "\"result\":\"refused\"");
    assertThat(house.wakes).isEmpty();
  }

  @Test
  void a_cancel_is_done_or_noted_or_refused_with_the_state() {
    var done = house.ask("POST", message(Channel.SMS, "cancel"));
    var settled = house.ask("POST", message(Channel.SMS, "cancel"));
    row.states.put(Channel.EMAIL, State.Name.CLAIMED);
    var noted = house.ask("POST", message(Channel.EMAIL, "cancel"));

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(House.text(done, "state")).isEqualTo("cancelled");
    assertThat(settled.statusCode()).isEqualTo(409);
    assertThat(House.text(settled, "state")).isEqualTo("cancelled");
    assertThat(House.text(settled, "error")).isEqualTo("It is cancelled.");
    assertThat(noted.statusCode()).isEqualTo(202);
    assertThat(House.text(noted, "state")).isEqualTo("claimed");
  }

  @Test
  void what_does_not_exist_is_a_404() {
    var nobody = UUID.fromString("0-0-0-0-1");
    assertThat(house.ask("GET", STRANGER).statusCode()).isEqualTo(404);
    assertThat(house.ask("GET", "/api/leads/x").statusCode()).isEqualTo(404);
    assertThat(house.ask("GET", "/api/leads/1-1-1-1-1").statusCode()).isEqualTo(404);
    assertThat(house.ask("POST", "/api/landing/resend/" + nobody).statusCode()).isEqualTo(404);
    assertThat(house.ask("DELETE", "/api/landing/delete/" + nobody).statusCode()).isEqualTo(404);
    assertThat(house.ask("POST", "/api/messages/" + nobody + "/sms/cancel").statusCode())
        .isEqualTo(404);
    assertThat(house.ask("POST", "/api/messages/" + row.id + "/fax/cancel").statusCode())
        .isEqualTo(404);
    assertThat(house.ask("PUT", "/api/sandbox/fax", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_verdict_settles_a_doubt_with_name_and_reason() {
    row.states.put(Channel.SMS, State.Name.HELD);
    var response =
        house.ask(
            "POST",
            message(Channel.SMS, "resolve"),
            "{\"was\":\"not-sent\",\"reason\":\" not in the provider's list \"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(House.text(response, "state")).isEqualTo("scheduled");
    assertThat(house.twin.verdicts.getFirst().who()).isEqualTo("operator");
    assertThat(house.twin.verdicts.getFirst().reason()).isEqualTo("not in the provider's list");
    assertThat(house.wakes).containsExactly(Duration.ZERO);

    row.states.put(Channel.EMAIL, State.Name.HELD);
    var sent =
        house.ask("POST", message(Channel.EMAIL, "resolve"), "{\"was\":\"sent\",\"reason\":\"x\"}");
    assertThat(House.text(sent, "state")).isEqualTo("sent");
    assertThat(house.wakes).hasSize(1);
  }

  private static final ClaimId LATER = new ClaimId(new UUID(5, 5));

  private String notSent(String more) {
    return "{\"was\":\"not-sent\",\"reason\":\"not in the list\"" + more + "}";
  }

  private HttpResponse<String> resolve(String body) {
    return house.ask("POST", message(Channel.SMS, "resolve"), body);
  }

  private String claimShown() {
    var body = house.ask("GET", "/api/messages?channel=sms").body();
    return body.replaceAll(".*\"claim\":\"([-0-9a-f]{36})\".*", "$1");
  }

  @Test
  void a_doubt_is_shown_with_its_claim_and_what_is_in_no_doubt_without() {
    assertThat(house.ask("GET", "/api/messages?channel=sms").body()).contains("\"claim\":null,");
    for (var state : List.of(State.Name.IN_DOUBT, State.Name.HELD)) {
      row.states.put(Channel.SMS, state);
      var claim = "\"claim\":\"" + row.claims.get(Channel.SMS) + "\",";
      assertThat(house.ask("GET", "/api/messages?channel=sms").body()).contains(claim);
      assertThat(house.ask("GET", "/api/leads/" + row.id).body()).contains(claim);
    }
  }

  @Test
  void a_receipt_is_shown_and_null_stands_where_there_is_none() {
    var path = "/api/messages?channel=sms";
    assertThat(house.ask("GET", path).body()).contains("\"receipt\":null}");
    for (var kind : ReceiptKind.values()) {
      row.receipts.put(Channel.SMS, kind);
      var receipt = "\"receipt\":\"" + kind.key() + "\"}";
      assertThat(house.ask("GET", path).body()).contains(receipt);
      assertThat(house.ask("GET", "/api/leads/" + row.id).body()).contains(receipt);
    }
  }

  @Test
  void a_verdict_on_the_doubt_that_was_shown_settles_it() {
    row.states.put(Channel.SMS, State.Name.HELD);
    var response = resolve(notSent(",\"claim\":\"" + claimShown() + "\""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(house.twin.verdicts.getFirst().claim()).isEqualTo(row.claims.get(Channel.SMS));
  }

  @Test
  void a_verdict_on_a_doubt_that_is_over_settles_nothing_and_says_the_state() {
    row.states.put(Channel.SMS, State.Name.HELD);
    var shown = claimShown();
    row.claims.put(Channel.SMS, LATER);
    var another = resolve(notSent(",\"claim\":\"" + shown + "\""));
    row.states.put(Channel.SMS, State.Name.SENT);
    var none = resolve(notSent(",\"claim\":\"" + shown + "\""));

    assertThat(another.statusCode()).isEqualTo(409);
    assertThat(another.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(House.text(another, "state")).isEqualTo("held");
    assertThat(none.statusCode()).isEqualTo(409);
    assertThat(House.text(none, "state")).isEqualTo("sent");
    assertThat(house.wakes).isEmpty();
  }

  @Test
  void a_verdict_that_names_no_doubt_is_on_the_one_that_was_open_when_it_came() {
    row.states.put(Channel.SMS, State.Name.HELD);
    var first = row.claims.get(Channel.SMS);
    house.twin.whileItHangs = () -> row.claims.put(Channel.SMS, LATER);
    var late = resolve(notSent(""));

    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(House.text(late, "state")).isEqualTo("held");
    assertThat(house.twin.verdicts.getFirst().claim()).isEqualTo(first);
    house.twin.whileItHangs = () -> {};
    assertThat(resolve(notSent("")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_verdict_that_came_before_there_was_a_doubt_settles_none() {
    house.twin.whileItHangs = () -> row.states.put(Channel.SMS, State.Name.HELD);

    assertThat(resolve(notSent("")).statusCode()).isEqualTo(409);
    assertThat(row.states).containsEntry(Channel.SMS, State.Name.HELD);
  }

  @Test
  void a_verdict_that_is_not_clear_settles_nothing() {
    row.states.put(Channel.SMS, State.Name.HELD);
    for (var body :
        List.of(
            "{}",
            "[]",
            "",
            "{\"was\":\"sent\"}",
            "{\"was\":\"maybe\",\"reason\":\"x\"}",
            "{\"was\":true,\"reason\":\"x\"}",
            "{\"was\":\"sent\",\"reason\":\"  \"}",
            "{\"was\":\"sent\",\"reason\":\"" + "x".repeat(501) + "\"}",
            "{\"was\":\"sent\",\"was\":\"not-sent\",\"reason\":\"x\"}",
            "{\"was\":\"sent\",\"reason\":\"x\",\"force\":true}",
            "{\"was\":\"sent\",\"reason\":\"x\",\"claim\":null}",
            "{\"was\":\"sent\",\"reason\":\"x\",\"claim\":\"\"}",
            "{\"was\":\"sent\",\"reason\":\"x\",\"claim\":\"1-1-1-1-1\"}",
            "{\"was\":\"sent\",\"reason\":\"x\",\"claim\":7}")) {
      assertThat(house.ask("POST", message(Channel.SMS, "resolve"), body).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(house.twin.verdicts).isEmpty();
    assertThat(house.ask("POST", message(Channel.SMS, "resolve"), "{}").body())
        .contains("\"was\":\"was takes one of: sent, not-sent.\"", "\"reason\":\"reason takes");
  }

  @Test
  void erasing_leaves_no_name_and_says_what_is_still_open() {
    row.states.put(Channel.EMAIL, State.Name.CLAIMED);
    var pending = house.ask("DELETE", "/api/landing/delete/" + row.id);
    row.states.put(Channel.EMAIL, State.Name.SENT);
    var whole = house.ask("DELETE", "/api/landing/delete/" + row.id);

    assertThat(pending.statusCode()).isEqualTo(202);
    assertThat(pending.body()).endsWith("\"pending\":[\"email\"]}");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(house.ask("GET", "/api/leads/" + row.id).body())
        .contains("\"name\":null,\"email\":null,\"phone\":null", "\"erased\":true");
  }

  @Test
  void totals_name_every_state() {
    row.states.put(Channel.SMS, State.Name.SENT);

    assertThat(house.ask("GET", "/api/landing/stats").body())
        .isEqualTo(
            "{\"leads\":1,\"messages\":{\"sms\":{\"scheduled\":0,\"claimed\":0,\"in-doubt\":0,"
                + "\"held\":0,\"sent\":1,\"failed\":0,\"cancelled\":0},\"email\":{\"scheduled\":1,"
                + "\"claimed\":0,\"in-doubt\":0,\"held\":0,\"sent\":0,\"failed\":0,"
                + "\"cancelled\":0}},\"repeats\":{\"already-sent\":2},\"incidents\":0,"
                + "\"clicks\":0}");
  }

  @Test
  void a_lead_is_shown_with_its_messages_and_journal() {
    var body = house.ask("GET", "/api/leads/" + row.id).body();

    assertThat(body)
        .startsWith("{\"lead\":{\"id\":\"" + row.id + "\",\"campaign\":\"proftest\"")
        .contains("\"phone\":\"8 777 123 45 67\",\"phoneNormalized\":\"+77771234567\"")
        .contains("\"answers\":[1,\"да\"],\"metadata\":null")
        .contains("\"recipient\":\"+7 777 ••• •• 67\",\"due\":\"2026-11-01T10:10:00.123Z\"")
        .contains("\"journal\":[{\"at\":\"2026-11-01T10:10:00.123Z\",\"channel\":null");
  }

  @Test
  void messages_are_filtered_and_paged() {
    house.register(House.VALID.replace("45 67", "45 68"));
    house.register(House.VALID.replace("45 67", "45 69"));
    row.states.put(Channel.SMS, State.Name.SENT);

    var first = house.ask("GET", "/api/messages?channel=sms&limit=2");
    var second =
        house.ask("GET", "/api/messages?channel=sms&limit=2&cursor=" + House.text(first, "next"));
    assertThat(first.body().split("\"leadId\"", -1)).hasSize(3);
    assertThat(second.body()).endsWith("],\"next\":null}").contains("•• 69");
    assertThat(house.ask("GET", "/api/messages?state=sent").body())
        .contains("\"state\":\"sent\",\"recipient\":\"+7 777 ••• •• 67\"")
        .contains("\"nextAttemptAt\":null")
        .doesNotContain("scheduled");
    assertThat(house.ask("GET", "/api/messages?campaign=english").body())
        .isEqualTo("{\"messages\":[],\"next\":null}");
    assertThat(house.ask("GET", "/api/messages?q=%2068%20&state=").body())
        .contains("•• 68")
        .doesNotContain("•• 67");
  }

  @Test
  void filters_that_do_not_exist_are_named_with_the_ones_that_do() {
    var response =
        house.ask(
            "GET", "/api/messages?state=stuck&channel=fax&limit=101&campaign=" + "a".repeat(65));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("state takes one of: scheduled, claimed, in-doubt, held, sent, failed, cancelled")
        .contains("\"channel\":\"channel takes one of: sms, email.\"")
        .contains("\"campaign\":\"The name of a campaign is at most 64")
        .contains("\"limit\":\"limit takes a number from 1 to 100.\"");
    for (var query :
        List.of("cursor=x", "limit=0", "limit=-1", "limit=x", "q=" + "x".repeat(201))) {
      assertThat(house.ask("GET", "/api/messages?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void a_database_that_is_away_is_a_503() {
    house.twin.failure = Twin.away();
    for (var path : List.of("/api/messages", "/api/landing/stats", "/api/export/leads.csv")) {
      var response = house.ask("GET", path);
      assertThat(response.statusCode()).as(path).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
    }
  }
}
