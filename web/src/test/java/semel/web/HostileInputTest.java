package semel.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import semel.web.HostileBodies.Body;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Generated requests over real HTTP. Replay with `-Dsemel.seed=…`, lengthen with
/// `-Dsemel.requests=…`.
final class HostileInputTest {

  private static final int REQUESTS = Integer.getInteger("semel.requests", 100_000);
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final int CLIENTS = 4;

  // A second opinion: what this reader refuses, the door must refuse as well.
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String PATH = "/api/landing/proftest";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String HEAD = "POST " + PATH + " HTTP/1.1\r\nHost: a\r\n" + JSON;

  private final AtomicLong created = new AtomicLong();

  @Test
  void no_input_makes_a_5xx_a_hang_or_a_row_without_a_valid_body() throws Exception {
    try (var house = new House();
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      var runs = new ArrayList<Callable<Void>>();
      for (var client = 0; client < CLIENTS; client++) {
        var seed = SEED + client;
        runs.add(() -> knock(house, seed, REQUESTS / CLIENTS));
      }
      for (var run : clients.invokeAll(runs)) {
        try {
          run.get();
        } catch (ExecutionException e) {
          throw new AssertionError("replay with -Dsemel.seed=" + SEED, e.getCause());
        }
      }
      assertThat(house.twin.rows).hasSize((int) created.get()).isNotEmpty();
      house.twin.rows.values().forEach(HostileInputTest::isWellFormed);
    }
  }

  private Void knock(House house, long seed, int requests) throws IOException {
    var random = new SplittableRandom(seed);
    var bodies = new HostileBodies(seed);
    var wire = new Wire(house.door.port());
    try {
      for (var n = 0; n < requests; n++) {
        var body = bodies.next();
        try {
          var reply = exchange(wire, random, body);
          if (reply.closes()) {
            wire.close();
            wire = new Wire(house.door.port());
          }
        } catch (IOException | RuntimeException | AssertionError e) {
          var start = body.latin1().substring(0, Math.min(400, body.latin1().length()));
          throw new AssertionError("request " + n + ", " + body.kind() + ": " + start, e);
        }
      }
    } finally {
      wire.close();
    }
    return null;
  }

  /// Sends a body in one of the ways HTTP has for it, and judges the answer.
  private Wire.Reply exchange(Wire wire, SplittableRandom random, Body body) throws IOException {
    return switch (random.nextInt(50)) {
      case 0 -> {
        var type =
            "Content-Type: " + one(random, "text/plain", "*/*", "x", "a/json;charset=koi8-r");
        var reply = wire.write(Wire.post(PATH, type + "\r\n", body.bytes())).reply();
        yield refused(reply, 415);
      }
      case 1 -> {
        var key = JSON + "Idempotency-Key: " + "k".repeat(random.nextInt(256, 400)) + "\r\n";
        yield refused(wire.write(Wire.post(PATH, key, body.bytes())).reply(), 400);
      }
      case 2 -> {
        var more = body.bytes().length + random.nextInt(1, 50);
        wire.write(HEAD + "Content-Length: " + more + "\r\n\r\n").write(body.bytes());
        yield ended(refused(wire.end().reply(), 400, 413));
      }
      case 3 -> {
        var length = one(random, "-1", "x", "99999999999999999999", "1, 2", "0x10");
        wire.write(HEAD + "Content-Length: " + length + "\r\n\r\n");
        yield ended(refused(wire.reply(), 400));
      }
      case 4 -> {
        var size = one(random, "zz", "-5", "ffffffffff", "");
        wire.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nabc");
        yield ended(refused(wire.end().reply(), 400));
      }
      case 5 -> {
        wire.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
        wire.write("ffff\r\n").write(body.bytes());
        yield ended(refused(wire.end().reply(), 400, 413));
      }
      case 6, 7, 8, 9, 10 -> judged(body, wire.write(chunked(random, body.bytes())).reply());
      default -> judged(body, wire.write(Wire.post(PATH, JSON, body.bytes())).reply());
    };
  }

  private static String one(SplittableRandom random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static byte[] chunked(SplittableRandom random, byte[] body) {
    var parts = new ArrayList<byte[]>();
    parts.add((HEAD + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
    for (var from = 0; from < body.length; ) {
      var to = Math.min(body.length, from + random.nextInt(1, 1 + Math.max(8, body.length / 3)));
      parts.add((Integer.toHexString(to - from) + "\r\n").getBytes(ISO_8859_1));
      parts.add(Arrays.copyOfRange(body, from, to));
      parts.add(new byte[] {'\r', '\n'});
      from = to;
    }
    parts.add("0\r\n\r\n".getBytes(ISO_8859_1));
    return Wire.joined(parts.toArray(byte[][]::new));
  }

  private Wire.Reply judged(Body body, Wire.Reply reply) {
    if (reply.status() == 201) {
      created.incrementAndGet();
    }
    switch (body.verdict()) {
      case TAKEN -> assertThat(reply.status()).as(reply.body()).isIn(200, 201);
      case REFUSED -> refused(reply, 400, 413);
      case EITHER -> {
        if (reply.status() >= 300 || !isObject(body.bytes())) {
          refused(reply, 400);
        }
      }
    }
    return reply;
  }

  private static Wire.Reply refused(Wire.Reply reply, Integer... codes) {
    assertThat(reply.status()).as(reply.body()).isIn((Object[]) codes);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("x-content-type-options", "nosniff");
    assertThat(reply.body()).contains("\"error\":\"");
    return reply;
  }

  /// After broken framing no second request can be told from the rest of the first.
  private static Wire.Reply ended(Wire.Reply reply) {
    assertThat(reply.closes()).isTrue();
    return reply;
  }

  private static boolean isObject(byte[] bytes) {
    try {
      return STRICT.readTree(bytes).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }

  private static void isWellFormed(Twin.Row row) {
    var r = row.registration;
    assertThat(r.name().strip()).isEqualTo(r.name()).isNotEmpty();
    assertThat(r.name().codePoints().count()).isLessThanOrEqualTo(200);
    assertThat(r.name().codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(r.phone().e164()).matches("\\+77[0-9]{9}");
    assertThat(r.email().address()).matches("[!-~]{1,64}@[a-z0-9.-]+\\.[a-z0-9-]{2,}");
    for (var json : new String[] {r.answers(), r.metadata()}) {
      if (json != null) {
        assertThat(json).doesNotContain("\\u0000", "\0");
        STRICT.readTree(json);
      }
    }
  }
}
