package semel.account;

/// Names one account at a provider, for example `mobizon`; its gate and its messages carry the
/// name.
public record AccountId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
