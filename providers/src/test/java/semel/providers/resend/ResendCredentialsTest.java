package semel.providers.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import java.net.URI;
import org.junit.jupiter.api.Test;
import semel.providers.CannedServer;
import semel.providers.Credentials.Report;
import semel.providers.Secret;
import semel.providers.fake.FakeResend;
import semel.providers.fake.Fault;

final class ResendCredentialsTest {

  private static final Secret KEY = new Secret("re_123456789_AbCdEf");

  @Test
  void a_key_with_full_access_works_and_nothing_is_sent() {
    try (var resend = new FakeResend(KEY.value())) {
      assertThat(ask(resend.uri())).isEqualTo(new Report(true, "Resend takes the key."));
      assertThat(resend.ledger().requests(Fault.Kind.SEND)).isZero();
    }
  }

  @Test
  void a_key_that_may_only_send_works_too() {
    try (var resend = new FakeResend(KEY.value())) {
      resend.sendingOnly(true);

      assertThat(ask(resend.uri()))
          .isEqualTo(new Report(true, "Resend takes the key, for sending only."));
    }
  }

  @Test
  void a_key_that_does_not_work_is_told_and_not_shown() {
    try (var resend = new FakeResend("re_another")) {
      var report = ask(resend.uri());

      assertThat(report.work()).isFalse();
      assertThat(report.sentence())
          .isEqualTo("Resend does not take the key: invalid_api_key “API key is invalid.”.");
    }
  }

  @Test
  void a_resend_that_does_not_answer_the_question_says_nothing_about_the_key() {
    assertThat(ask(nowhere()))
        .isEqualTo(
            new Report(
                false,
                "Resend could not be asked about the key: The provider refused the connection."));
    try (var resend = new CannedServer()) {
      resend.then(503, "<html></html>");
      assertThat(ask(resend.uri()).sentence()).contains("could not be asked", "503");

      resend.then(429, "{\"name\":\"rate_limit_exceeded\",\"message\":\"\"}");
      assertThat(ask(resend.uri()).sentence()).contains("could not be asked", "too many");
      assertThat(resend.asked().getFirst().path()).isEqualTo("/emails?limit=1");
    }
  }

  private static Report ask(URI url) {
    return new ResendCredentials(ResendSettings.of(url, KEY, "a@example.kz"), wire()).ask();
  }
}
