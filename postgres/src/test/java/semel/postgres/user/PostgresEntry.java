package semel.postgres.user;

import java.time.Duration;
import java.util.List;
import semel.contract.EntryUnderTest;
import semel.database.Database;
import semel.postgres.SharedServer;
import semel.settings.Installation;
import semel.users.Acts;
import semel.users.Passwords;
import semel.users.Users;
import semel.visits.Attempts;
import semel.visits.Reveals;
import semel.visits.Sessions;

/// Who may enter, on a real server that is emptied first. Time passes by moving every stored
/// instant back.
final class PostgresEntry implements EntryUnderTest {

  private static final String EMPTY =
      """
      TRUNCATE semel.named_user, semel.preference, semel.session, semel.sign_in_attempt,
               semel.act, semel.reveal, semel.setting
      """;

  private static final List<String> SHIFT =
      List.of(
          """
          UPDATE semel.session SET began_at = began_at - i, seen_at = seen_at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.sign_in_attempt SET at = at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.act SET at = at - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """,
          """
          UPDATE semel.reveal SET until = until - i
          FROM (SELECT ? * interval '1 millisecond' AS i) shift
          """);

  private static final Database DATABASE = SharedServer.database();

  private final PostgresUsers users = new PostgresUsers(DATABASE);

  PostgresEntry() {
    SharedServer.execute(EMPTY);
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Passwords passwords() {
    return users;
  }

  @Override
  public Acts acts() {
    return new PostgresActs(DATABASE);
  }

  @Override
  public Sessions sessions() {
    return new PostgresSessions(DATABASE);
  }

  @Override
  public Attempts attempts() {
    return new PostgresAttempts(DATABASE);
  }

  @Override
  public Reveals reveals() {
    return new PostgresReveals(DATABASE);
  }

  @Override
  public Installation installation() {
    return new PostgresInstallation(DATABASE);
  }

  @Override
  public void passed(Duration time) {
    for (var sql : SHIFT) {
      DATABASE.transaction(connection -> {
        try (var statement = connection.prepareStatement(sql)) {
          statement.setLong(1, time.toMillis());
          return statement.executeUpdate();
        }
      });
    }
  }
}
