package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.order;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.account.Account;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.database.Address;
import semel.database.Database;
import semel.dispatch.ClaimAnswer;
import semel.embedded.Backup;
import semel.embedded.EmbeddedServer;
import semel.embedded.EmbeddedServerException;
import semel.embedded.FailOver;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;

/// A backup is made while Semel works, messages are sent after it, and it is put back: none of them
/// is sent again.
@Timeout(300)
final class RestoredTest {

  private static final String STATES =
      "SELECT string_agg(status, ' ') FROM scheduled_notifications";

  @TempDir private Path folder;

  private static Database open(EmbeddedServer server) throws Exception {
    var address = new Address(server.jdbcUrl(), server.user(), server.password());
    return Database.open(address, 4);
  }

  @Test
  void what_was_sent_after_a_backup_is_in_doubt_after_it_is_put_back() throws Exception {
    var file = folder.resolve("semel.tar");
    try (var server = FailOver.start(FailOver.data(folder.resolve("data")));
        var database = open(server)) {
      database.migrate();
      var scene = new Scene(new PostgresUnderTest(database));
      scene.due(1);
      Backup.write(server.url(), file);
      for (var account : List.of(SMS, EMAIL)) {
        var claim = scene.claimOne(account);
        scene.close(
            account, claim, new Outcome.Accepted(new ProviderReference("r-" + account.id())));
      }
      assertThatThrownBy(() -> Backup.write(server.url(), file))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("never overwrites one");
    }
    assertThatThrownBy(() -> Backup.restore(file, folder.resolve("data")))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("Move it aside (mv ");
    var elsewhere = FailOver.data(folder.resolve("restored"));
    Backup.restore(file, elsewhere);
    try (var server = FailOver.start(elsewhere);
        var database = open(server)) {
      database.migrate();
      var claims = new PostgresClaims(database, List.of(SMS, EMAIL), new Random(7));
      for (var account : List.of(SMS, EMAIL)) {
        assertThat(claims.claim(order(account, 5, null), (_, _, _) -> new Body("body")))
            .isInstanceOf(first(account));
        assertThat(claims.claim(order(account, 5, null), (_, _, _) -> new Body("body")))
            .isInstanceOfSatisfying(
                ClaimAnswer.Granted.class, granted -> assertThat(granted.claims()).isEmpty());
      }
      assertThat(FailOver.ask(server, STATES)).isEqualTo("in_doubt in_doubt");
    }
  }

  /// Whoever claims first sees that the past is another.
  private static Class<? extends ClaimAnswer> first(Account account) {
    return account.equals(SMS) ? ClaimAnswer.Closed.class : ClaimAnswer.Granted.class;
  }

  @Test
  void what_is_no_whole_backup_leaves_nothing_behind() throws Exception {
    var file = Files.write(folder.resolve("half.tar"), new byte[1_024]);
    var data = FailOver.data(folder.resolve("data"));
    assertThatThrownBy(() -> Backup.restore(file, data))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("is no backup of Semel, or was cut short");
    assertThat(data.resolve("database")).doesNotExist();
    assertThatThrownBy(() -> Backup.restore(folder.resolve("none"), data))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("There is no backup ");
  }
}
