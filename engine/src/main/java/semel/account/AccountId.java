package semel.account;

/// Names one account at a provider, for example `mobizon`; its gate and its messages carry the
/// name.
public record AccountId(String value) {

  /// Whose doubts those are about what an old backend sent: of no provider that Semel knows, so a
  /// person settles them.
  public static final AccountId IMPORT = new AccountId("import");

  @Override
  public String toString() {
    return value;
  }
}
