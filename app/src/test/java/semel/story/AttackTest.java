package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.providers.CannedServer;
import semel.story.Caller.Heard;

/// Somebody who wants the door to spend money, over HTTP, and two nodes on one database.
@Timeout(900)
final class AttackTest {

  private final Stage stage = new Stage();
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    stage.close();
  }

  /// A node behind a proxy on this machine.
  private Caller node(String... changes) {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_DELAY", "10m");
    environment.put("SEMEL_INTAKE_LIMIT", "on");
    environment.put("SEMEL_TRUSTED_PROXIES", "127.0.0.1");
    for (var i = 0; i < changes.length; i += 2) {
      environment.put(changes[i], changes[i + 1]);
    }
    var node = new Node(environment);
    nodes.add(node);
    return node.caller;
  }

  /// Numbers far enough apart to share no block.
  private static Heard register(Caller caller, int person, String... headers) {
    return caller.registerWith(person * 1_000, headers);
  }

  private static Heard from(Caller caller, int person, String forwarded) {
    return register(caller, person, "X-Forwarded-For", forwarded);
  }

  private static long taken(List<Heard> heard) {
    return heard.stream().filter(one -> one.code() == 201).count();
  }

  private long leads() {
    return stage.number("SELECT count(*) FROM semel.lead");
  }

  @Test
  void what_a_caller_writes_into_the_header_itself_makes_nobody_of_it() {
    var node = node("SEMEL_INTAKE_PER_ADDRESS", "3/24h");
    var heard =
        IntStream.range(0, 10)
            .mapToObj(n -> from(node, n, "198.51.100." + n + ", 203.0.113.7"))
            .toList();
    assertThat(taken(heard)).isEqualTo(3);
    assertThat(heard.getLast().code()).isEqualTo(429);
    assertThat(leads()).isEqualTo(3);
  }

  @Test
  void a_caller_that_is_no_proxy_is_not_believed() {
    var node = node("SEMEL_INTAKE_PER_ADDRESS", "1/24h", "SEMEL_TRUSTED_PROXIES", "203.0.113.1");
    // Both come from this machine, which is nobody's address: the header is not read at all.
    assertThat(from(node, 1, "198.51.100.1").code()).isEqualTo(201);
    assertThat(from(node, 2, "198.51.100.1").code()).isEqualTo(201);
    assertThat(stage.number("SELECT count(*) FROM semel.intake_count WHERE scope IN (0, 1)"))
        .isZero();
  }

  @Test
  void all_addresses_of_one_64_are_one_caller_and_all_64_of_one_48_one_network() {
    var node = node("SEMEL_INTAKE_PER_ADDRESS", "2/24h", "SEMEL_INTAKE_PER_NETWORK", "5/24h");
    var inOne =
        IntStream.range(1, 7).mapToObj(n -> from(node, n, "2001:db8:1:1:" + n + "::" + n)).toList();
    assertThat(taken(inOne)).isEqualTo(2);
    var overMany =
        IntStream.range(10, 20).mapToObj(n -> from(node, n, "2001:db8:1:" + n + "::1")).toList();
    assertThat(taken(overMany)).isEqualTo(3);
    assertThat(from(node, 30, "2001:db8:2::1").code()).isEqualTo(201);
    assertThat(leads()).isEqualTo(6);
  }

  @Test
  void one_number_after_the_other_is_stopped_whoever_calls_and_on_two_nodes() {
    var callers = List.of(node(), node());
    var heard =
        IntStream.range(100, 200)
            .mapToObj(
                n -> callers.get(n % 2).registerWith(n, "X-Forwarded-For", "203.0." + n + ".7"))
            .toList();
    assertThat(taken(heard)).isEqualTo(20);
    assertThat(heard.getLast().code()).isEqualTo(429);
    assertThat(heard.getLast().body()).contains("похожими номерами");
    assertThat(callers.getFirst().registerWith(200).code()).isEqualTo(201);
  }

  @Test
  void campaigns_that_nobody_made_cost_nothing_and_leave_nothing() {
    var node = node();
    for (var n = 0; n < 50; n++) {
      assertThat(node.registerFor("made-up-" + n, n).code()).isEqualTo(404);
    }
    assertThat(leads()).isZero();
    assertThat(stage.number("SELECT count(*) FROM semel.intake_count")).isZero();
    assertThat(stage.number("SELECT count(*) FROM semel.campaign")).isEqualTo(1);
  }

  @Test
  void floods_of_headers_are_refused_and_others_are_served() {
    var node = node("SEMEL_INTAKE_PER_ADDRESS", "1/24h");
    var chain = "198.51.100.1, ".repeat(900) + "203.0.113.7";
    assertThat(from(node, 1, chain).code()).isEqualTo(201);
    assertThat(from(node, 2, chain).code()).as("the last hop is the caller").isEqualTo(429);
    var large = new ArrayList<String>();
    for (var n = 0; n < 40; n++) {
      large.addAll(List.of("X-Filler-" + n, "x".repeat(1_000)));
    }
    assertThat(register(node, 3, large.toArray(String[]::new)).code()).isBetween(400, 499);
    assertThat(from(node, 4, "203.0.114.7").code()).isEqualTo(201);
  }

  @Test
  void limits_count_over_two_nodes_and_survive_their_restart() {
    var one = node("SEMEL_INTAKE_PER_ADDRESS", "4/24h");
    var other = node("SEMEL_INTAKE_PER_ADDRESS", "4/24h");
    for (var n = 0; n < 4; n++) {
      assertThat(from(n % 2 == 0 ? one : other, n, "203.0.113.7").code()).isEqualTo(201);
    }
    assertThat(from(one, 5, "203.0.113.7").code()).isEqualTo(429);
    assertThat(from(other, 5, "203.0.113.7").code()).isEqualTo(429);
    nodes.forEach(Node::close);
    nodes.clear();
    assertThat(from(node("SEMEL_INTAKE_PER_ADDRESS", "4/24h"), 5, "203.0.113.7").code())
        .isEqualTo(429);
  }

  @Test
  void whoever_does_not_prove_to_be_a_person_costs_nothing() {
    try (var captcha = new CannedServer()) {
      var node =
          node(
              "SEMEL_CAPTCHA",
              "turnstile",
              "SEMEL_CAPTCHA_SITE_KEY",
              "1x00000000000000000000AA",
              "SEMEL_CAPTCHA_SECRET",
              "1x0000000000000000000000000000000AA",
              "SEMEL_CAPTCHA_URL",
              captcha.uri().toString());
      captcha
          .then(200, "{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}")
          .then(200, "{\"success\":true,\"error-codes\":[]}");
      assertThat(node.register(1).code()).isEqualTo(400);
      assertThat(node.registerAs(proven(1)).code()).isEqualTo(400);
      assertThat(node.registerAs(proven(1)).code()).isEqualTo(201);
      assertThat(node.registerAs(proven(2)).code()).as("it is broken now").isEqualTo(503);
      assertThat(captcha.asked()).hasSize(3);
      assertThat(leads()).isEqualTo(1);
      assertThat(stage.number("SELECT count(*) FROM semel.lead WHERE metadata IS NOT NULL"))
          .isZero();
    }
  }

  private static String proven(int person) {
    return """
    {"name":"A","email":"a@example.com","phone":"%s","captchaToken":"0.proof"}
    """
        .formatted(Caller.phone(person));
  }

  @Test
  void what_a_day_may_cost_is_not_passed_and_a_person_releases_the_rest() {
    var node =
        node(
            "SEMEL_DELAY",
            "1s",
            "SEMEL_SMS_PRICE",
            "18.5",
            "SEMEL_SPEND_PER_DAY",
            "40",
            "SEMEL_INTAKE_PER_BLOCK",
            "off");
    for (var n = 1; n <= 2; n++) {
      assertThat(register(node, n).code()).isEqualTo(201);
    }
    Stand.until(() -> stage.mobizon.ledger().entries().size() == 2);
    for (var n = 3; n <= 5; n++) {
      assertThat(register(node, n).code()).isEqualTo(201);
    }
    Stand.until(() -> stage.resend.ledger().entries().size() == 5);
    assertThat(node.operator("GET", "/api/campaigns/on-hold", "").body())
        .contains("\"campaign\":\"proftest\"", "more SMS than a day may cost");
    Stand.until(() -> stage.telegram.ledger().entries().toString().contains("SMS of campaign"));
    assertThat(stage.mobizon.ledger().entries()).hasSize(2);

    assertThat(node.operator("POST", "/api/campaigns/proftest/release", "").body())
        .contains("\"released\":true");
    Stand.until(() -> stage.mobizon.ledger().entries().size() == 5);
  }
}
