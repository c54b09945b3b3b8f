package semel.intake;

import java.time.Instant;
import java.util.List;

/// Port: campaigns whose SMS wait for a person, because they got more new leads than expected.
/// Nothing is spent on them meanwhile; emails go out.
public interface Holds {

  /// One campaign that waits.
  ///
  /// @param why in a few words, an [IntakeLimits.Excess]
  record Held(String campaign, String why, Instant since) {}

  /// All that wait, by name.
  List<Held> held();

  /// Lets the SMS of a campaign go on, all that waited at once; false when it does not wait.
  boolean release(String campaign);
}
