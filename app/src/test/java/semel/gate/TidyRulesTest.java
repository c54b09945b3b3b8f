package semel.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule of `TidyTest` on made-up files: it finds the breach, and it leaves the lawful twin
/// alone.
class TidyRulesTest {

  private static final String MAIN = "engine/src/main/java/semel/dispatch/A.java";
  private static final String TEST = "engine/src/test/java/semel/dispatch/ATest.java";

  @Test
  void a_line_of_101_columns_is_found_and_one_of_100_is_not() {
    var head = "// ";
    var text = head + "x".repeat(97) + "\n" + head + "ы".repeat(98) + "\nclass A {}\n";

    assertThat(found(SizeRules::lineLength, MAIN, text)).containsExactly(MAIN + ":2: 101 columns");
  }

  @Test
  void a_method_of_61_lines_is_found_and_one_of_60_is_not() {
    var text = "class A {\n" + method("fits", 60) + method("sprawls", 61) + "}\n";

    assertThat(found(SizeRules::methodLength, TEST, text))
        .containsExactly(TEST + ":62: sprawls has 61 lines");
  }

  @Test
  void a_file_of_401_lines_is_found_and_one_of_400_is_not() {
    assertThat(found(SizeRules::fileLength, TEST, "\n".repeat(400))).isEmpty();
    assertThat(found(SizeRules::fileLength, TEST, "\n".repeat(401))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"README.md,120", "ARCHITECTURE.md,200", "CONTRIBUTING.md,80"})
  void a_document_one_line_too_long_is_found(String path, int most) {
    assertThat(found(SizeRules::documentLength, path, "a\n".repeat(most))).isEmpty();
    assertThat(found(SizeRules::documentLength, path, "a\n".repeat(most + 1))).hasSize(1);
  }

  @Test
  void six_parameters_are_found_but_not_the_components_of_a_record() {
    var six = "int a, int b, int c, int d, int e, int f";
    var text =
        """
        class A {
          record Wide(SIX) { static int zero; Wide(SIX) { this.a = a; } }
          A(SIX) {}
          void five(int a, int b, int c, int d, int e) {}
          void six(SIX) {}
        }
        """
            .replace("SIX", six);

    assertThat(found(SizeRules::parameterCount, MAIN, text))
        .containsExactly(MAIN + ":3: <init> takes 6", MAIN + ":5: six takes 6");
  }

  @Test
  void a_port_of_six_methods_is_found_but_not_a_sealed_or_hidden_interface() {
    var body = "{ void a(); void b(); void c(); void d(); void e(); default void f() {} }";

    assertThat(found(SizeRules::portSize, MAIN, "public interface A " + body)).hasSize(1);
    assertThat(found(SizeRules::portSize, MAIN, "interface A " + body)).isEmpty();
    assertThat(found(SizeRules::portSize, MAIN, "public sealed interface A permits B " + body))
        .isEmpty();
    assertThat(found(SizeRules::portSize, MAIN, "public interface A " + withStatic(body)))
        .isEmpty();
  }

  @Test
  void a_package_of_13_types_is_found_and_one_of_12_is_not() {
    assertThat(found(SizeRules::packageSize, MAIN, types(12))).isEmpty();
    assertThat(found(SizeRules::packageSize, MAIN, types(13)))
        .containsExactly("engine/src/main/java/semel/dispatch:1: 13 types");
  }

  @Test
  void a_package_without_its_description_is_found() {
    var folder = "engine/src/main/java/semel/dispatch/";
    var info = folder + "package-info.java";
    var good = "/// Owns it.\n@NullMarked\npackage semel.dispatch;\n";

    assertThat(found(FileRules::packageInfos, MAIN, "class A {}")).hasSize(1);
    assertThat(found(FileRules::packageInfos, info, good)).isEmpty();
    assertThat(found(FileRules::packageInfos, info, "/// Owns it.\npackage semel.dispatch;\n"))
        .containsExactly(info + ":1: not @NullMarked");
    assertThat(found(FileRules::packageInfos, info, "@NullMarked\npackage semel.dispatch;\n"))
        .containsExactly(info + ":1: 0 lines of /// doc");
    assertThat(found(FileRules::packageInfos, info, "/// Again.\n".repeat(12) + good)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class MessageUtils {}",
        "class A { interface ClaimService {} }",
        "package semel.common; class A {}",
        "record DataBase() {}"
      })
  void a_name_that_says_nothing_is_found(String text) {
    assertThat(found(NameRules::drawers, TEST, text)).hasSize(1);
  }

