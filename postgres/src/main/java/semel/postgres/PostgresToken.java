package semel.postgres;

import java.util.Optional;
import semel.database.Database;

/// The hash of the operator's token, shared by all workers of an installation.
public final class PostgresToken {

  private static final String READ = "SELECT token_hash FROM semel.installation";

  private static final String KEEP =
      "UPDATE semel.installation SET token_hash = ? WHERE token_hash IS NULL";

  private final Database database;

  public PostgresToken(Database database) {
    this.database = database;
  }

  /// The SHA-256 of the token, empty before the first start made one.
  public Optional<byte[]> hash() {
    return database.transaction(connection -> {
      try (var statement = connection.createStatement();
          var r = statement.executeQuery(READ)) {
        return r.next() ? Optional.ofNullable(r.getBytes(1)) : Optional.empty();
      }
    });
  }

  /// Keeps a first hash; false when another worker was quicker.
  public boolean keep(byte[] hash) {
    return database.transaction(connection -> {
      try (var statement = connection.prepareStatement(KEEP)) {
        statement.setBytes(1, hash);
        return statement.executeUpdate() == 1;
      }
    });
  }
}
