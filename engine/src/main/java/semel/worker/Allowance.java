package semel.worker;

import java.util.List;
import semel.dispatch.Closing;

/// How many calls an account may have open just now: one more after each round of calls that went
/// well, half as many after one that did not (additive increase, multiplicative decrease: Chiu and
/// Jain, 1989). A round went badly when the provider closed the account to us, as with a 429, or
/// when more than half of its calls were slow. Few slow calls among quick ones are no sign: those
/// who wait for them shall not wait longer.
///
/// It only lowers what the permits allow (R4), and never below an eighth of that: a provider that
/// recovers is found out soon, and the gate bounds what it is asked meanwhile.
final class Allowance {

  private static final int LEAST_PART = 8;

  private final int most;
  private final int least;
  private volatile int calls;
  private int ended;
  private int slow;
  private boolean closed;

  Allowance(int most) {
    this.most = most;
    this.least = Math.max(1, most / LEAST_PART);
    this.calls = most;
  }

  /// How many calls may be open.
  int calls() {
    return calls;
  }

  /// Calls have ended. Called by one thread.
  void ended(List<Closing> closings) {
    for (var closing : closings) {
      ended++;
      slow += closing.slow() ? 1 : 0;
      closed |= closing.pause() != null;
      if (ended >= calls) {
        calls = closed || slow * 2 > ended ? Math.max(least, calls / 2) : Math.min(most, calls + 1);
        ended = 0;
        slow = 0;
        closed = false;
      }
    }
  }
}
