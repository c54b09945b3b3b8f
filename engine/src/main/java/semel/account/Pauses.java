package semel.account;

/// Port: a person shuts the gate of an account, and opens it again (R5). What waits stays as it is;
/// an attempt that is open ends as it would have ended.
public interface Pauses {

  /// From the next claim on nothing is claimed for the account; false when a person paused it
  /// already, or when there is no such account.
  boolean pause(AccountId account, String who);

  /// Takes back what a person paused, and nothing that the provider asked for; false when there is
  /// nothing to take back.
  boolean resume(AccountId account);
}
