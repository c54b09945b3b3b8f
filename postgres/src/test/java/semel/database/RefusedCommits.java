package semel.database;

import java.util.List;

/// A server that refuses the first two commits of whatever touches a table: not serializable.
public final class RefusedCommits {

  private static final String FIRST_TWO =
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('commits') < 3 THEN
          RAISE EXCEPTION 'not this time' USING ERRCODE = '40001';
        END IF;
        RETURN NULL;
      END $$
      """;

  private RefusedCommits() {}

  /// The statements that begin it.
  ///
  /// @param what `INSERT`, `UPDATE`
  public static List<String> of(String what, String table) {
    var atCommit =
        "CREATE CONSTRAINT TRIGGER refuse AFTER %s ON %s".formatted(what, table)
            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()";
    return List.of("CREATE SEQUENCE commits", FIRST_TWO, atCommit);
  }

  /// The statements that end it.
  public static List<String> noMore() {
    return List.of("DROP FUNCTION refuse() CASCADE", "DROP SEQUENCE commits");
  }
}
