package semel.postgres.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import semel.contract.EntryUnderTest;
import semel.postgres.SharedServer;
import semel.settings.InstallationContract;
import semel.users.PasswordHash;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;
import semel.users.UsersContract;
import semel.visits.SessionKey;
import semel.visits.Sessions;
import semel.visits.VisitsContract;

/// The contracts of who may enter, played on PostgreSQL, and what its tables hold.
final class PostgresEntryTest {

  private static final UserName ANNA = new UserName("anna");
  private static final PasswordHash PASSWORD = new PasswordHash("$argon2id$hash");

  @Nested
  final class OfUsers extends UsersContract {
    @Override
    protected EntryUnderTest open() {
      return new PostgresEntry();
    }
  }

  @Nested
  final class OfVisits extends VisitsContract {
    @Override
    protected EntryUnderTest open() {
      return new PostgresEntry();
    }
  }

  @Nested
  final class OfSettings extends InstallationContract {
    @Override
    protected EntryUnderTest open() {
      return new PostgresEntry();
    }
  }

  private static SessionKey key(int number) {
    return new SessionKey("%064x".formatted(number));
  }

  @Test
  void what_people_type_for_a_name_is_not_readable_and_not_kept() {
    var entry = new PostgresEntry();
    entry.attempts().begin("my password, by mistake", "10.0.0.1");

    assertThat(
            SharedServer.rows("SELECT a::text FROM semel.sign_in_attempt a", r -> r.getString(1)))
        .hasSize(1)
        .noneMatch(row -> row.contains("password"));

    entry.passed(Duration.ofMinutes(16));
    entry.attempts().begin("anna", "10.0.0.2");
    assertThat(SharedServer.count("SELECT count(*) FROM semel.sign_in_attempt")).isEqualTo(1);
  }

  @Test
  void sessions_that_are_over_are_swept_by_the_next_sign_in() {
    var entry = new PostgresEntry();
    entry.users().add(new User(ANNA, Role.VIEWER, false), PASSWORD, "operator");
    entry.sessions().begin(key(1), ANNA, PASSWORD);
    entry.passed(Sessions.LIFE_MAX.plusMinutes(1));
    entry.sessions().begin(key(2), "operator", "proof");

    assertThat(SharedServer.count("SELECT count(*) FROM semel.session")).isEqualTo(1);
  }

  @Test
  void looking_often_writes_once_a_minute() {
    var entry = new PostgresEntry();
    entry.sessions().begin(key(1), "operator", "proof");
    var begun = seen();
    entry.sessions().find(key(1));
    assertThat(seen()).isEqualTo(begun);

    entry.passed(Duration.ofMinutes(2));
    var shifted = seen();
    entry.sessions().find(key(1));
    assertThat(seen()).isNotEqualTo(shifted);
  }

  private static List<String> seen() {
    return SharedServer.rows("SELECT seen_at::text FROM semel.session", r -> r.getString(1));
  }

  @Test
  void a_language_that_no_page_speaks_is_refused_by_the_table() {
    var entry = new PostgresEntry();

    assertThatThrownBy(() -> entry.users().prefer("anna", new Preferences("tlh", true)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_user_whose_row_is_gone_has_no_session() {
    var entry = new PostgresEntry();
    entry.users().add(new User(ANNA, Role.ADMIN, false), PASSWORD, "operator");
    entry.sessions().begin(key(1), ANNA, PASSWORD);
    SharedServer.execute("DELETE FROM semel.named_user");

    assertThat(entry.sessions().find(key(1))).isEmpty();
  }
}
