package semel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What can be enforced about the sources by reading them. A failure lists file, line and breach;
/// `TidyRulesTest` shows that each rule can fail.
class TidyTest {

  private static final Checkout PROJECT = Checkout.read(Checkout.root());

  @Test
  void a_line_of_java_has_at_most_100_columns() {
    none(SizeRules.lineLength(PROJECT));
  }

  @Test
  void a_method_has_at_most_60_lines() {
    none(SizeRules.methodLength(PROJECT));
  }

  @Test
  void a_java_file_has_at_most_400_lines() {
    none(SizeRules.fileLength(PROJECT));
  }

  @Test
  void readme_architecture_and_contributing_stay_short() {
    none(SizeRules.documentLength(PROJECT));
  }

  @Test
  void a_method_takes_at_most_5_parameters() {
    none(SizeRules.parameterCount(PROJECT));
  }

  @Test
  void a_port_has_at_most_5_methods() {
    none(SizeRules.portSize(PROJECT));
  }

  @Test
  void a_package_has_at_most_12_types() {
    none(SizeRules.packageSize(PROJECT));
  }

  @Test
  void every_package_says_what_it_owns_and_is_null_marked() {
    none(FileRules.packageInfos(PROJECT));
  }

  @Test
  void no_type_or_package_is_named_like_a_drawer_for_anything() {
    none(NameRules.drawers(PROJECT));
  }

  @Test
  void no_declared_name_uses_a_word_outside_the_vocabulary() {
    none(NameRules.foreignWords(PROJECT));
  }

  @Test
  void time_chance_waiting_and_output_enter_only_where_they_may() {
    none(CallRules.shippedCalls(PROJECT));
  }

  @Test
  void no_test_sleeps() {
    none(CallRules.testCalls(PROJECT));
  }

  @Test
  void nothing_is_left_for_later() {
    none(FileRules.leftovers(PROJECT));
  }

  @Test
  void no_file_names_its_author() {
    none(FileRules.authors(PROJECT));
  }

  @Test
  void no_test_is_disabled() {
    none(FileRules.disabledTests(PROJECT));
  }

  @Test
  void every_import_names_its_type() {
    none(FileRules.wildcardImports(PROJECT));
  }

  @Test
  void sql_of_the_service_stands_only_in_the_postgres_module() {
    none(FileRules.sqlElsewhere(PROJECT));
  }

  @Test
  void every_page_below_docs_can_be_reached() {
    none(FileRules.unlinkedPages(PROJECT));
  }

  @Test
  void nothing_built_is_kept_with_the_sources() {
    none(FileRules.builtFiles(PROJECT));
  }

  @Test
  void there_are_at_least_as_many_lines_of_tests_as_of_shipped_code() {
    var lines = SizeRules.proportion(PROJECT);
    System.out.println("Lines: " + lines.shipped() + " shipped, " + lines.tests() + " of tests");
    assertThat(lines.tests()).isGreaterThanOrEqualTo(lines.shipped());
  }

  private static void none(List<Finding> findings) {
    assertThat(findings)
        .withFailMessage(
            () -> findings.stream().map(Finding::toString).collect(Collectors.joining("\n")))
        .isEmpty();
  }
}
