package semel.users;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that a person did and that is no transition of a message: those are in the journal.
///
/// @param about the person, lead or setting that it was done to; never what a lead is called
/// @param detail what came of it, in a few words
public record Act(
    Instant at, String who, Deed deed, @Nullable String about, @Nullable String detail) {

  /// What can be done.
  public enum Deed {
    SIGNED_IN("signed-in"),
    SIGNED_OUT("signed-out"),
    USER_ADDED("user-added"),
    ROLE_CHANGED("role-changed"),
    USER_DISABLED("user-disabled"),
    USER_ENABLED("user-enabled"),
    PASSWORD_SET("password-set"),
    SETTING_CHANGED("setting-changed"),
    CAMPAIGN_CHANGED("campaign-changed"),
    CAMPAIGN_RELEASED("campaign-released"),
    LEAD_REVEALED("lead-revealed"),
    EXPORTED("exported"),
    ACCOUNT_PAUSED("account-paused"),
    ACCOUNT_RESUMED("account-resumed"),
    STOPPED("stopped"),
    STOP_LIFTED("stop-lifted"),
    SANDBOX_TOLD("sandbox-told"),
    TIME_SKIPPED("time-skipped"),
    TEST_LEAD_MADE("test-lead-made");

    private final String key;

    Deed(String key) {
      this.key = key;
    }

    /// How it is written in the database and in the names of sentences.
    public String key() {
      return key;
    }

    /// The deed that is written so.
    public static Optional<Deed> of(String key) {
      return Arrays.stream(values()).filter(deed -> deed.key.equals(key)).findFirst();
    }
  }
}
