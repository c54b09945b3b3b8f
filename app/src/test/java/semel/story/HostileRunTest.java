package semel.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.hostile.Mutations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every call that `openapi.json` describes, bent out of shape and torn, thrown at a real process
/// with a real database. `-Dsemel.hostile=N` says how many, `-Dsemel.seed=S` which.
@Timeout(value = 6, unit = TimeUnit.HOURS)
final class HostileRunTest {

  private static final int REQUESTS = Integer.getInteger("semel.hostile", 50_000);
  private static final long SEED = Long.getLong("semel.seed", System.nanoTime());
  private static final int CLIENTS = 4;
  private static final Duration HANGS = Duration.ofSeconds(20);

  /// With the heap that Semel is started with.
  private static final long MEMORY_KB_MAX = 500_000;

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private static final Map<String, String> BODIES =
      Map.of(
          "/api/landing/{campaign}",
          """
          {"name":"Aigerim","email":"aigerim@example.com","phone":"+7 701 000 00 09",
           "answers":{"q":[1,2.5,null]},"source":"ad","metadata":{"a":"ә"},"utmParams":{}}\
          """,
          "/webhooks/resend",
          """
          {"type":"email.delivered","created_at":"2026-01-01T00:00:00Z","data":{"email_id":"x"}}\
          """,
          "/webhooks/mobizon",
          """
          {"id":"1","event":"sms-delivery-report","time":1,"data":[{"messageId":1,"status":2}]}\
          """,
          "/api/messages/{leadId}/{channel}/resolve",
          """
          {"was":"not-sent","reason":"seen"}\
          """,
          "/api/stops",
          """
          {"email":"nobody@example.com"}\
          """,
          "/api/stops/lift",
          """
          {"phone":"+7 701 000 00 10"}\
          """,
          "/api/sandbox/{channel}",
          """
          {"behaviour":"accept"}\
          """);

  @TempDir Path folder;

