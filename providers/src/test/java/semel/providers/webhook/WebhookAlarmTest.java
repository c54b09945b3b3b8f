package semel.providers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.providers.Specimens.nowhere;
import static semel.providers.Specimens.wire;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.lifecycle.LocalClock;
import semel.monitor.Alert;
import semel.monitor.Alert.Telling;
import semel.providers.Secret;

final class WebhookAlarmTest {

  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00.123456Z");

  private final FakeWebhook receiver = new FakeWebhook();

  @AfterEach
  void close() {
    receiver.close();
  }

  private static final class Clock implements LocalClock {
    @Override
    public long monotonicNanos() {
      return System.nanoTime();
    }

    @Override
    public Instant wall() {
      return Instant.now();
    }
  }

  private static WebhookAlarm alarm(URI uri, String secret) {
    return new WebhookAlarm(new WebhookSettings(uri, new Secret(secret)), wire(), new Clock());
  }

  private static Telling telling(boolean over) {
    var alert = new Alert("lag", "Messages wait. «Бәрі» \"ok\"", 3, Duration.ofHours(1), true);
    return new Telling(
        new UUID(1, 1), new UUID(2, 2), alert, SINCE, SINCE.plusSeconds(600), over, 1);
  }

  /// The published vector of Standard Webhooks.
  @Test
  void the_published_vector_is_signed_alike() {
    var signature = new Signature(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assertThat(
            signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void an_alarm_is_signed_json() {
    assertThat(alarm(receiver.uri(), FakeWebhook.SECRET).tell(telling(false))).isTrue();

    assertThat(receiver.heard())
        .containsExactly(
            new FakeWebhook.Heard(
                new UUID(1, 1).toString(),
                """
                {"type":"alarm.raised","timestamp":"2026-11-01T10:10:00.123Z","data":\
                {"alarm":"%s","rule":"lag","text":"Messages wait. «Бәрі» \\"ok\\"","count":3,\
                "since":"2026-11-01T10:00:00.123Z"}}\
                """
                    .formatted(new UUID(2, 2))));
  }

  @Test
  void an_end_has_a_type_of_its_own() {
    assertThat(alarm(receiver.uri(), FakeWebhook.SECRET).tell(telling(true))).isTrue();

    assertThat(receiver.heard().getFirst().body())
        .contains("\"type\":\"alarm.over\"", "\"text\":\"Over after 10 min: Messages wait.");
  }

  @Test
  void another_secret_is_another_signature() {
    var bare = FakeWebhook.SECRET.substring("whsec_".length());
    assertThat(alarm(receiver.uri(), bare).tell(telling(false))).isTrue();
    assertThat(alarm(receiver.uri(), "whsec_AAAAAAAAAAAAAAAAAAAAAAAA").tell(telling(false)))
        .isFalse();
    assertThat(receiver.heard()).hasSize(1);
    assertThat(receiver.refused()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "302, false", "404, false", "410, false", "503, false"})
  void only_success_means_heard(int code, boolean heard) {
    receiver.answer(code);

    assertThat(alarm(receiver.uri(), FakeWebhook.SECRET).tell(telling(false))).isEqualTo(heard);
    assertThat(receiver.heard()).hasSize(1);
  }

  @Test
  void who_is_not_there_has_not_heard() {
    assertThat(alarm(nowhere(), FakeWebhook.SECRET).tell(telling(false))).isFalse();
  }
}
