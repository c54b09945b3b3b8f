package semel.dispatch;

import semel.account.Outcome;

/// The closings a dispatcher would make, for tests of what a store does with them.
public final class Endings {

  private Endings() {}

  public static Closing of(Claim claim, Outcome outcome) {
    return Closing.of(claim, outcome, false);
  }

  /// The same of a call that took long.
  public static Closing slow(Claim claim, Outcome outcome) {
    return Closing.of(claim, outcome, true);
  }

  public static Closing release(Claim claim, String reason) {
    return Closing.release(claim, reason);
  }
}
