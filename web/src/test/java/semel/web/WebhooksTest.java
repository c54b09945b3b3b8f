package semel.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.reconcile.ProviderEvent;
import semel.web.receipts.Webhooks;

/// The two doors for receipts, knocked at as the providers do, and as others might.
final class WebhooksTest {

  private static final String BODY = "{\"test\": 2432232314}";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final String REPORT =
      """
      {"eventId":26,"eventType":"sms-delivery-report","eventCreateTs":"2026-01-15 11:42:28",\
      "webhookId":5,"attempt":1,"data":{"campaignId":800001,"messageId":900001,"segNum":1,\
      "statusUpdateTs":"2026-01-15 11:42:27","status":"DELIVRD","to":"77771234567"},\
      "sign":"5cdebbb611d765bad163d765e8637830b6fd4060"}\
      """;

  private static final String HINT =
      """
      {"eventType":"sms-delivery-report","data":{"messageId":"900001","campaignId":"800001"}}\
      """;

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private HttpResponse<String> resend(String id, String at, String signature, String body) {
    return house.post(
        "/webhooks/resend", body, "svix-id", id, "svix-timestamp", at, "svix-signature", signature);
  }

  private HttpResponse<String> published() {
    return resend(ID, "1614265330", SIGNATURE, BODY);
  }

  private static String signature(String id, long at, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var signed = mac.doFinal((id + "." + at + "." + body).getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> signed(String id, Instant at, String body) {
    var seconds = at.getEpochSecond();
    return resend(id, Long.toString(seconds), signature(id, seconds, body), body);
  }

  private String metric(String line) {
    return house
        .get("/metrics")
        .body()
        .lines()
        .filter(l -> l.startsWith(line))
        .findFirst()
        .orElse("none");
  }

  @Test
  void the_published_vector_is_kept_as_it_came() {
    var answer = published();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"received\":true}");
    assertThat(house.inbox.events).containsExactly(new ProviderEvent("resend", ID, BODY));
  }

  @Test
  void an_event_that_came_before_is_answered_alike_and_kept_once() {
    for (var i = 0; i < 3; i++) {
      assertThat(published().statusCode()).isEqualTo(200);
    }
    // A retry has a signature of its own: only the id is the same.
    assertThat(signed(ID, House.SIGNED_AT.plusSeconds(60), BODY).statusCode()).isEqualTo(200);
    assertThat(house.inbox.events).hasSize(1);
  }

  @Test
  void both_names_of_the_headers_are_known() {
    var answer =
        house.post(
            "/webhooks/resend",
            BODY,
            "webhook-id",
            ID,
            "webhook-timestamp",
            "1614265330",
            "webhook-signature",
            SIGNATURE);
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1614265330, unsigned",
    "msg, '', unsigned",
    "msg, 1614265330, forged",
  })
  void what_nobody_signed_is_turned_away_and_counted(String id, String at, String reason) {
    var answer = resend(id, at, SIGNATURE, BODY);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(House.text(answer, "error")).isNotEmpty();
    assertThat(house.inbox.events).isEmpty();
    assertThat(
            metric("semel_webhooks_refused_total{provider=\"resend\",reason=\"" + reason + "\"}"))
        .endsWith(" 1.0");
  }

  @Test
  void what_is_not_signed_at_all_is_turned_away() {
    assertThat(house.post("/webhooks/resend", BODY).statusCode()).isEqualTo(401);
    assertThat(house.inbox.events).isEmpty();
  }

  @Test
  void a_copy_of_an_old_call_is_turned_away() {
    for (var minutes : List.of(-6, 6)) {
      var at = House.SIGNED_AT.plusSeconds(minutes * 60L);
      assertThat(signed("msg_" + minutes, at, BODY).statusCode()).isEqualTo(401);
    }
    assertThat(house.inbox.events).isEmpty();
    assertThat(metric("semel_webhooks_refused_total{provider=\"resend\",reason=\"stale\"}"))
        .endsWith(" 2.0");
  }

