package semel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Generated addresses and queries over every route, with the operator's token. Replay with
/// `-Dsemel.seed=…`.
final class HostileAddressTest {

  private static final int REQUESTS = 20_000;
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final List<String> PIECES =
      List.of(
          "..",
          ".",
          "",
          "%",
          "%00",
          "%2f",
          "%2e%2e",
          "%ff",
          "%D0%B6",
          "'",
          "\"",
          "<",
          "{leadId}",
          ";a=b",
          "a+b",
          "%0d%0aX:y",
          "~",
          "*",
          "@",
          "a".repeat(2_000),
          "\\",
          "|",
          "sms",
          "email");
  private static final List<String> QUERIES =
      List.of(
          "",
          "?",
          "?&",
          "?limit=%",
          "?limit=999999999999",
          "?state=sent&state=sent",
          "?q=%00",
          "?q=%25_'",
          "?cursor=%F0%9F%98%80",
          "?source=sms",
          "?=",
          "?a",
          "?q=" + "я".repeat(3),
          "?channel=&campaign=&q=+",
          "?limit=1#x",
          "?source=email&x=%zz");

  private final SplittableRandom random = new SplittableRandom(SEED);

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @Test
  void no_address_makes_a_5xx_or_a_hang() throws IOException {
    try (var house = new House()) {
      house.register(House.VALID);
      var lead = house.onlyRow().id.toString();
      var wire = new Wire(house.door.port());
      for (var n = 0; n < REQUESTS; n++) {
        var route = one(house.door.routes());
        var path = path(route.path(), lead) + one(QUERIES);
        var method =
            random.nextInt(4) == 0 ? one(List.of("HEAD", "OPTIONS", "PATCH", "x")) : route.method();
        var text =
            method + " " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + House.TOKEN;
        var reply = wire.write(text + "\r\nContent-Length: 0\r\n\r\n").reply(method.equals("HEAD"));
        assertThat(reply).as("seed %s: %s", SEED, text).isPresent();
        assertThat(reply.get().status()).as("seed %s: %s", SEED, text).isLessThan(500);
        if (reply.get().closes() || reply.get().headers().containsKey("transfer-encoding")) {
          wire.close();
          wire = new Wire(house.door.port());
        }
      }
      wire.close();
      assertThat(house.twin.rows).hasSize(1);
    }
  }

  private String path(String template, String lead) {
    var path = new StringBuilder();
    for (var segment : template.substring(1).split("/", -1)) {
      path.append('/');
      if (random.nextInt(12) == 0) {
        path.append(one(PIECES));
      } else if (segment.startsWith("{")) {
        path.append(
            one(List.of(lead, UUID.nameUUIDFromBytes(new byte[1]).toString(), one(PIECES))));
      } else {
        path.append(segment);
      }
    }
    return random.nextInt(20) == 0
        ? path.append('/').append(one(PIECES)).toString()
        : path.toString();
  }
}
