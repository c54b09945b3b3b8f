package semel.providers.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.providers.CannedServer;
import semel.providers.Credentials.Report;
import semel.providers.Secret;

final class SiteVerifyTest {

  private static final Secret SECRET = new Secret("0x4AAAAAAA-secret");

  private final CannedServer service = new CannedServer();

  @AfterEach
  void close() {
    service.close();
  }

  private static Said ask(URI url) {
    return new SiteVerify(url, SECRET, wire()).ask("XXXX.DUMMY&TOKEN");
  }

  private Said answered(int code, String body) {
    service.then(code, body);
    return ask(service.uri().resolve("/turnstile/v0/siteverify"));
  }

  @Test
  void a_person_is_one_whom_the_service_names_so_and_the_call_says_no_more_than_it_must() {
    var body =
        """
        {"success":true,"challenge_ts":"2026-11-01T10:00:00.000Z","hostname":"go.example.com",
         "error-codes":[],"action":"","cdata":""}
        """;
    assertThat(answered(200, body)).isEqualTo(new Said.Person());
    assertThat(service.asked())
        .containsExactly(
            new CannedServer.Asked(
                "/turnstile/v0/siteverify",
                "secret=0x4AAAAAAA-secret&response=XXXX.DUMMY%26TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid-input-response",
        "timeout-or-duplicate",
        "missing-input-response",
        "expired-input-response",
        "already-seen-response",
        "invalid-or-already-seen-response"
      })
  void a_proof_that_is_none_proves_nothing(String code) {
    var body = "{\"success\":false,\"error-codes\":[\"" + code + "\"]}";
    assertThat(answered(200, body)).isEqualTo(new Said.NotProven());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}",
        "{\"success\":false,\"error-codes\":[\"internal-error\",\"invalid-input-response\"]}",
        "{\"success\":false,\"error-codes\":[]}",
        "{\"success\":false}",
        "{\"success\":\"true\"}",
        "{\"success\":1}",
        "{}",
        "[true]",
        "true",
        "<html>success</html>",
        ""
      })
  void whatever_else_is_answered_is_no_word_on_the_caller(String body) {
    assertThat(answered(200, body)).isInstanceOf(Said.Unknown.class);
  }

  @Test
  void a_service_that_is_away_or_broken_says_nothing() {
    assertThat(answered(502, "{\"success\":true}")).isInstanceOf(Said.Unknown.class);
    assertThat(ask(nowhere())).isInstanceOf(Said.Unknown.class);
  }

  @Test
  void a_secret_is_tried_with_a_proof_that_is_none() {
    service
        .then(200, "{\"success\":false,\"error-codes\":[\"invalid-input-response\"]}")
        .then(200, "{\"success\":true}")
        .then(200, "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}");
    var credentials = new CaptchaCredentials(new SiteVerify(service.uri(), SECRET, wire()));
    assertThat(credentials.ask().work()).isTrue();
    assertThat(credentials.ask())
        .isEqualTo(new Report(true, "The captcha takes the secret, and any proof."));
    assertThat(credentials.ask())
        .isEqualTo(
            new Report(
                false, "The captcha cannot be asked: It could not decide: invalid-input-secret."));
  }

  @Test
  void the_reason_holds_neither_secret_nor_proof() {
    var said = answered(200, "{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}");
    assertThat(said).asString().contains("invalid-input-secret").doesNotContain("0x4A", "DUMMY");
  }
}