  /// One request as it should be.
  private record Request(String method, String path, String headers, String body) {
    byte[] bytes() {
      var bytes = body.getBytes(UTF_8);
      var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
      var head = method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + length;
      var out = new ByteArrayOutputStream();
      out.writeBytes((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      out.writeBytes(bytes);
      return out.toByteArray();
    }
  }

  @Test
  void no_request_makes_a_5xx_or_a_hang_or_fills_the_memory() throws Exception {
    try (var stage = new Stage();
        var semel = semel(stage);
        var clients = Executors.newFixedThreadPool(CLIENTS)) {
      semel.awaitReady();
      var lead = semel.caller().register(1).lead();
      var requests = requests(semel.caller().operator("GET", "/openapi.json", "").body(), lead);
      var done = new AtomicInteger();
      var runs = new ArrayList<Callable<Map<Integer, Integer>>>();
      for (var client = 0; client < CLIENTS; client++) {
        var seed = SEED + client;
        runs.add(() -> attack(semel, requests, seed, done));
      }
      var answers = new TreeMap<Integer, Integer>();
      for (var run : clients.invokeAll(runs)) {
        run.get().forEach((code, count) -> answers.merge(code, count, Integer::sum));
      }
      System.out.printf("HostileRunTest: %d requests, answers %s%n", REQUESTS, answers);
      assertThat(answers).containsKeys(200, 400, 401, 404).hasSizeGreaterThan(6);
      assertThat(semel.taken().memory()).as("kB of memory").isLessThan(MEMORY_KB_MAX);
      assertThat(semel.caller().register(2).code()).isEqualTo(201);
    }
  }

  private SemelProcess semel(Stage stage) {
    var environment = new HashMap<>(stage.environment());
    environment.remove("MOBIZON_API_KEY"); // the sandbox has calls of its own
    environment.put("RESEND_WEBHOOK_SECRET", "whsec_c2VjcmV0IG9mIHRoZSBzdGFnZQ==");
    return new SemelProcess(environment, folder.resolve("semel.log"));
  }

  /// One good request for each call described; where a token is asked for, once without.
  private static List<Request> requests(String description, String lead) {
    var all = new ArrayList<Request>();
    var paths = JsonMapper.shared().readTree(description).get("paths");
    for (var path : paths.properties()) {
      for (var call : path.getValue().properties()) {
        var method = call.getKey().toUpperCase(Locale.ROOT);
        var place = place(path.getKey(), call.getValue(), lead);
        var body = BODIES.getOrDefault(path.getKey(), "");
        var type = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
        all.add(new Request(method, place, type, body));
        if (call.getValue().has("security")) {
          var token = "Authorization: Bearer " + Stage.TOKEN + "\r\n";
          all.add(new Request(method, place, type + token, body));
        }
      }
    }
    return all;
  }

  private static String place(String path, JsonNode call, String lead) {
    var filled =
        PLACE
            .matcher(path)
            .replaceAll(found ->
                switch (found.group(1)) {
                  case "campaign" -> "proftest";
                  case "channel" -> "sms";
                  case "leadId" -> lead;
                  default -> "abcdefgh";
                });
    var query = new ArrayList<String>();
    for (var parameter : call.path("parameters")) {
      if (parameter.path("in").asString("").equals("query")) {
        query.add(parameter.get("name").asString() + "=" + query.size());
      }
    }
    return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
  }

  private Map<Integer, Integer> attack(
      SemelProcess semel, List<Request> requests, long seed, AtomicInteger done) {
    var random = new SplittableRandom(seed);
    var torn = new Mutations(requests.stream().map(Request::bytes).toList(), seed);
    var parts = new HashMap<String, Mutations>();
    var answers = new HashMap<Integer, Integer>();
    for (var n = 0; n < REQUESTS / CLIENTS; n++) {
      var whole = random.nextInt(4) > 0;
      var bytes = whole ? bent(requests, random, parts, seed) : torn.next();
      try {
        answers.merge(answer(semel, bytes, whole), 1, Integer::sum);
      } catch (IOException | AssertionError e) {
        var shown = Base64.getEncoder().encodeToString(bytes);
        throw new AssertionError("-Dsemel.seed=" + SEED + " made, in Base64, " + shown, e);
      }
      var soFar = done.incrementAndGet();
      if (soFar % 50_000 == 0) {
        System.out.printf(
            "HostileRunTest: %d of %d, %d kB%n", soFar, REQUESTS, semel.taken().memory());
      }
    }
    return answers;
  }

  /// A request whose framing holds, with a part that does not say what it should.
  private static byte[] bent(
      List<Request> requests, SplittableRandom random, Map<String, Mutations> parts, long seed) {
    var good = requests.get(random.nextInt(requests.size()));
    if (!good.body().isEmpty() && random.nextInt(4) > 0) {
      var body = changed(good.body(), parts, seed);
      return new Request(good.method(), good.path(), good.headers(), body).bytes();
    }
    var path = changed(good.path(), parts, seed).replaceAll("[\\x00-\\x20]", "%20");
    return new Request(good.method(), path, good.headers(), good.body()).bytes();
  }

  private static String changed(String text, Map<String, Mutations> parts, long seed) {
    var mutations =
        parts.computeIfAbsent(text, t -> new Mutations(List.of(t.getBytes(UTF_8)), seed));
    return new String(mutations.next(), UTF_8);
  }

  /// What is answered; 0 for a connection that was closed, which only torn requests may meet.
  private static int answer(SemelProcess semel, byte[] bytes, boolean whole) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), semel.caller().port())) {
      socket.setSoTimeout((int) HANGS.toMillis());
      String said;
      try {
        socket.getOutputStream().write(bytes);
        if (!whole) {
          socket.shutdownOutput();
        }
        said = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        assertThat(whole).as(String.valueOf(e)).isFalse();
        return 0;
      }
      if (said.isEmpty()) {
        assertThat(whole).as("closed without an answer").isFalse();
        return 0;
      }
      assertThat(said).startsWith("HTTP/1.1 ");
      var code = Integer.parseInt(said.substring(9, 12));
      assertThat(code).as(said).isLessThan(500);
      if (code >= 400 && code != 401 && whole) {
        assertThat(said).containsIgnoringCase("content-type:").doesNotContain("\tat ");
      }
      return code;
    }
  }
}
