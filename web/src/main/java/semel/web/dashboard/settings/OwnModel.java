package semel.web.dashboard.settings;

import semel.users.Preferences;
import semel.web.page.Language;
import semel.web.signin.PasswordRules;

/// What everybody sets for themselves.
///
/// @param named whether there is a password to change: whoever has the token has none
/// @param flaw why the last form was not taken, as in the names of its words; empty for nothing
/// @param minutes to wait, where waiting is the flaw
/// @param done what was done last; empty for nothing
public record OwnModel(
    Preferences preferences, boolean named, String flaw, long minutes, String done) {

  /// Whether this language was chosen for good.
  public boolean speaks(Language language) {
    return language.code().equals(preferences.language());
  }

  public boolean refused() {
    return !flaw.isEmpty();
  }

  public int lengthMin() {
    return PasswordRules.LENGTH_MIN;
  }
}
