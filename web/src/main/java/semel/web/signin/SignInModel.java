package semel.web.signin;

/// What the sign-in shows.
///
/// @param next where it leads to
/// @param name that was typed
/// @param flaw what was wrong, as in the names of its words; empty for nothing
/// @param minutes to wait
public record SignInModel(String next, String name, String flaw, long minutes) {

  /// Whether something was wrong.
  public boolean refused() {
    return !flaw.isEmpty();
  }
}
