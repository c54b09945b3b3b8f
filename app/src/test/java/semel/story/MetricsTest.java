package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.contract.Eventually;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What `/metrics` of a running Semel prints, what `docs/metrics.md` says of it, and what the files
/// for Grafana and Prometheus ask it for.
@Timeout(900)
final class MetricsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PRINTED = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern TOLD = Pattern.compile("(?m)^\\| `([a-z_]+)`");
  private static final Pattern ASKED =
      Pattern.compile("\\b(?:semel|jvm|process)_[a-z_]+[a-z]\\b(?!\\s*:)");

  private final Stage stage = new Stage();

  @AfterEach
  void strike() {
    stage.close();
  }

  private static String text(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  private static Set<String> told() throws IOException {
    return TOLD.matcher(text("docs/metrics.md"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Everything there is to be told is made to happen, behind Semel's back where that is quicker.
  private Map<String, String> environment() {
    var environment = new HashMap<>(stage.environment());
    environment.put("MOBIZON_BALANCE_LEAST", "1000");
    environment.put("RESEND_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    environment.put("SEMEL_ALARM_WEBHOOK_URL", "http://127.0.0.1:1/alarms");
    environment.put("SEMEL_ALARM_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return environment;
  }

  private void happen(Node node) {
    node.caller.register(1);
    node.caller.registerAs("{\"name\":\"A\",\"email\":\"a@example.com\",\"phone\":\"1\"}");
    node.caller.webhook("/webhooks/resend", "{}");
    stage.number(
        """
        WITH told AS (
          INSERT INTO semel.receipt_tally (day, provider, prefix, kind, receipts)
          VALUES (current_date, 'mobizon', '+7701', 2, 30)
          ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*) FROM told
        """);
    stage.number(
        """
        WITH paused AS (
          UPDATE semel.rate_gate
          SET paused_until = now() + interval '1 hour', pause_reason = 'a test'
          WHERE account LIKE 'resend%' RETURNING 1)
        SELECT count(*) FROM paused
        """);
    stage.number(
        """
        WITH held AS (
          INSERT INTO semel.campaign_hold (campaign, why) VALUES ('spring', 'a test')
          ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*) FROM held
        """);
  }

  @Test
  void the_page_names_what_is_printed_and_nothing_else() throws IOException {
    var told = told();
    var printed = new TreeSet<String>();
    try (var node = new Node(environment())) {
      var lead = node.caller.register(1).lead();
      Eventually.within(
          Duration.ofMinutes(3),
          () -> {
            happen(node);
            var body = node.caller.operator("GET", "/metrics", "").body();
            assertThat(body).doesNotContain(lead).doesNotContain(Caller.phone(1));
            PRINTED.matcher(body).results().forEach(found -> printed.add(found.group(1)));
            return printed.containsAll(told);
          },
          () -> "never printed: " + minus(told, printed));
    }
    assertThat(minus(printed, told)).as("printed and not on the page").isEmpty();
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    var rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  /// The page is complete, see above: what it names is what there is.
  @Test
  void dashboard_and_rules_ask_for_what_there_is() throws IOException {
    var told = told();
    for (var file : new String[] {"ops/grafana/semel.json", "ops/prometheus/semel-rules.yml"}) {
      var asked =
          ASKED
              .matcher(text(file))
              .results()
              .map(found -> found.group().replaceAll("_(bucket|sum|count)$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(asked).as(file).hasSizeGreaterThan(5);
      assertThat(minus(asked, told)).as("asked for by " + file).isEmpty();
    }
  }

  @Test
  void dashboard_and_rules_can_be_read() throws IOException {
    var dashboard = JsonMapper.builder().build().readTree(text("ops/grafana/semel.json"));
    assertThat(dashboard.path("title").asString()).isEqualTo("Semel");
    assertThat(dashboard.path("panels").findValuesAsString("expr"))
        .hasSizeGreaterThan(20)
        .noneMatch(String::isBlank);
    var rules = new YAMLMapper().readTree(text("ops/prometheus/semel-rules.yml"));
    assertThat(rules.path("groups").path(0).path("rules"))
        .hasSizeGreaterThan(10)
        .allSatisfy(rule -> {
          assertThat(rule.path("alert").asString()).startsWith("Semel");
          assertThat(rule.path("expr").asString()).isNotBlank();
          assertThat(rule.path("annotations").path("description").asString()).isNotBlank();
        });
  }
}