  @Test
  void a_header_that_comes_twice_signs_nothing() {
    var answer =
        house.post(
            "/webhooks/resend",
            BODY,
            "svix-id",
            ID,
            "svix-id",
            ID,
            "svix-timestamp",
            "1614265330",
            "svix-signature",
            SIGNATURE);
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"a\":1,\"a\":2}", "nonsense"})
  void a_signed_body_that_is_no_object_is_refused(String body) {
    assertThat(signed("msg_1", House.SIGNED_AT, body).statusCode()).isEqualTo(400);
    assertThat(house.inbox.events).isEmpty();
  }

  @Test
  void the_limits_of_a_body_are_those_of_every_route() {
    var large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    assertThat(signed("msg_1", House.SIGNED_AT, large).statusCode()).isEqualTo(413);
    var form =
        house.send(
            HttpRequest.newBuilder(house.uri("/webhooks/resend"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b")));
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(house.get("/webhooks/resend").statusCode()).isEqualTo(405);
  }

  @Test
  void a_report_of_mobizon_is_kept_once() {
    for (var i = 0; i < 2; i++) {
      assertThat(house.post("/webhooks/mobizon", REPORT).statusCode()).isEqualTo(200);
    }
    assertThat(house.inbox.events).containsExactly(new ProviderEvent("mobizon", "26", HINT));
  }

  @ParameterizedTest
  @CsvSource({
    "sms-delivery-report, form-submission",
    "'\"eventType\"', '\"otherType\"'",
    "'\"data\":{', '\"date\":{'",
    "'\"campaignId\":800001,\"messageId\":900001', '\"a\":1'"
  })
  void what_is_no_report_about_an_sms_is_answered_and_not_kept(String from, String to) {
    assertThat(house.post("/webhooks/mobizon", REPORT.replace(from, to)).statusCode())
        .isEqualTo(200);
    assertThat(house.inbox.events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'\"attempt\":1', '\"attempt\":2', 401",
    "'\"eventId\":26', '\"eventId\":27', 401",
    "5cdebbb6, 5cdebbb7, 401",
    "'\"sign\"', '\"other\"', 401",
    "'\"eventId\":26', '\"eventId\":\"26\"', 200",
    "'\"status\":\"DELIVRD\"', '\"status\":\"UNDELIV\"', 200"
  })
  void its_sign_covers_the_event_and_not_what_it_says(String from, String to, int code) {
    assertThat(house.post("/webhooks/mobizon", REPORT.replace(from, to)).statusCode())
        .isEqualTo(code);
    assertThat(house.inbox.events).hasSize(code == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"eventId\":null}", "{\"eventId\":[]}", "{\"eventId\":\"a b\"}"})
  void a_report_without_a_name_is_refused(String body) {
    assertThat(house.post("/webhooks/mobizon", body).statusCode()).isEqualTo(400);
  }

  @Test
  void while_too_many_wait_a_new_event_is_asked_to_come_again_and_a_known_one_is_not() {
    published();
    house.inbox.full = true;
    assertThat(published().statusCode()).isEqualTo(200);
    var answer = signed("msg_2", House.SIGNED_AT, BODY);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void while_the_database_is_away_the_provider_is_asked_to_come_again() {
    house.inbox.away = true;
    assertThat(published().statusCode()).isEqualTo(503);
  }

  @Test
  void where_nothing_is_configured_nothing_is_taken() {
    var off = new Webhooks.Terms(Optional.empty(), false, Optional.empty(), Instant::now);
    var door =
        new Door(
            house.ports(),
            House.settings(0, OptionalInt.empty(), off),
            _ -> List.of(),
            house.pages::problem);
    door.start();
    try {
      for (var provider : List.of("resend", "mobizon")) {
        var uri = URI.create("http://127.0.0.1:" + door.port() + "/webhooks/" + provider);
        var answer =
            house.send(
                HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(REPORT)));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(House.text(answer, "error")).contains("is not set");
      }
    } finally {
      door.stop(Duration.ZERO);
    }
    assertThat(house.inbox.events).isEmpty();
  }
}
