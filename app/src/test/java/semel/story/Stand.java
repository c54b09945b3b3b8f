package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// The nodes whose pages a test looks at.
final class Stand implements AutoCloseable {

  private final Stage stage = new Stage();
  private final List<Node> nodes = new ArrayList<>();

  @Override
  public void close() {
    nodes.forEach(Node::close);
    stage.close();
  }

  int node(Map<String, String> environment) {
    var node = new Node(environment);
    nodes.add(node);
    return node.caller.port();
  }

  /// A Semel that nobody configured: everything goes to the sandbox, pages are open.
  int sandbox() {
    return sandbox(Map.of());
  }

  int sandbox(Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    List.of("SEMEL_ADMIN_TOKEN", "MOBIZON_API_KEY", "RESEND_API_KEY", "RESEND_FROM")
        .forEach(environment::remove);
    environment.put("SEMEL_DELAY", "10m");
    environment.putAll(changes);
    return node(environment);
  }

  static void until(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      Thread.onSpinWait(); // each look is a call over HTTP; the time limit of the class ends it
    }
  }

  /// What a node is told: its operator's token, its providers.
  Map<String, String> environment() {
    return stage.environment();
  }

  /// A number that a query finds in the database of the nodes.
  long number(String sql) {
    return stage.number(sql);
  }

  /// Nothing becomes due while the test lasts.
  Map<String, String> patient() {
    var environment = new HashMap<>(stage.environment());
    environment.put("SEMEL_DELAY", "10m");
    return environment;
  }

  static String first(Pattern pattern, String body) {
    var found = pattern.matcher(body);
    assertThat(found.find()).as(pattern + " in " + body).isTrue();
    return found.group(1).replace("&amp;", "&");
  }
}
