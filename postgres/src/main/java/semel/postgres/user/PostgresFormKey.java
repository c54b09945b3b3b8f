package semel.postgres.user;

import semel.database.Database;

/// The key of the tokens that forms carry, shared by all workers of an installation.
public record PostgresFormKey(Database database) {

  /// Derived from the keys that are there. No number and no address reads like this, so it is the
  /// hash of nobody.
  private static final String DERIVE =
      """
      SELECT semel.person_of(inner_key, outer_key, 'key of the tokens of forms')
      FROM semel.installation
      """;

  /// 32 bytes.
  public byte[] read() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var r = statement.executeQuery(DERIVE)) {
        if (!r.next()) {
          throw new IllegalStateException("an installation has keys");
        }
        return r.getBytes(1);
      }
    });
  }
}
