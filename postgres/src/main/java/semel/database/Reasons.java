package semel.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Turns what the driver says into one sentence for an operator.
final class Reasons {

  private Reasons() {}

  static String of(Address address, @Nullable Throwable failure) {
    var state = state(failure);
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" ->
          "No PostgreSQL answers at " + address + ". Is it running, and is the address right?";
      case "28" -> "PostgreSQL at " + address + " refuses the login. Check user and password.";
      case "3D" -> "There is no such database: " + address + ". Create it first.";
      case "53" -> "PostgreSQL at " + address + " has no connection left: " + root(failure);
      case "57" -> "PostgreSQL at " + address + " is starting up or shutting down; try again.";
      default -> "PostgreSQL at " + address + " cannot be used: " + root(failure);
    };
  }

  static String ofMigration(Throwable failure) {
    var next =
        switch (state(failure)) {
          case "42501" ->
              " Grant the login CREATE on the database and on schema public, or migrate"
                  + " as the database's owner.";
          case "42P07" -> " Semel needs a database of its own; the old one is imported.";
          default -> "";
        };
    var reason = "The schema could not be brought up to date: " + root(failure);
    return next.isEmpty() ? reason : reason + "." + next;
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
