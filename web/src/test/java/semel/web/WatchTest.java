package semel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.ReceiptKind;
import semel.message.Channel;
import semel.message.State;
import semel.monitor.Snapshot;
import semel.web.http.Answer;
import semel.web.http.Route;

/// Health, metrics, and the way out.
final class WatchTest {

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void who_has_no_reason_against_it_is_ready() {
    for (var path : List.of("/health/live", "/health/ready", "/api/landing/health")) {
      assertThat(house.get(path).statusCode()).isEqualTo(200);
      assertThat(house.get(path).body())
          .isEqualTo("{\"ok\":true,\"reasons\":[],\"version\":\"1.2.3-test\"}");
    }
  }

  @Test
  void who_is_not_ready_says_why_and_is_alive_all_the_same() {
    house.reasons.add("The database does not answer.");

    for (var path : List.of("/health/ready", "/api/landing/health")) {
      assertThat(house.get(path).statusCode()).isEqualTo(503);
      assertThat(house.get(path).body())
          .startsWith("{\"ok\":false,\"reasons\":[\"The database does not answer.\"]");
    }
    assertThat(house.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void the_snapshot_is_shown_as_metrics() {
    house.twin.snapshot =
        new Snapshot(
            Map.of(Channel.SMS, Map.of(State.Name.IN_DOUBT, 3L)),
            Duration.ofMillis(1_500),
            Duration.ofMinutes(2),
            Map.of("already sent", 4L),
            1,
            0,
            List.of(
                new Snapshot.PausedAccount("mobizon", "no balance", Duration.ofSeconds(9)),
                new Snapshot.PausedAccount("resend", "paused by Aya", null)),
            List.of(new Snapshot.CampaignOnHold("spring", "a burst of registrations")),
            new Snapshot.Receipts(
                Map.of("mobizon", Map.of(ReceiptKind.DELIVERED, 7L, ReceiptKind.UNDELIVERED, 2L)),
                4,
                0,
                List.of(new Snapshot.Arrivals("mobizon", "+7701", 15, 20))),
            new Snapshot.Watched(
                12,
                Duration.ZERO,
                0,
                0,
                List.of(new Snapshot.Unheard("webhook", 2, 3, Duration.ofMinutes(4)))));
    house.register(House.VALID);
    house.register(House.VALID);
    house.register(House.VALID.replace("8 777", "8 900"));
    house.get("/nowhere");
    var response = house.get("/metrics");

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(response.body())
        .contains("semel_messages{channel=\"sms\",state=\"in-doubt\"} 3.0\n")
        .contains("semel_due_lag_seconds 1.5\n")
        .contains("semel_in_doubt_oldest_age_seconds 120.0\n")
        .contains("semel_blocked_repeats_untold{reason=\"already sent\"} 4.0\n")
        .contains("semel_incidents_untold 1.0\n")
        .contains("semel_messages_due 12.0\n")
        .contains("semel_alarms_waiting{destination=\"webhook\"} 2.0\n")
        .contains("semel_alarms_waiting_oldest_age_seconds{destination=\"webhook\"} 240.0\n")
        .contains("semel_account_paused_seconds{account=\"mobizon\"} 9.0\n")
        .contains("semel_account_paused_seconds{account=\"resend\"} +Inf\n")
        .contains("semel_campaign_on_hold{campaign=\"spring\"} 1.0\n")
        .contains("semel_receipts_total{kind=\"delivered\",provider=\"mobizon\"} 7.0\n")
        .contains("semel_receipts_total{kind=\"undelivered\",provider=\"mobizon\"} 2.0\n")
        .contains("semel_receipts_unmatched 4.0\n")
        .contains("semel_delivery_ratio{prefix=\"+7701\",provider=\"mobizon\"} 0.75\n")
        .contains("semel_registrations_total{outcome=\"fresh\"} 1.0\n")
        .contains("semel_registrations_total{outcome=\"known\"} 1.0\n")
        .contains("semel_registrations_total{outcome=\"invalid\"} 1.0\n")
        .contains("semel_phones_refused_total{reason=\"country\"} 1.0\n")
        .contains("semel_http_requests_total{code=\"201\",route=\"/api/landing/{campaign}\"} 1.0\n")
        .contains("semel_http_requests_total{code=\"404\",route=\"other\"} 1.0\n")
        .contains("semel_build_info{version=\"1.2.3-test\"} 1.0\n")
        .contains("semel_database_answers 1.0\n");
  }

  @Test
  void scraping_asks_the_database_once_in_five_seconds() {
    for (var n = 0; n < 20; n++) {
      house.get("/metrics");
    }
    assertThat(house.twin.snapshotsTaken).isEqualTo(1);
    house.nanos.addAndGet(Duration.ofMillis(4_999).toNanos());
    house.get("/metrics");
    assertThat(house.twin.snapshotsTaken).isEqualTo(1);
    house.nanos.addAndGet(Duration.ofMillis(1).toNanos());
    house.get("/metrics");
    assertThat(house.twin.snapshotsTaken).isEqualTo(2);
  }

  @Test
  void without_a_database_the_metrics_leave_out_what_it_would_say() {
    house.get("/metrics");
    house.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    house.twin.failure = Twin.away();

    assertThat(house.get("/metrics").body())
        .contains("semel_database_answers 0.0\n", "semel_http_requests_total")
        .doesNotContain("semel_due_lag_seconds 0");
    house.get("/metrics");
    assertThat(house.twin.snapshotsTaken).isEqualTo(2);
  }

  @Test
  void metrics_with_a_port_of_their_own_are_on_no_other() {
    try (var two = new House(OptionalInt.of(0), List.of())) {
      var own = URI.create("http://127.0.0.1:" + two.door.metricsPort() + "/metrics");
      assertThat(two.get("/metrics").statusCode()).isEqualTo(404);
      assertThat(two.send(HttpRequest.newBuilder(own)).body()).contains("semel_build_info");
      assertThat(two.send(HttpRequest.newBuilder(own.resolve("/api/messages"))).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void a_port_that_is_taken_is_told_in_a_sentence() {
    var second =
        new Door(
            house.ports(),
            House.settings(house.door.port(), OptionalInt.empty()),
            _ -> List.of(),
            house.pages::problem);

    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Port " + house.door.port() + " of 127.0.0.1 cannot be opened");
    second.stop(Duration.ZERO);
  }

  @Test
  void a_stop_lets_running_calls_end_and_sends_others_away() throws Exception {
    var entered = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        Route.open(
            "GET",
            "/slow",
            _ -> {
              entered.countDown();
              await(go);
              return Answer.text(200, "text/plain", "done");
            });
    try (var draining = new House(OptionalInt.empty(), List.of(slow));
        var kept = new Wire(draining.door.port())) {
      var running = CompletableFuture.supplyAsync(() -> draining.get("/slow"));
      await(entered);
      var stopped = CompletableFuture.runAsync(() -> draining.door.stop(Duration.ofSeconds(20)));
      var reply = untilDraining(draining.door.port());
      assertThat(reply.headers())
          .containsEntry("retry-after", "5")
          .containsEntry("connection", "close");
      kept.write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(kept.reply().status()).isEqualTo(503);
      assertThat(stopped.isDone()).isFalse();
      go.countDown();
      assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
      stopped.get(10, TimeUnit.SECONDS);
      assertThat(draining.door.port()).isEqualTo(-1);
    }
  }

  /// Asks until the answer is the one of a server that is closing.
  private static Wire.Reply untilDraining(int port) throws IOException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try (var wire = new Wire(port)) {
        var reply = wire.write("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n").reply();
        if (reply.status() == 503) {
          return reply;
        }
        assertThat(System.nanoTime()).isLessThan(until);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
