package semel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/// The table of rooms, on the classes that are shipped. `RoomsRulesTest` shows that each can fail.
class RoomsTest {

  private static final JavaClasses SHIPPED = Rooms.shipped();

  @Test
  void the_rules_see_the_classes_of_the_engine() {
    assertThat(SHIPPED.contain("semel.message.Channel")).isTrue();
  }

  @Test
  void the_nouns_and_the_rules_about_them_import_no_step() {
    Rooms.imports("message").check(SHIPPED);
    Rooms.imports("account", "message").check(SHIPPED);
    Rooms.imports("lifecycle", "message", "account").check(SHIPPED);
    Rooms.imports("campaign", "message").check(SHIPPED);
    Rooms.imports("users").check(SHIPPED);
    Rooms.imports("visits", "message", "users").check(SHIPPED);
    Rooms.imports("settings").check(SHIPPED);
    Rooms.imports("takeover", "message").check(SHIPPED);
    Rooms.neverImports("app.takeover", "dispatch", "reconcile").check(SHIPPED);
  }

  @Test
  void intake_neither_sends_nor_reconciles() {
    Rooms.neverImports("intake", "dispatch", "reconcile").check(SHIPPED);
  }

  @Test
  void dispatch_knows_neither_intake_nor_reconcile_nor_the_web() {
    Rooms.neverImports("dispatch", "intake", "reconcile", "web").check(SHIPPED);
  }

  @Test
  void reconcile_cannot_send() {
    Rooms.neverImports("reconcile", "dispatch", "intake").check(SHIPPED);
  }

  @Test
  void the_stop_list_knows_whom_and_nothing_of_what() {
    Rooms.imports("stops", "message", "campaign").check(SHIPPED);
    Rooms.neverImports("web.stop", "desk", "web.desk", "web.dashboard", "web.proftest")
        .check(SHIPPED);
  }

  @Test
  void the_journal_knows_no_step() {
    Rooms.neverImports("journal", "intake", "dispatch", "reconcile").check(SHIPPED);
  }

  @Test
  void the_monitor_neither_sends_nor_reconciles() {
    Rooms.neverImports("monitor", "dispatch", "reconcile").check(SHIPPED);
  }

  @Test
  void the_board_looks_and_does_nothing() {
    Rooms.imports("board", "message", "account", "desk", "lifecycle").check(SHIPPED);
  }

  @Test
  void what_an_operator_asks_for_is_never_sent_from_the_desk() {
    Rooms.neverImports("desk", "dispatch").check(SHIPPED);
  }

  @Test
  void the_sandbox_is_a_provider_and_knows_no_more_than_one() {
    Rooms.imports("sandbox", "message", "account", "lifecycle", "dispatch", "reconcile")
        .check(SHIPPED);
  }

  @Test
  void only_who_dispatches_or_is_a_provider_knows_sender() {
    Rooms.senderIsKnownToFew().check(SHIPPED);
  }

  @Test
  void the_engine_uses_only_java_base_and_itself() {
    Rooms.engineUsesOnlyJavaBaseAndItself().check(SHIPPED);
  }

  @Test
  void the_engine_touches_no_thread_file_or_socket() {
    Rooms.engineTouchesNoThreadFileOrSocket().check(SHIPPED);
  }

  @Test
  void the_engine_is_given_time_and_chance() {
    Rooms.engineIsGivenTimeAndChance().check(SHIPPED);
  }

  @Test
  void postgres_knows_neither_providers_nor_web_nor_app() {
    Rooms.neverImports("postgres", "providers", "web", "app", "cli").check(SHIPPED);
    Rooms.neverImports("database", "providers", "web", "app", "cli").check(SHIPPED);
  }

  @Test
  void the_embedded_server_knows_nothing_of_messages() {
    Rooms.imports("embedded").check(SHIPPED);
  }

  @Test
  void a_provider_knows_neither_another_nor_the_database_nor_the_web() {
    Rooms.providersAreApart().check(SHIPPED);
    Rooms.neverImports("providers", "postgres", "database", "embedded", "web").check(SHIPPED);
    Rooms.neverUsesJdbc("providers").check(SHIPPED);
  }

  @Test
  void the_web_neither_sends_nor_reads_the_database() {
    Rooms.neverImports("web", "dispatch", "providers", "postgres", "database", "embedded")
        .check(SHIPPED);
    Rooms.neverUsesJdbc("web").check(SHIPPED);
  }

  @Test
  void what_takes_calls_knows_no_page_and_the_sign_in_no_lead() {
    Rooms.imports("web.http", "web.json", "web.network", "web.problem", "message", "users")
        .check(SHIPPED);
    Rooms.neverImports("web.signin", "desk", "intake", "web.desk", "web.intake", "web.dashboard")
        .check(SHIPPED);
  }

  @Test
  void a_webhook_keeps_what_it_gets_and_does_nothing_with_it() {
    Rooms.imports("web.receipts", "reconcile", "web.http", "web.json", "web.problem")
        .check(SHIPPED);
  }

  @Test
  void the_career_test_knows_nothing_of_those_who_run_it() {
    Rooms.neverImports("web.proftest", "desk", "users", "visits", "board", "web.desk")
        .check(SHIPPED);
    Rooms.neverImports("web.proftest", "web.dashboard", "web.signin").check(SHIPPED);
  }

  @Test
  void app_and_its_commands_are_imported_by_nobody() {
    Rooms.appIsImportedByNobody().check(SHIPPED);
  }

  @Test
  void what_counts_listens_and_decides_nothing() {
    Rooms.neverImports("app.meter", "app.loop", "app.log", "configuration", "web").check(SHIPPED);
    Rooms.neverImports("app.trace", "app.loop", "app.log", "configuration", "web").check(SHIPPED);
    Rooms.neverImports("app.watch", "configuration", "web", "providers").check(SHIPPED);
  }

  @Test
  void nothing_shipped_imports_its_own_proof() {
    Rooms.nothingShippedImportsItsProof().check(SHIPPED);
  }
}
