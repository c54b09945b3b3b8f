package semel.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what the driver says into one sentence for an operator.
final class Reasons {

  private static final String NOT_UP_TO_DATE = "The schema could not be brought up to date: ";
  private static final String GRANT =
      ". Grant the login CREATE on the database and on schema public, or migrate as the database's"
          + " owner.";

  static final String MAY_NOT_CREATE = NOT_UP_TO_DATE + "the login may not create a schema" + GRANT;

  private static final String UNABLE_TO_CONNECT = "08001";
  private static final Set<String> NOT_SECURED = Set.of("08004", "08006");

  private Reasons() {}

  static String of(Address address, @Nullable Throwable failure) {
    var state = state(failure);
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" -> unreached(address, failure);
      case "28" -> "PostgreSQL at " + address + " refuses the login. Check user and password.";
      case "3D" -> "There is no such database: " + address + ". Create it first.";
      case "53" -> "PostgreSQL at " + address + " has no connection left: " + ended(root(failure));
      case "57" -> "PostgreSQL at " + address + " is starting up or shutting down; try again.";
      default -> "PostgreSQL at " + address + " cannot be used: " + ended(root(failure));
    };
  }

  static String ofMigration(Throwable failure) {
    var reason = NOT_UP_TO_DATE + root(failure);
    return switch (state(failure)) {
      case "42501" -> reason + GRANT;
      case "42P07" -> reason + ". Semel needs a database of its own; the old one is imported.";
      default -> reason;
    };
  }

  private static String unreached(Address address, @Nullable Throwable failure) {
    if (has(failure, FileNotFoundException.class) || isAboutTls(address, failure)) {
      return "The connection to PostgreSQL at "
          + address
          + " cannot be as the address asks (sslmode, sslrootcert): "
          + ended(root(failure));
    }
    if (!state(failure).equals(UNABLE_TO_CONNECT) && !has(failure, IOException.class)) {
      return "PostgreSQL at " + address + " cannot be used: " + ended(root(failure));
    }
    return address.choosy()
        ? "No PostgreSQL that takes writes answers at " + address + ". Is one of them running?"
        : "No PostgreSQL answers at " + address + ". Is it running, and is the address right?";
  }

  /// That a certificate is of another name, and that a server has no TLS, the driver says in words
  /// alone, which are those of the machine's language; else it would have named a cause.
  private static boolean isAboutTls(Address address, @Nullable Throwable failure) {
    return has(failure, SSLException.class)
        || (address.asksForTls()
            && NOT_SECURED.contains(state(failure))
            && !has(failure, IOException.class));
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (kind.isInstance(e)) {
        return true;
      }
    }
    return false;
  }

  /// A server's own words end without a full stop, a driver's with one.
  private static String ended(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  private static String state(@Nullable Throwable failure) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /// The innermost reason, on one line.
  static String root(@Nullable Throwable failure) {
    var deepest = failure;
    while (deepest != null && deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    if (deepest == null || deepest.getMessage() == null) {
      return "no reason given";
    }
    return deepest.getMessage().replaceAll("\\s+", " ").strip();
  }
}
