package semel.postgres.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import semel.postgres.SharedServer;

/// What is bound as a column comes back as it was.
final class ColumnsTest {

  private static final int ROWS = 2_000;
  private static final String SPECIAL = "{}\",\\ \n\tNULLaé日😀'()";

  @Test
  void anyTextComesBackAsItWas() {
    var random = new Random(1);
    var texts = new ArrayList<@Nullable String>(List.of("", "NULL", "null", "{}", "\\", "\"", " "));
    var letters = SPECIAL.codePoints().toArray();
    for (var i = 0; i < ROWS; i++) {
      var text = new StringBuilder();
      random
          .ints(random.nextInt(9), 0, letters.length)
          .forEach(at -> text.appendCodePoint(letters[at]));
      texts.add(text.toString());
    }
    texts.add(null);

    assertThat(through("text", texts)).isEqualTo(texts);
  }

  @Test
  void timesNumbersFlagsAndIdsComeBackAsTheyWere() {
    var times = new ArrayList<Instant>();
    for (var micros = 0; micros < ROWS; micros++) {
      times.add(Instant.parse("2026-11-30T10:00:00.123456Z").plusNanos(micros * 1_003_000L));
    }
    times.add(Instant.EPOCH);
    times.add(Instant.parse("1969-12-31T23:59:59.999999Z"));
    times.add(Instant.parse("2099-12-31T23:59:59.999999Z"));
    var ids = List.of(new UUID(0, 0), UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    assertThat(through("bigint", "(to_timestamp(v / 1e6::float8) AT TIME ZONE 'UTC')", times))
        .extracting(text -> Instant.parse(text.replace(' ', 'T') + "Z"))
        .isEqualTo(times);
    assertThat(through("uuid", ids)).isEqualTo(ids.stream().map(UUID::toString).toList());
    assertThat(through("int", List.of(-1, 7))).containsExactly("-1", "7");
    assertThat(through("bool", List.of(true, false))).containsExactly("true", "false");
    assertThat(through("tid", List.of("(12,5)"))).containsExactly("(12,5)");
  }

  @Test
  void aColumnWithoutAnyValueIsNullAsAWhole() {
    assertThat(through("text", Arrays.asList(null, null))).isEmpty();
  }

  private record Cell(@Nullable Object value) {}

  private static List<@Nullable String> through(String type, List<?> values) {
    return through(type, "v", values);
  }

  private static List<@Nullable String> through(String type, String value, List<?> values) {
    var sql =
        "SELECT "
            + value
            + "::text FROM unnest(?::"
            + type
            + "[]) WITH ORDINALITY u(v, n) ORDER BY n";
    return SharedServer.database()
        .transaction(connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            var rows = values.stream().map(Cell::new).toList();
            new Columns<>(statement, rows).bind(Cell::value);
            try (var r = statement.executeQuery()) {
              var back = new ArrayList<@Nullable String>();
              while (r.next()) {
                back.add(r.getString(1));
              }
              return back;
            }
          }
        });
  }
}
