package semel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import semel.benchmarks.own.Past;
import semel.benchmarks.own.Semel;
import semel.benchmarks.own.SendingLimit;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;

/// What the limit and the past write, beside what Semel itself writes.
class RowsTest {

  private static final int MESSAGES = 6;

  /// Which columns have a value, in how many rows of which table and state.
  private static final String SHAPES =
      """
      SELECT 'message ' || state || ' ' || open, count(*), min(filled(to_jsonb(m)))
      FROM semel.message m GROUP BY 1 HAVING min(filled(to_jsonb(m))) = max(filled(to_jsonb(m)))
      UNION ALL
      SELECT 'journal ' || from_state || ' ' || to_state || ' ' || rule, count(*),
             min(filled(to_jsonb(j)))
      FROM semel.journal j GROUP BY 1
      UNION ALL
      SELECT 'lead', count(*), min(filled(to_jsonb(l))) FROM semel.lead l GROUP BY 1
      ORDER BY 1
      """;

  private static final String FILLED =
      """
      CREATE FUNCTION filled(jsonb) RETURNS text LANGUAGE sql AS $$
        SELECT string_agg(key, ' ' ORDER BY key) FROM jsonb_each($1) WHERE value <> 'null'
      $$
      """;

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void the_limit_and_the_past_have_the_rows_that_semel_writes() throws Exception {
    try (var server = Server.start(folder)) {
      var semel = server.fresh("semel_itself");
      send(new Semel(semel, Duration.ZERO, 2));
      var limit = server.fresh("the_limit");
      send(new SendingLimit(limit));
      var past = server.fresh("the_past");
      new Past(past).fill(MESSAGES, 0, _ -> {});

      assertThat(shapes(semel)).hasSize(3).anySatisfy(one -> assertThat(one).contains("4 false"));
      assertThat(shapes(limit)).isEqualTo(shapes(semel));
      assertThat(shapes(past)).isEqualTo(shapes(semel));
      waiting(server.fresh("what_waits"));
    }
  }

  /// What waits stands there as Semel registers it, until it is forgotten.
  private static void waiting(String url) throws Exception {
    var past = new Past(url);
    past.fill(0, MESSAGES, _ -> {});
    assertThat(shapes(url)).first().asString().startsWith("lead, 3, ");
    assertThat(shapes(url)).last().asString().startsWith("message 0 true, " + MESSAGES);

    past.forgetWaiting();

    assertThat(shapes(url)).hasSize(1);
  }

  private static void send(Contender contender) throws Exception {
    try (contender) {
      contender.install();
      contender.accept(1, MESSAGES / contender.messagesEach());
      var provider = new Counting(new AtomicLong());
      contender.work(provider, Load.QUICK);
      while (contender.open() > 0) {
        Thread.onSpinWait();
      }
      assertThat(provider.calls()).hasValue(MESSAGES);
    }
  }

  private static List<String> shapes(String url) throws SQLException {
    var shapes = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("DROP FUNCTION IF EXISTS filled(jsonb)");
      statement.execute(FILLED);
      try (var result = statement.executeQuery(SHAPES)) {
        while (result.next()) {
          shapes.add(
              "%s, %d, %s".formatted(result.getString(1), result.getLong(2), result.getString(3)));
        }
      }
    }
    return shapes;
  }
}