  @Test
  void a_name_that_only_contains_the_letters_is_left_alone() {
    var text = "package semel.database; class Database { int service; } class Implied {}";

    assertThat(found(NameRules::drawers, MAIN, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class SendJob {}",
        "record A(int customerCount) {}",
        "class A { void queueUp() {} }",
        "class A { void f() { var tasks = 1; } }",
        "enum A { ZOMBIE }",
        "package semel.gateway; class A {}",
        "class A<VENDOR> {}",
        "class A { java.util.function.Function<String, String> f = contact -> contact; }"
      })
  void a_word_outside_the_vocabulary_is_found(String text) {
    assertThat(found(NameRules::foreignWords, MAIN, text)).hasSize(1);
  }

  @Test
  void a_word_that_java_or_a_library_chose_is_left_alone() {
    var text =
        """
        class A implements B {
          final java.util.concurrent.LinkedBlockingQueue<String> waiting = taskless();
          @Override public void queue(int size) {}
        }
        """;

    assertThat(found(NameRules::foreignWords, MAIN, text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var a = Instant.now();",
        "var a = java.time.Instant.now();",
        "var a = System.currentTimeMillis();",
        "var a = new Random(7);",
        "var a = new java.util.Random();",
        "var a = Math.random();",
        "Thread.sleep(1);",
        "System.out.println(1);",
        "failure.printStackTrace();",
        "Supplier<Instant> a = Instant::now;",
        "Supplier<Random> a = Random::new;"
      })
  void a_call_for_time_chance_waiting_or_output_is_found(String statement) {
    assertThat(found(CallRules::shippedCalls, MAIN, "class A { void f() {\n" + statement + "}}"))
        .singleElement()
        .asString()
        .startsWith(MAIN + ":2: ");
  }

  @Test
  void a_static_import_hides_no_call() {
    var text = "import static java.lang.Thread.sleep;\nclass A { void f() { sleep(1); } }";

    assertThat(found(CallRules::shippedCalls, MAIN, text)).hasSize(1);
    assertThat(found(CallRules::testCalls, TEST, text)).hasSize(1);
  }

  @Test
  void the_same_words_in_a_string_a_comment_or_with_a_clock_are_left_alone() {
    var text =
        """
        class A {
          // Thread.sleep(1) would be wrong here
          String a = "Thread.sleep(1)";
          Object b = Instant.now(clock);
        }
        """;

    assertThat(found(CallRules::shippedCalls, MAIN, text)).isEmpty();
  }

  @Test
  void the_loop_and_the_embedded_server_may_wait_and_commands_may_print() {
    var sleeps = "class A { void f() { Thread.sleep(1); } }";
    var prints = "class A { void f() { System.out.println(); } }";
    var loop = "app/src/main/java/semel/app/loop/Loop.java";

    assertThat(found(CallRules::shippedCalls, loop, sleeps)).isEmpty();
    assertThat(found(CallRules::shippedCalls, loop, prints)).hasSize(1);
    assertThat(
            found(CallRules::shippedCalls, "postgres/src/main/java/semel/embedded/A.java", sleeps))
        .isEmpty();
    assertThat(found(CallRules::shippedCalls, "app/src/main/java/semel/cli/A.java", prints))
        .isEmpty();
  }

  @Test
  void a_sleeping_test_is_found() {
    var text = "class ATest {\n void f() { Thread.sleep(1); } }";

    assertThat(found(CallRules::testCalls, TEST, text)).containsExactly(TEST + ":2: Thread.sleep");
    assertThat(found(CallRules::testCalls, MAIN, text)).isEmpty();
  }

  @Test
  void leftovers_authors_disabled_tests_and_wildcards_are_found() {
    assertThat(found(FileRules::leftovers, "semel", "a\n# TO" + "DO later")).hasSize(1);
    assertThat(found(FileRules::leftovers, MAIN, "// X" + "XX: wrong\nclass A {}")).hasSize(1);
    assertThat(found(FileRules::leftovers, "a.sql", "raise 'as +7 7XX XX" + "X XX XX'")).isEmpty();
    assertThat(found(FileRules::leftovers, "semel", "mktemp /tmp/aXX" + "XX")).isEmpty();
    assertThat(found(FileRules::authors, MAIN, "/// @" + "author me\nclass A {}")).hasSize(1);
    assertThat(found(FileRules::disabledTests, TEST, "class A { @Disabled void f() {} }"))
        .hasSize(1);
    assertThat(found(FileRules::wildcardImports, TEST, "import java.util.*;\nclass A {}"))
        .hasSize(1);
    assertThat(found(FileRules::wildcardImports, TEST, "import module java.base;\nclass A {}"))
        .hasSize(1);
    assertThat(found(FileRules::wildcardImports, TEST, "import java.util.List;\nclass A {}"))
        .isEmpty();
  }

  @Test
  void sql_outside_postgres_is_found() {
    var text = "class A {\n String a = \"\"\"\n  SELECT\n    1\"\"\"; }";

    assertThat(found(FileRules::sqlElsewhere, MAIN, text)).hasSize(1);
    assertThat(found(FileRules::sqlElsewhere, MAIN, "class A { String a = \"DELETE FROM x\"; }"))
        .hasSize(1);
    assertThat(found(FileRules::sqlElsewhere, "postgres/src/main/java/semel/postgres/A.java", text))
        .isEmpty();
    assertThat(found(FileRules::sqlElsewhere, "benchmarks/src/main/java/semel/A.java", text))
        .isEmpty();
    assertThat(found(FileRules::sqlElsewhere, MAIN, "class A { String a = \"Selected\"; }"))
        .isEmpty();
  }

  @Test
  void a_page_that_no_reachable_page_links_to_is_found() {
    var checkout =
        Checkout.of(
            new TextFile("README.md", "[a](docs/a.md#part) [web](https://example.org/docs/e.md)"),
            new TextFile("docs/a.md", "[b](deep/b.md)"),
            new TextFile("docs/deep/b.md", "[up](../a.md)"),
            new TextFile("docs/c.md", "[d](d.md)"),
            new TextFile("docs/d.md", "[c](c.md)"));

    assertThat(FileRules.unlinkedPages(checkout))
        .extracting(Finding::path)
        .containsExactly("docs/c.md", "docs/d.md");
  }

  @Test
  void a_built_file_is_found() {
    assertThat(found(FileRules::builtFiles, "app/semel.jar", "")).hasSize(1);
    assertThat(found(FileRules::builtFiles, "app/jar.md", "")).isEmpty();
  }

  @Test
  void lines_without_text_count_for_neither_side() {
    var checkout =
        Checkout.of(
            new TextFile(MAIN, "class A {\n\n}\n"),
            new TextFile("postgres/src/main/resources/V001__a.sql", "SELECT 1;\n"),
            new TextFile(TEST, "\n\n\nclass ATest {}\n"));

    assertThat(SizeRules.proportion(checkout)).isEqualTo(new SizeRules.Proportion(3, 1));
  }

  @Test
  void a_file_that_is_not_java_is_refused() {
    assertThatThrownBy(() -> Checkout.of(new TextFile(MAIN, "class A {")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void without_git_every_file_outside_build_folders_is_read(@TempDir Path folder)
      throws IOException {
    for (var path : List.of("a.md", "engine/A.java", "engine/target/B.java", "data/c")) {
      var file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }

    assertThat(Checkout.walked(folder)).containsExactly("a.md", "engine/A.java");
  }

  private static List<String> found(
      Function<Checkout, List<Finding>> rule, String path, String text) {
    return rule.apply(Checkout.of(new TextFile(path, text))).stream()
        .map(Finding::toString)
        .toList();
  }

  private static String method(String name, int lines) {
    return "  void " + name + "() {\n" + "    f();\n".repeat(lines - 2) + "  }\n";
  }

  private static String types(int count) {
    var text = new StringBuilder();
    IntStream.range(0, count).forEach(i -> text.append("class A").append(i).append(" {}\n"));
    return text.toString();
  }

  private static String withStatic(String body) {
    return body.replace("default void f", "static void f");
  }
}
