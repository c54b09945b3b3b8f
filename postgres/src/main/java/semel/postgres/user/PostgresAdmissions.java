package semel.postgres.user;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import semel.database.Database;
import semel.postgres.row.Slots;
import semel.settings.Admission;
import semel.settings.Admissions;
import semel.settings.NumberKind;
import semel.users.Act.Deed;

/// Whom the public door lets into which campaign, on PostgreSQL.
public final class PostgresAdmissions implements Admissions {

  private static final String ALL =
      """
      SELECT slug, coalesce(countries, '{}') AS countries, number_kinds, captcha
      FROM semel.campaign
      """;

  private static final String LOCK = ALL + "WHERE slug = ? FOR UPDATE";

  private static final String SET =
      """
      UPDATE semel.campaign
      SET countries = nullif(?::text[], '{}'), number_kinds = ?, captcha = ?
      WHERE slug = ?
      """;

  private final Database database;

  public PostgresAdmissions(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, Admission> admissions() {
    return database.transaction(connection -> {
      var all = new HashMap<String, Admission>();
      Slots.rows(connection, ALL, _ -> {}, r -> all.put(r.getString("slug"), admission(r)) == null);
      return Map.copyOf(all);
    });
  }

  @Override
  public boolean change(String campaign, Admission admission, String who) {
    return database.transaction(connection -> {
      var before =
          Slots.rows(
              connection, LOCK, slots -> slots.text(campaign), PostgresAdmissions::admission);
      if (before.isEmpty()) {
        return false;
      }
      if (!before.getFirst().equals(admission)) {
        set(connection, campaign, admission);
        PostgresActs.add(connection, who, Deed.CAMPAIGN_CHANGED, campaign, said(admission));
      }
      return true;
    });
  }

  private static void set(Connection connection, String campaign, Admission admission)
      throws SQLException {
    try (var statement = connection.prepareStatement(SET)) {
      statement.setArray(1, connection.createArrayOf("text", admission.countries().toArray()));
      statement.setArray(2, connection.createArrayOf("text", kinds(admission).toArray()));
      statement.setBoolean(3, admission.captcha());
      statement.setString(4, campaign);
      statement.executeUpdate();
    }
  }

  private static List<String> kinds(Admission admission) {
    return admission.kinds().stream().map(NumberKind::key).toList();
  }

  private static String said(Admission admission) {
    return Stream.of(
            admission.countries(),
            kinds(admission),
            admission.captcha() ? List.<String>of() : List.of("no captcha"))
        .flatMap(List::stream)
        .collect(joining(", "));
  }

  private static Admission admission(ResultSet r) throws SQLException {
    var kinds =
        texts(r, "number_kinds").stream()
            .map(key -> NumberKind.of(key).orElseThrow())
            .collect(Collectors.toSet());
    return new Admission(texts(r, "countries"), kinds, r.getBoolean("captcha"));
  }

  private static List<String> texts(ResultSet r, String column) throws SQLException {
    return List.of((String[]) r.getArray(column).getArray());
  }
}
