package semel.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where the database is: a JDBC address and, apart from it, who logs in.
public record Address(String jdbcUrl, @Nullable String user, @Nullable String password) {

  private static final String JDBC = "jdbc:postgresql://";

  /// Reads `jdbc:postgresql://…` or `postgresql://user:password@host:port/database?…`.
  ///
  /// @throws IllegalArgumentException saying what is allowed; never repeats the text, which may
  ///   hold a password
  public static Address parse(String text) {
    if (text.startsWith(JDBC)) {
      if (text.substring(JDBC.length()).split("[/?]", 2)[0].contains("@")) {
        throw new IllegalArgumentException(
            "after jdbc: user and password are written ?user=…&password=…, or leave out jdbc:");
      }
      return new Address(text, null, null);
    }
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new IllegalArgumentException(
          "allowed is jdbc:postgresql://host/database or postgresql://user:password@host/database");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(
          "it is no valid address; characters such as @ / : in a password are written %40 %2F %3A");
    }
    // Not the parsed host: that knows neither several hosts nor an underscore in a name.
    var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    var at = authority.lastIndexOf('@');
    var hosts = authority.substring(at + 1);
    if (hosts.isEmpty() || hosts.startsWith(":") || uri.getPath().length() < 2) {
      throw new IllegalArgumentException("host and database are missing: //host/database");
    }
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var login = at < 0 ? null : authority.substring(0, at);
    var colon = login == null ? -1 : login.indexOf(':');
    return new Address(
        JDBC + hosts + uri.getRawPath() + query,
        login == null ? null : decode(colon < 0 ? login : login.substring(0, colon)),
        login == null || colon < 0 ? null : decode(login.substring(colon + 1)));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Whether it wants one that takes writes.
  boolean choosy() {
    return several() || jdbcUrl.contains("targetServerType=");
  }

  /// Whether it names more than one server.
  boolean several() {
    return jdbcUrl.substring(JDBC.length()).split("[/?]", 2)[0].contains(",");
  }

  /// Whether it says how the connection is to be secured.
  boolean asksForTls() {
    return jdbcUrl.contains("sslmode=") || jdbcUrl.contains("ssl=");
  }

  /// Without login and parameters, for log lines.
  @Override
  public String toString() {
    var query = jdbcUrl.indexOf('?');
    return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
  }
}
