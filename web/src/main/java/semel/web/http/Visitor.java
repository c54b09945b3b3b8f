package semel.web.http;

import semel.users.Preferences;
import semel.users.Role;

/// Who calls, once let in.
///
/// @param name under which the journal and the acts record what this caller does
/// @param visit the same for all calls of one sign-in, and for no others; no secret
/// @param csrf what a form or script sends back with a call that changes something, to show that a
///   page of ours made it; empty for a token, which no browser sends by itself
public record Visitor(
    String name, Role role, Kind kind, String visit, String csrf, Preferences preferences) {

  /// How a visitor was let in.
  public enum Kind {
    /// By the operator's token in a header.
    TOKEN,
    /// By the session that a sign-in began.
    SESSION,
    /// By nothing: a sandbox on its own machine that nobody has configured. Pages only.
    LOCAL
  }

  /// Whether the visitor may do what asks for a role.
  public boolean may(Role asked) {
    return role.may(asked);
  }
}
