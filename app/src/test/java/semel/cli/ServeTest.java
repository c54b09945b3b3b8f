package semel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.cli.DataFolders.inUse;
import static semel.cli.DataFolders.letPass;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import semel.cli.SemelProcess.Ended;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `serve` as a process: how it starts, what stops it from starting, and how it ends.
@Timeout(900)
class ServeTest {

  private static final Pattern PORT = Pattern.compile("listens on http:\\S*127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern TOKEN = Pattern.compile("shown this once: (\\S+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// One folder for all: its programs are unpacked once, and every end must leave it usable.
  @TempDir private static Path shared;

  @TempDir private Path folder;
  private Path data = Path.of("unset");

  @BeforeAll
  static void letServersPass() {
    letPass(shared);
  }

  @BeforeEach
  void nameFolder() {
    data = shared.resolve("data");
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(inUse(data)).isFalse();
  }

  private Map<String, String> environment(String... namesAndValues) {
    var environment = new HashMap<String, String>();
    environment.put("SEMEL_DATA_DIR", data.toString());
    environment.put("SEMEL_PORT", "0");
    for (var i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  private SemelProcess serve(String... namesAndValues) {
    return SemelProcess.start(folder, environment(namesAndValues), "serve");
  }

  private Ended refused(String... namesAndValues) {
    var ended = SemelProcess.run(folder, environment(namesAndValues), "serve");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err() + ended.out()).doesNotContain("\tat ", "Exception");
    return ended;
  }

  private static int health(SemelProcess semel) throws IOException, InterruptedException {
    var port = PORT.matcher(semel.out());
    assertThat(port.find()).isTrue();
    var address = URI.create("http://127.0.0.1:" + port.group(1) + "/health/ready");
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static Ended stopped(SemelProcess semel, String signal, int code) {
    var begun = System.nanoTime();
    semel.signal(signal);
    var ended = semel.ended();
    assertThat(ended.code()).isEqualTo(code);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(ended.err() + ended.out()).doesNotContain("\tat ", "Exception", "ERROR");
    return ended;
  }

  @ParameterizedTest
  @CsvSource({"TERM, 0", "INT, 0"})
  void it_greets_serves_and_ends_in_order_when_told_to(String signal, int code) throws Exception {
    try (var semel = serve()) {
      semel.says("an acknowledged commit stays.");
      assertThat(semel.out()).contains("[RECOVERY] 0 due, 0 in doubt, 0 scheduled");
      assertThat(semel.out()).contains("\n  SMS: sandbox; email: sandbox; delay 10m\n");
      assertThat(semel.out()).contains("later than SETTLE 10m after a lease of 1m");
      assertThat(health(semel)).isEqualTo(200);
      assertThat(inUse(data)).isTrue();
      stopped(semel, signal, code);
    }
    assertThat(inUse(data)).isFalse();
  }

  @Test
  void the_token_is_shown_at_the_first_start_and_never_again() throws Exception {
    letPass(folder);
    data = Files.createDirectory(folder.resolve("data"));
    letPass(data);
    try (var semel = serve()) {
      semel.says("Set SEMEL_ADMIN_TOKEN to use one of your own.");
      assertThat(TOKEN.matcher(semel.out()).results()).hasSize(1);
      stopped(semel, "TERM", 0);
    }
    try (var semel = serve()) {
      semel.says("an acknowledged commit stays.");
      assertThat(stopped(semel, "TERM", 0).out()).doesNotContainIgnoringCase("token");
    }
  }

  @Test
  void a_log_in_json_is_nothing_else_and_the_token_is_not_in_it() throws Exception {
    letPass(folder);
    data = Files.createDirectory(folder.resolve("data"));
    letPass(data);
    try (var semel = serve("SEMEL_LOG_FORMAT", "json")) {
      semel.says("an acknowledged commit stays.");
      assertThat(health(semel)).isEqualTo(200);
      var ended = stopped(semel, "TERM", 0);
      var lines = ended.out().lines().map(JSON::readTree).toList();
      assertThat(lines)
          .isNotEmpty()
          .allMatch(JsonNode::isObject)
          .allMatch(line -> line.has("time") && line.has("level") && line.has("message"));
      assertThat(lines)
          .extracting(line -> line.path("message").asString())
          .contains("SMS: sandbox; email: sandbox; delay 10m")
          .anyMatch(said -> said.startsWith("Semel listens on http://127.0.0.1:"));
      var token = TOKEN.matcher(ended.err());
      assertThat(token.find()).isTrue();
      assertThat(ended.out()).doesNotContain(token.group(1));
    }
  }

  @Test
  void a_second_semel_on_the_same_folder_is_told_who_is_there() {
    try (var semel = serve()) {
      semel.says("listens on");
      assertThat(refused().err())
          .contains(data.toString(), "in use by another Semel", "SEMEL_DATA_DIR");
      var migrated = SemelProcess.run(folder, environment(), "migrate");
      assertThat(migrated.code()).isEqualTo(2);
      assertThat(migrated.err()).contains("in use by another Semel");
      stopped(semel, "TERM", 0);
    }
  }

  @Test
  void a_port_that_is_taken_is_named_and_the_database_stopped_again() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());
      assertThat(refused("SEMEL_PORT", port).err())
          .isEqualTo(
              "Port " + port + " of 127.0.0.1 cannot be opened. Is another Semel running?\n");
      assertThat(inUse(data)).isFalse();
      assertThat(refused("SEMEL_METRICS_PORT", port).err()).startsWith("Port " + port);
    }
  }

  @Test
  void a_host_that_nobody_knows_is_refused_before_the_database_is_started() {
    var ended = refused("SEMEL_HOST", "no-such-host.invalid");
    assertThat(ended.err())
        .startsWith("SEMEL_HOST=no-such-host.invalid is refused: allowed is an address of this");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void traces_that_lead_nowhere_are_refused_before_the_database_is_started() {
    var ended = refused("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318");
    assertThat(ended.err())
        .startsWith("The configuration is refused:\n  OTEL_EXPORTER_OTLP_ENDPOINT is refused (");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void what_opentelemetry_refuses_is_said_in_a_sentence_with_the_name_that_was_set() {
    var endpoint = "http://127.0.0.1:1";
    var ended =
        refused("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "OTEL_BSP_SCHEDULE_DELAY", "often");
    assertThat(ended.err())
        .isEqualTo(
            "The configuration is refused:\n  What begins with OTEL_ is refused by OpenTelemetry:"
                + " Invalid duration property OTEL_BSP_SCHEDULE_DELAY=often. Expected number;"
                + " allowed is what its documentation says of that name.\n");
    assertThat(inUse(data)).isFalse();
  }

  @Test
  void a_data_folder_that_cannot_be_used_is_named() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "mine");
    assertThat(refused("SEMEL_DATA_DIR", file.toString()).err())
        .contains(file + " cannot be used: " + file + " is not a folder", "SEMEL_DATA_DIR");
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_database_that_does_not_answer_is_named_without_its_password() {
    var ended = refused("SEMEL_DATABASE_URL", "postgresql://me:precious@127.0.0.1:1/semel");
    assertThat(ended.err())
        .isEqualTo(
            "No PostgreSQL answers at jdbc:postgresql://127.0.0.1:1/semel."
                + " Is it running, and is the address right?\n");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void migrate_alone_brings_the_schema_up_to_date_as_often_as_it_is_asked() {
    for (var i = 0; i < 2; i++) {
      var ended = SemelProcess.run(folder, environment(), "migrate");
      assertThat(ended.code()).isZero();
      assertThat(ended.out()).endsWith("The schema is up to date.\n");
      assertThat(ended.err()).isEmpty();
      assertThat(inUse(data)).isFalse();
    }
  }
}
