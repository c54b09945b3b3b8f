package semel.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule of `RoomsTest` on made-up classes in the rooms' own packages: the breach is found.
class RoomsRulesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "intake, dispatch",
    "dispatch, reconcile",
    "reconcile, dispatch",
    "journal, intake",
    "monitor, reconcile",
    "desk, dispatch",
    "postgres, web",
    "providers, postgres",
    "web, dispatch",
    "web, providers.mobizon"
  })
  void a_forbidden_import_is_found(String room, String forbidden) {
    var classes = compiled(known(forbidden), knows(room, forbidden));

    assertFinds(Rooms.neverImports(room, forbidden), classes, "semel." + room + ".Knows");
    assertHolds(Rooms.neverImports(forbidden, room), classes);
  }

  @ParameterizedTest
  @CsvSource({"message, account", "account, lifecycle", "sandbox, intake", "embedded, message"})
  void an_import_beyond_the_allowed_ones_is_found(String room, String other) {
    var classes = compiled(known(other), knows(room, other));

    assertFinds(Rooms.imports(room), classes, "semel." + room + ".Knows");
    assertHolds(Rooms.imports(room, other), classes);
  }

  @Test
  void a_reconciler_that_is_given_a_sender_is_found() {
    var sender = "package semel.dispatch; public interface Sender {}";
    var reconciler = "package semel.reconcile; class Impatient { semel.dispatch.Sender again; }";
    var provider = "package semel.providers.smtp; class Smtp implements semel.dispatch.Sender {}";

    assertFinds(Rooms.senderIsKnownToFew(), compiled(sender, reconciler, provider), "Impatient");
    assertThat(breaches(Rooms.senderIsKnownToFew(), Rooms.compiledInto(folder)))
        .noneMatch(breach -> breach.contains("Smtp"));
  }

  @Test
  void a_provider_that_imports_another_is_found_but_not_one_that_uses_the_wire() {
    var rule = Rooms.providersAreApart();

    assertFinds(
        rule,
        compiled(known("providers.twilio"), knows("providers.mobizon", "providers.twilio")),
        "semel.providers.mobizon.Knows");
    assertFinds(
        rule,
        compiled(known("providers.twilio"), knows("providers.wire", "providers.twilio")),
        "semel.providers.wire.Knows");
  }

  @Test
  void a_provider_may_use_the_wire() {
    var classes = compiled(known("providers.wire"), knows("providers.mobizon", "providers.wire"));

    assertHolds(Rooms.providersAreApart(), classes);
  }

  @Test
  void an_import_of_app_or_of_the_simulator_is_found() {
    assertFinds(
        Rooms.appIsImportedByNobody(), compiled(known("app"), knows("web", "app")), "web.Knows");
    assertFinds(
        Rooms.nothingShippedImportsItsProof(),
        compiled(known("simulator"), knows("app", "simulator")),
        "app.Knows");
  }

  @Test
  void jdbc_in_the_web_is_found() {
    var page = "package semel.web.dashboard; class Page { java.sql.Connection open; }";

    assertFinds(Rooms.neverUsesJdbc("web"), compiled(page), "semel.web.dashboard.Page");
  }

  @Test
  void a_library_or_another_module_of_java_in_the_engine_is_found() {
    var rule = Rooms.engineUsesOnlyJavaBaseAndItself();

    assertFinds(rule, compiled(engine("java.util.logging.Logger log;")), "java.util.logging");
    assertFinds(
        rule, compiled(known("postgres"), engine("semel.postgres.Known other;")), "postgres.Known");
    assertFinds(
        rule,
        compiled(
            "package org.slf4j; public interface Logger {}", engine("org.slf4j.Logger[] logs;")),
        "org.slf4j.Logger");
  }

  @Test
  void a_room_that_no_rule_names_is_held_to_the_rules_of_the_engine() {
    var newcomer = "package semel.newcomer; class A { java.sql.Connection open; }";

    assertFinds(Rooms.engineUsesOnlyJavaBaseAndItself(), compiled(newcomer), "semel.newcomer.A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void f() { Thread.startVirtualThread(() -> {}); }",
        "Object a = java.util.concurrent.Executors.newCachedThreadPool();",
        "java.util.concurrent.CompletableFuture<String> later;",
        "java.nio.file.Path[] paths;",
        "java.io.FileReader reader;",
        "java.net.Socket socket;",
        "java.net.InetAddress address;",
        "java.lang.ProcessBuilder processes;"
      })
  void a_thread_file_or_socket_in_the_engine_is_found(String member) {
    assertFinds(
        Rooms.engineTouchesNoThreadFileOrSocket(), compiled(engine(member)), "semel.dispatch.A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object a = java.time.Clock.systemUTC();",
        "Object a = java.time.InstantSource.system();",
        "Object a = java.time.Instant.now();",
        "Object a = java.time.LocalDate.now(java.time.ZoneOffset.UTC);",
        "long a = System.nanoTime();",
        "Object a = System.out;",
        "Object a = System.getenv();",
        "Object a = java.util.UUID.randomUUID();",
        "Object a = new java.security.SecureRandom();",
        "Object a = new java.util.Random(7);",
        "Object a = new java.util.SplittableRandom(7);",
        "Object a = java.util.random.RandomGenerator.getDefault();",
        "java.util.function.Supplier<Object> a = java.time.Instant::now;",
        "java.util.function.Supplier<Object> a = java.util.Random::new;",
        "java.util.function.Supplier<Object> a = () -> java.util.UUID.randomUUID();"
      })
  void a_clock_or_chance_of_its_own_in_the_engine_is_found(String member) {
    assertFinds(Rooms.engineIsGivenTimeAndChance(), compiled(engine(member)), "semel.dispatch.A");
  }

  @Test
  void what_the_engine_is_given_is_left_alone() {
    var classes =
        compiled(
            engine(
                """
                byte[][] bytes = {"a".getBytes(java.nio.charset.StandardCharsets.UTF_8)};
                java.net.URI link;
                java.util.UUID id = new java.util.UUID(1, 2);
                java.util.concurrent.atomic.AtomicLong count;
                java.time.Instant f(java.time.InstantSource time) { return time.instant(); }
                Object g(java.time.Clock clock) { return java.time.LocalDate.now(clock); }
                long h(java.util.random.RandomGenerator chance) { return chance.nextLong(); }
                String s(Object a) { return switch (a) { case String b -> b; default -> "" + a; }; }
                record Pair(int left, String right) {}
                """));

    assertHolds(Rooms.engineUsesOnlyJavaBaseAndItself(), classes);
    assertHolds(Rooms.engineTouchesNoThreadFileOrSocket(), classes);
    assertHolds(Rooms.engineIsGivenTimeAndChance(), classes);
  }

  private static void assertFinds(ArchRule rule, JavaClasses classes, String culprit) {
    assertThatThrownBy(() -> rule.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(culprit);
  }

  private static void assertHolds(ArchRule rule, JavaClasses classes) {
    assertThat(breaches(rule, classes)).isEmpty();
  }

  private static List<String> breaches(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  private static String known(String room) {
    return "package semel." + room + "; public class Known {}";
  }

  private static String knows(String room, String other) {
    return "package semel." + room + "; class Knows { semel." + other + ".Known it; }";
  }

  private static String engine(String member) {
    return "package semel.dispatch; class A { " + member + " }";
  }

  private JavaClasses compiled(String... sources) {
    var inputs = Stream.of(sources).map(Source::new).toList();
    var options = List.of("-proc:none", "-d", folder.toString(), "-cp", folder.toString());
    var good =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, options, null, inputs)
            .call();
    assertThat(good).isTrue();
    return Rooms.compiledInto(folder);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("text:///" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    /// Only a public type must be named like its file.
    private static String name(String text) {
      return text.replaceAll("(?s).*?(class|interface) (\\w+).*", "$2");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
