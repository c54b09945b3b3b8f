package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.app.LogLines;
import semel.visits.Attempts;

/// From the operator's token to named users, on several nodes that share nothing but a database.
@Timeout(900)
final class EntryTest {

  private static final String PASSWORD = "a password of some length";
  private static final List<String> ACCOUNTS =
      List.of("SEMEL_ADMIN_TOKEN", "MOBIZON_API_KEY", "RESEND_API_KEY", "RESEND_FROM");

  private final Stage stage = new Stage();
  private final LogLines log = new LogLines("semel");
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void strike() {
    nodes.forEach(Node::close);
    log.close();
    stage.close();
  }

  private int node(Map<String, String> environment) {
    var node = new Node(environment);
    nodes.add(node);
    return node.caller.port();
  }

  @Test
  void the_token_lets_in_who_lets_in_the_others_on_every_node() {
    var one = node(stage.environment());
    var other = node(stage.environment());
    var boss = new Visit();
    assertThat(boss.look(one, "/settings").path()).isEqualTo("/sign-in");
    assertThat(boss.signIn(one, "", Stage.TOKEN).path()).isEqualTo("/settings/me");
    boss.look(one, "/settings");
    boss.submit(one, "/settings/users", "name", "anna", "role", "operator", "password", PASSWORD);

    var anna = new Visit();
    assertThat(anna.signIn(other, "anna", PASSWORD).body()).contains("Settings of anna");
    assertThat(anna.look(one, "/settings/me").body()).contains("Settings of anna");
    assertThat(anna.look(one, "/settings").code()).isEqualTo(403);
    assertThat(anna.look(one, "/api/messages").code()).isEqualTo(200);

    boss.look(one, "/settings");
    boss.submit(one, "/settings/users/anna", "role", "operator");
    assertThat(anna.look(other, "/settings/me").path()).isEqualTo("/sign-in");
    assertThat(boss.look(other, "/settings").body())
        .contains("operator keeps anna out from now on", "anna signed in");
    assertThat(
            stage.number(
                "SELECT count(*) FROM semel.named_user WHERE password LIKE "
                    + "'$argon2id$v=19$m=19456,t=2,p=1$%'"))
        .isEqualTo(1);
  }

  @Test
  void the_limit_on_attempts_is_one_for_all_nodes_and_no_password_gets_into_the_log() {
    var one = node(stage.environment());
    var other = node(stage.environment());
    var eve = new Visit();
    for (var i = 0; i < Attempts.PER_NAME; i++) {
      var code = eve.signIn(i % 2 == 0 ? one : other, "operator", "guess-number-" + i).code();
      assertThat(code).isEqualTo(422);
    }
    assertThat(eve.signIn(one, "operator", Stage.TOKEN).code()).isEqualTo(429);
    assertThat(eve.signIn(other, "", Stage.TOKEN).code()).isEqualTo(429);
    assertThat(new Caller(one).operator("GET", "/api/landing/stats", "").code()).isEqualTo(200);
    assertThat(log.lines()).anyMatch(line -> line.contains("too many attempts"));
    assertThat(log.lines()).noneMatch(line -> line.contains("guess") || line.contains(Stage.TOKEN));
  }

  @Test
  void another_token_ends_what_was_begun_with_the_one_before() {
    var one = node(stage.environment());
    var boss = new Visit();
    boss.signIn(one, "", Stage.TOKEN);
    var changed = new HashMap<>(stage.environment());
    changed.put("SEMEL_ADMIN_TOKEN", "another-token-of-the-stage");
    var other = node(changed);

    assertThat(boss.look(one, "/settings").code()).isEqualTo(200);
    assertThat(boss.look(one, "/settings").path()).isEqualTo("/settings");
    assertThat(boss.look(other, "/settings").path()).isEqualTo("/sign-in");
  }

  @Test
  void a_sandbox_that_nobody_configured_is_open_to_its_own_machine_until_the_first_user() {
    var environment = new HashMap<>(stage.environment());
    ACCOUNTS.forEach(environment::remove);
    var port = node(environment);
    var me = new Visit();

    assertThat(me.look(port, "/settings").body()).contains("Open without sign-in");
    assertThat(me.look(port, "/api/landing/stats").code()).isEqualTo(401);
    me.submit(port, "/settings/users", "name", "me", "role", "admin", "password", PASSWORD);
    assertThat(me.look(port, "/settings").path()).isEqualTo("/sign-in");
    assertThat(me.signIn(port, "me", PASSWORD).body()).contains("Settings of me");
  }

  @Test
  void what_was_configured_is_never_open() {
    for (var kept : ACCOUNTS.subList(0, 3)) {
      var environment = new HashMap<>(stage.environment());
      ACCOUNTS.stream()
          .filter(name -> !name.equals(kept) && !(kept + name).equals("RESEND_API_KEYRESEND_FROM"))
          .forEach(environment::remove);
      var port = node(environment);
      assertThat(new Visit().look(port, "/settings").path()).as(kept).isEqualTo("/sign-in");
    }
    var elsewhere = new HashMap<>(stage.environment());
    ACCOUNTS.forEach(elsewhere::remove);
    elsewhere.put("SEMEL_HOST", "0.0.0.0");
    assertThat(new Visit().look(node(elsewhere), "/settings").path()).isEqualTo("/sign-in");
  }

  @Test
  void a_lead_is_revealed_on_every_node_to_one_session() {
    var one = node(stage.environment());
    var other = node(stage.environment());
    var lead = new Caller(one).register(42).lead();
    var boss = new Visit();
    boss.signIn(one, "", Stage.TOKEN);
    var place = "/leads/" + lead + "/person";
    assertThat(boss.look(one, place).body()).contains("+7 701 ••• •• 42");
    boss.submit(one, "/leads/" + lead + "/reveal");

    assertThat(boss.look(other, place).body()).contains("+7 701 000 00 42");
    var again = new Visit();
    again.signIn(other, "", Stage.TOKEN);
    assertThat(again.look(other, place).body()).contains("+7 701 ••• •• 42");
  }
}
