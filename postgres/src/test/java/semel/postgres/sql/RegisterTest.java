package semel.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.SCHEDULED;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Claim;
import semel.intake.Registered;
import semel.message.LeadId;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// `semel.register`, called by others inside their own transactions.
final class RegisterTest extends StoreContract {

  private static final String PHONE = "8 701 000 00 01";
  private static final String ADDRESS = "person1@example.org";

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static LeadId register(
      Connection connection,
      @Nullable String campaign,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT semel.register(?, ?, ?, ?, ?::jsonb)")) {
      statement.setString(1, campaign);
      statement.setString(2, name);
      statement.setString(3, email);
      statement.setString(4, phone);
      statement.setString(5, "{\"q\": [1, 2]}");
      try (var row = statement.executeQuery()) {
        row.next();
        return LeadId.parse(row.getString(1));
      }
    }
  }

  private static LeadId register(@Nullable String name, @Nullable String email, String phone)
      throws SQLException {
    try (var connection = SharedServer.connect(SharedServer.address())) {
      return register(connection, SPRING, name, email, phone);
    }
  }

  private static long leads() {
    return SharedServer.count("SELECT count(*) FROM semel.lead");
  }

  @Test
  void a_caller_gets_a_lead_with_both_messages() throws Exception {
    var lead = register(" Anna ", " Person1@Example.org ", PHONE);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.state(email(lead))).isEqualTo(SCHEDULED);
    store.passed(DELAY.plusSeconds(1));
    assertThat(scene.claim(SMS, 5))
        .extracting(Claim::recipient)
        .containsExactly(new PhoneNumber("+77010000001"));
    assertThat(scene.claim(EMAIL, 5))
        .extracting(Claim::recipient)
        .containsExactly(new EmailAddress(ADDRESS));
    var row = store.records().lead(lead).orElseThrow().lead();
    assertThat(row.name()).isEqualTo("Anna");
    assertThat(row.phone()).isEqualTo(PHONE);
    assertThat(row.answers()).isEqualTo("{\"q\": [1, 2]}");
    assertThat(row.source()).isEqualTo("sql");
  }

  @Test
  void a_caller_who_rolls_back_leaves_nothing() throws Exception {
    try (var connection = SharedServer.connect(SharedServer.address())) {
      connection.setAutoCommit(false);
      register(connection, SPRING, "Anna", ADDRESS, PHONE);
      connection.rollback();
    }
    assertThat(leads()).isZero();
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message")).isZero();
  }

  @Test
  void nothing_is_claimed_before_the_caller_commits() throws Exception {
    try (var connection = SharedServer.connect(SharedServer.address())) {
      connection.setAutoCommit(false);
      register(connection, SPRING, "Anna", ADDRESS, PHONE);
      store.passed(DELAY.plusSeconds(1));
      assertThat(scene.claim(SMS, 5)).isEmpty();
      connection.commit();
    }
    store.passed(DELAY.plusSeconds(1));
    assertThat(scene.claim(SMS, 5)).hasSize(1);
  }

  @Test
  void the_same_person_again_is_the_same_lead_and_a_blocked_repeat() throws Exception {
    var first = register("Anna", ADDRESS, PHONE);
    assertThat(register("Anna B.", ADDRESS, "+7 (701) 000-00-01")).isEqualTo(first);
    assertThat(leads()).isEqualTo(1);
    assertThat(scene.repeats()).isEqualTo(1);
  }

  @Test
  void of_one_lead_a_thousand_blocked_repeats_are_kept() throws Exception {
    var lead = register("Anna", ADDRESS, PHONE);
    SharedServer.execute(
        """
        INSERT INTO semel.blocked_repeat (lead_id, reason, who)
        SELECT l.id, 'form sent twice', 'x' FROM semel.lead l, generate_series(1, 999)
        """);
    for (var i = 0; i < 3; i++) {
      assertThat(register("Anna", ADDRESS, PHONE)).isEqualTo(lead);
    }
    assertThat(scene.repeats()).isEqualTo(1_000);
    var other = register("Berik", ADDRESS, "8 701 000 00 02");
    assertThat(register("Berik", ADDRESS, "8 701 000 00 02")).isEqualTo(other);
    assertThat(scene.repeats()).isEqualTo(1_001);
  }

  @Test
  void a_person_is_the_same_at_the_door_and_in_sql() throws Exception {
    var lead = scene.register(SPRING, 1);
    assertThat(register("Person 1", ADDRESS, PHONE)).isEqualTo(lead);
    var other = register("Person 2", "person2@example.org", "8 701 000 00 02");
    assertThat(store.leads().register(registration(SPRING, 2, null)))
        .isInstanceOfSatisfying(
            Registered.Known.class, known -> assertThat(known.lead()).isEqualTo(other));
  }

  @Test
  void callers_at_once_get_one_lead() {
    var leads = Race.of(8, () -> register("Anna", ADDRESS, PHONE));
    assertThat(leads).hasSize(8).containsOnly(leads.getFirst());
    assertThat(leads()).isEqualTo(1);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message")).isEqualTo(2);
  }

  @Test
  void a_caller_with_an_older_snapshot_is_asked_to_repeat() throws Exception {
    try (var connection = SharedServer.connect(SharedServer.address());
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("SELECT count(*) FROM semel.lead");
      var first = register("Anna", ADDRESS, PHONE);
      assertThatThrownBy(() -> register(connection, SPRING, "Anna", ADDRESS, PHONE))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
      connection.rollback();
      assertThat(register(connection, SPRING, "Anna", ADDRESS, PHONE)).isEqualTo(first);
      connection.commit();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      value = {
        "+7 727 250 12 34 | phone must be a mobile number, as +7 7XX XXX XX XX",
        "seven            | phone must be a mobile number, as +7 7XX XXX XX XX",
        "NULL             | phone must be a mobile number, as +7 7XX XXX XX XX"
      })
  void a_phone_that_no_sms_reaches_is_refused(@Nullable String phone, String sentence) {
    refused(SPRING, "Anna", ADDRESS, phone, sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@example",
        "a b@example.org",
        "anna@exa mple.org",
        "anna@@example.org",
        "anna@b@example.org",
        "anna@example..org",
        "anna@-example.org",
        "anna@example.1",
        "an..na@example.org",
        "\"anna\"@example.org",
        "анна@example.org",
        "anna@example.org,eve@example.org",
        "anna@example.org\nBcc: eve@example.org"
      })
  void an_email_that_the_door_refuses_is_refused(String email) {
    refused(SPRING, "Anna", email, PHONE, "email must be an address, as name@example.com");
  }

  @Test
  void what_is_missing_or_too_long_is_refused_with_a_sentence() {
    var name = "name must have 1 to 200 characters";
    refused(SPRING, null, ADDRESS, PHONE, name);
    refused(SPRING, "  ", ADDRESS, PHONE, name);
    refused(SPRING, "x".repeat(201), ADDRESS, PHONE, name);
    refused(SPRING, "An\u0007na", ADDRESS, PHONE, name);
    var address = "email must be an address, as name@example.com";
    refused(SPRING, "Anna", null, PHONE, address);
    refused(SPRING, "Anna", "x".repeat(65) + "@example.org", PHONE, address);
    refused("nowhere", "Anna", ADDRESS, PHONE, "there is no campaign nowhere");
    refused(null, "Anna", ADDRESS, PHONE, "there is no campaign <NULL>");
  }

  private static void refused(
      @Nullable String campaign,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      String sentence) {
    assertThatThrownBy(
            () -> {
              try (var connection = SharedServer.connect(SharedServer.address())) {
                register(connection, campaign, name, email, phone);
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22023"))
        .hasMessageContaining("semel.register: " + sentence);
    assertThat(leads()).isZero();
  }

  @Test
  void an_address_that_the_door_takes_is_taken() throws Exception {
    var typed =
        List.of(
            "a@b.kz", "first.last+tag@sub.example.com", "o'neil@example.org", "x_y-z@ex-ample.co");
    for (var i = 0; i < typed.size(); i++) {
      register("Anna", typed.get(i), "8 701 000 00 1" + i);
    }
    assertThat(leads()).isEqualTo(typed.size());
  }
}
