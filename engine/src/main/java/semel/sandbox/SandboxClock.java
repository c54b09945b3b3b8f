package semel.sandbox;

import java.time.Duration;

/// Port: the clock of a Semel that sends nothing for real.
public interface SandboxClock {

  /// Brings everything that waits nearer by so much, as if that time had passed, and notes who did
  /// it in the journal of each message. Only for where every account is the sandbox.
  ///
  /// @return how many messages it concerned
  int skip(Duration by, String who);
}
