package semel.providers.fake.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.providers.fake.FakeResend;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.providers.wire.Answer;
import semel.providers.wire.Header;
import semel.providers.wire.Request;
import tools.jackson.databind.JsonNode;

final class ResendFakeTest {

  private static final String KEY = "re_fake_0000";
  private static final String TO = "aigerim@example.org";
  private static final String BODY =
      """
      {"from":"Semel <hello@example.com>","to":["aigerim@example.org"],"subject":"Сәлем",\
      "html":"<p>hi</p>","tags":[{"name":"lead","value":"L1"}]}\
      """;

  private final SteppedTime time = new SteppedTime();
  private final FakeResend resend = new FakeResend(KEY, time, 0);

  @AfterEach
  void close() {
    resend.close();
  }

  @Test
  void a_send_is_answered_with_an_id_and_nothing_else() {
    Answer answer = send("semel:L1:email", BODY);

    assertThat(answer.code()).isEqualTo(200);
    assertThat(Caller.json(answer).propertyNames()).containsExactly("id");
    String id = idOf(answer);
    assertThat(UUID.fromString(id)).hasToString(id);
    assertThat(resend.ledger().acceptedFor(TO))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.marker()).isEqualTo("semel:L1:email");
          assertThat(accepted.text()).isEqualTo(BODY);
          assertThat(accepted.reference()).isEqualTo(id);
        });
  }

  @Test
  void the_same_key_with_the_same_body_sends_once_for_24_hours() {
    String first = idOf(send("k", BODY));
    time.forward(Duration.ofHours(24).minusMillis(1));
    assertThat(idOf(send("k", BODY))).isEqualTo(first);
    assertThat(resend.ledger().entries()).hasSize(1);

    time.forward(Duration.ofMillis(1));
    assertThat(idOf(send("k", BODY))).isNotEqualTo(first);
    assertThat(resend.ledger().entries()).hasSize(2);
  }

  @Test
  void without_a_key_everything_is_sent_again() {
    Answer first = Caller.answer(post(BODY, List.of()));
    Answer second = Caller.answer(post(BODY, List.of()));

    assertThat(idOf(first)).isNotEqualTo(idOf(second));
    assertThat(resend.ledger().countsByRecipient()).containsEntry(TO, 2);
  }

  @Test
  void the_same_key_with_another_body_is_a_conflict_and_sends_nothing() {
    send("k", BODY);

    assertError(send("k", BODY + " "), 409, "invalid_idempotent_request");
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void the_same_key_while_the_first_call_runs_is_a_conflict() throws Exception {
    resend.faults(
        FaultPlan.script(Fault.SLOW).pausing(Duration.ofMillis(700), Duration.ofSeconds(1)));
    var first = new FutureTask<>(() -> send("k", BODY));
    Thread.ofVirtual().start(first);
    Caller.until(() -> resend.ledger().requests().size() == 1);

    assertError(send("k", BODY), 409, "concurrent_idempotent_requests");
    String id = idOf(first.get());
    assertThat(idOf(send("k", BODY))).isEqualTo(id);
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void a_key_has_1_to_256_characters() {
    assertError(send("", BODY), 400, "invalid_idempotency_key");
    assertError(send("k".repeat(257), BODY), 400, "invalid_idempotency_key");
    assertThat(send("k".repeat(256), BODY).code()).isEqualTo(200);
  }

  @Test
  void whether_a_failure_uses_the_key_up_can_be_chosen() {
    resend.faults(FaultPlan.script(Fault.ERROR_500_WITHOUT_ACCEPTING, Fault.NONE));
    assertError(send("k", BODY), 500, "application_error");
    assertThat(send("k", BODY).code()).isEqualTo(200);

    resend.failuresUseKeys(true);
    resend.faults(
        FaultPlan.script(Fault.ERROR_500_WITHOUT_ACCEPTING, Fault.NONE, Fault.REFUSE, Fault.NONE));
    assertError(send("k2", BODY), 500, "application_error");
    assertError(send("k2", BODY), 500, "application_error");
    assertError(send("k3", BODY), 422, "invalid_parameter");
    assertError(send("k3", BODY), 422, "invalid_parameter");
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void a_repeat_after_a_lost_answer_shows_the_first_id() {
    resend.faults(
        FaultPlan.script(Fault.NO_ID_AFTER_ACCEPTING, Fault.ERROR_500_AFTER_ACCEPTING, Fault.NONE));
    assertThat(Caller.json(send("k", BODY)).isEmpty()).isTrue();
    assertError(send("k", BODY), 500, "application_error");

    assertThat(idOf(send("k", BODY))).isEqualTo(resend.ledger().entries().getFirst().reference());
    assertThat(resend.ledger().entries()).hasSize(1);
  }

  @Test
  void what_is_wrong_with_a_request_has_its_documented_name() {
    assertError(send("a", "{}"), 422, "missing_required_field");
    assertThat(Caller.json(send("a", "{}")).path("message").asString())
        .isEqualTo("Missing `from` field.");
    assertError(
        send("b", "{\"from\":\"a@b.c\",\"to\":\"d@e.f\",\"subject\":\"s\"}"),
        422,
        "missing_required_field");
    assertError(send("c", "not json"), 400, "validation_error");
    assertError(get("/emails/00000000-0000-0000-0000-000000000000"), 404, "not_found");
    assertError(get("/nowhere"), 404, "not_found");
    assertThat(resend.ledger().entries()).isEmpty();
  }

  @Test
  void credentials_are_checked() {
    assertError(
        Caller.answer(Request.post(uri("/emails"), List.of(), BODY)), 401, "missing_api_key");
    assertError(
        Caller.answer(
            Request.post(
                uri("/emails"), List.of(new Header("Authorization", "Bearer re_other")), BODY)),
        403,
        "invalid_api_key");
    resend.faults(FaultPlan.script(Fault.BAD_CREDENTIALS));
    assertError(send("k", BODY), 403, "invalid_api_key");
    resend.sendingOnly(true);
    assertError(get("/emails"), 401, "restricted_api_key");
    assertThat(send("k", BODY).code()).isEqualTo(200);
  }

  @Test
  void a_caller_without_a_name_is_turned_away_at_the_edge() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), resend.uri().getPort())) {
      var head = "GET /emails HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 403 ").endsWith("error code: 1010");
    }
  }

  @Test
  void the_rate_shows_in_every_answer_and_is_kept() {
    resend.requestsPerSecond(2);
    assertThat(send("a", BODY).header("ratelimit-remaining")).contains("1");
    assertThat(send("b", BODY).header("ratelimit-policy")).contains("2;w=1");
    Answer third = send("c", BODY);
    assertError(third, 429, "rate_limit_exceeded");
    assertThat(third.header("retry-after")).contains("1");
    assertThat(resend.ledger().entries()).hasSize(2);

    time.forward(Duration.ofSeconds(1));
    assertThat(send("c", BODY).code()).isEqualTo(200);
    resend.faults(FaultPlan.script(Fault.RATE_LIMIT));
    assertError(send("d", BODY), 429, "rate_limit_exceeded");
  }

  @Test
  void the_list_is_newest_first_in_pages_without_contents() {
    var ids = new ArrayList<String>();
    for (int email = 0; email < 5; email++) {
      ids.addFirst(idOf(send("k" + email, BODY)));
    }

    JsonNode first = Caller.json(get("/emails?limit=2"));
    assertThat(first.path("object").asString()).isEqualTo("list");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(idsOf(first)).isEqualTo(ids.subList(0, 2));
    assertThat(first.path("data").path(0).has("html")).isFalse();
    assertThat(first.path("data").path(0).has("tags")).isFalse();
    assertThat(first.path("data").path(0).path("created_at").asString())
        .isEqualTo("2026-06-24 18:13:15.000000+00");
    JsonNode last = Caller.json(get("/emails?limit=100&after=" + ids.get(1)));
    assertThat(last.path("has_more").asBoolean()).isFalse();
    assertThat(idsOf(last)).isEqualTo(ids.subList(2, 5));
    assertThat(idsOf(Caller.json(get("/emails?limit=2&before=" + ids.get(3)))))
        .isEqualTo(ids.subList(1, 3));
    assertError(get("/emails?limit=101"), 422, "validation_error");
  }

  @Test
  void a_single_read_has_contents_and_tags() {
    JsonNode email = Caller.json(get("/emails/" + idOf(send("k", BODY))));

    assertThat(email.path("object").asString()).isEqualTo("email");
    assertThat(email.path("to").path(0).asString()).isEqualTo(TO);
    assertThat(email.path("html").asString()).isEqualTo("<p>hi</p>");
    assertThat(email.path("text").isNull()).isTrue();
    assertThat(email.path("last_event").asString()).isEqualTo("delivered");
    assertThat(email.path("tags").path(0).path("value").asString()).isEqualTo("L1");
  }

  @Test
  void reads_can_lag_fail_and_miss_a_page() {
    resend.shownAfter(Duration.ofMinutes(1));
    send("k", BODY);
    assertThat(Caller.json(get("/emails")).path("data")).isEmpty();
    time.forward(Duration.ofMinutes(1));
    assertThat(Caller.json(get("/emails")).path("data")).hasSize(1);

    resend.faults(FaultPlan.script(Fault.LIST_ERROR, Fault.LIST_MISSING_A_PAGE));
    assertError(get("/emails"), 500, "application_error");
    JsonNode missing = Caller.json(get("/emails"));
    assertThat(missing.path("data")).isEmpty();
    assertThat(missing.path("has_more").asBoolean()).isTrue();
  }

  private static void assertError(Answer answer, int code, String name) {
    assertThat(answer.code()).isEqualTo(code);
    JsonNode body = Caller.json(answer);
    assertThat(body.propertyNames()).containsExactlyInAnyOrder("statusCode", "message", "name");
    assertThat(body.path("statusCode").asInt()).isEqualTo(code);
    assertThat(body.path("name").asString()).isEqualTo(name);
  }

  private static String idOf(Answer answer) {
    return Caller.json(answer).path("id").asString();
  }

  private static List<String> idsOf(JsonNode list) {
    return list.path("data").valueStream().map(item -> item.path("id").asString()).toList();
  }

  private Answer send(String key, String body) {
    return Caller.answer(post(body, List.of(new Header("Idempotency-Key", key))));
  }

  private Request post(String body, List<Header> more) {
    var headers = new ArrayList<>(more);
    headers.add(new Header("Authorization", "Bearer " + KEY));
    headers.add(new Header("Content-Type", "application/json"));
    return Request.post(uri("/emails"), headers, body);
  }

  private Answer get(String path) {
    return Caller.answer(
        Request.get(uri(path), List.of(new Header("Authorization", "Bearer " + KEY))));
  }

  private URI uri(String path) {
    return URI.create(resend.uri() + path);
  }
}
