package semel.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What lies in packaging/: no machine here runs a cluster, so what can be read about it is.
class DeploymentTest {

  /// The seconds that a stop takes at most: with a database elsewhere, and with the one of its own.
  private static final int STOP_SECONDS = 60;

  private static final int STOP_SECONDS_EMBEDDED = 87;

  private static String source(String path) throws Exception {
    return Files.readString(Checkout.root().resolve(path));
  }

  private static String text(String name) throws Exception {
    return source("packaging/" + name);
  }

  private static List<JsonNode> documents(String name) throws Exception {
    var documents = new ArrayList<JsonNode>();
    try (var all = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text(name))) {
      all.forEachRemaining(documents::add);
    }
    return documents;
  }

  private static List<String> groups(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  private static JsonNode ofKind(String kind) throws Exception {
    return documents("kubernetes.yaml").stream()
        .filter(document -> document.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode pod() throws Exception {
    return ofKind("Deployment").at("/spec/template/spec");
  }

  @Test
  void every_name_that_is_set_is_a_name_that_semel_knows() throws Exception {
    var compose = documents("compose.yaml").getFirst().at("/services/semel/environment");
    var cluster = new ArrayList<String>();
    pod().at("/containers/0/env").forEach(each -> cluster.add(each.path("name").asString()));
    var image = groups("([A-Z_]+)=", groups("^ENV (.*)$", text("Containerfile")).getFirst());
    var file =
        groups("^#?([a-z.]+)=", text("semel.properties")).stream()
            .map(name -> name.replace('.', '_').toUpperCase(Locale.ROOT))
            .toList();
    var known =
        groups("^  ([A-Z_]+)\\(\"", source("app/src/main/java/semel/configuration/Key.java"));
    for (var names : List.of(List.copyOf(compose.propertyNames()), cluster, image, file)) {
      assertThat(names).isNotEmpty().isSubsetOf(known);
    }
  }

  @Test
  void every_image_is_of_a_version() throws Exception {
    var images =
        Stream.of(
                groups("^FROM (\\S+)", text("Containerfile")),
                groups("image: (\\S+)", text("compose.yaml")),
                groups("image: (\\S+)", text("kubernetes.yaml")))
            .flatMap(List::stream)
            .toList();
    assertThat(images).hasSize(4).allMatch(image -> image.matches("[a-z0-9./-]+:[0-9]+\\.\\S+"));
  }

  @Test
  void what_the_image_copies_from_the_sources_is_there() throws Exception {
    var commands = groups("^COPY (?!--from)(.*)$", text("Containerfile"));
    assertThat(commands).isNotEmpty();
    for (var command : commands) {
      var words = List.of(command.split(" "));
      for (var source : words.subList(0, words.size() - 1)) {
        assertThat(Checkout.root().resolve(source)).exists();
      }
    }
  }

  @Test
  void probes_ask_paths_that_semel_has() throws Exception {
    var door = source("web/src/main/java/semel/web/Door.java");
    var container = pod().at("/containers/0");
    for (var probe :
        Map.of(
                "startupProbe", "/health/live",
                "livenessProbe", "/health/live",
                "readinessProbe", "/health/ready")
            .entrySet()) {
      var path = container.path(probe.getKey()).at("/httpGet/path").asString();
      assertThat(path).isEqualTo(probe.getValue());
      assertThat(door).contains('"' + path + '"');
    }
  }

  @Test
  void a_stop_has_the_time_that_it_may_take() throws Exception {
    assertThat(pod().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(STOP_SECONDS + 5);
    assertThat(number("stop_grace_period: ([0-9]+)s\n    read_only", "compose.yaml"))
        .isGreaterThan(STOP_SECONDS);
    assertThat(number("TimeoutStopSec=([0-9]+)s", "semel.service"))
        .isGreaterThan(STOP_SECONDS_EMBEDDED);
    // A signal to every process would stop PostgreSQL under a Semel that still records.
    assertThat(text("semel.service")).contains("\nKillMode=mixed\n");
  }

  private static int number(String pattern, String name) throws Exception {
    return Integer.parseInt(groups(pattern, text(name)).getFirst());
  }

  @Test
  void two_run_and_one_stays_when_a_machine_is_emptied() throws Exception {
    assertThat(ofKind("Deployment").at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(ofKind("PodDisruptionBudget").at("/spec/minAvailable").asInt()).isEqualTo(1);
    var labels = ofKind("Deployment").at("/spec/template/metadata/labels");
    assertThat(ofKind("Service").at("/spec/selector")).isEqualTo(labels);
    assertThat(ofKind("PodDisruptionBudget").at("/spec/selector/matchLabels")).isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "packaging/launcher",
        "packaging/debian/postinst",
        "packaging/debian/prerm",
        "packaging/debian/postrm",
        "packaging/debian/semel",
        "scripts/package",
        "scripts/try-package"
      })
  void every_script_can_be_read_by_a_shell(String name) throws Exception {
    assertThat(run("sh", "-n", name)).isEqualTo("0 ");
  }

  @Test
  void the_packing_script_refuses_what_it_does_not_know_before_it_builds() throws Exception {
    assertThat(run("scripts/package", "--dub"))
        .isEqualTo("2 semel: package does not know --dub; see ./semel package --help\n");
    assertThat(run("scripts/package", "--to")).isEqualTo("2 semel: --to needs a folder.\n");
    assertThat(run("scripts/package", "--help")).startsWith("0 Usage: ./semel package");
  }

  @Test
  void the_launcher_becomes_java_with_the_flags_of_the_cache() throws Exception {
    var text = text("launcher");
    assertThat(text).contains("exec \"$home/runtime/bin/java\"").endsWith("\"$@\"\n");
    var flags = groups("(-XX:\\+\\w+|-Xmx\\w+)", text);
    // Java uses the cache only with the flags that it was made with.
    assertThat(flags).hasSize(4);
    assertThat(source("scripts/package")).contains(flags);
  }

  private static String run(String... words) throws Exception {
    var process =
        new ProcessBuilder(words)
            .directory(Checkout.root().toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + said;
  }
}
