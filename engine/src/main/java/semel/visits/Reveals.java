package semel.visits;

import java.time.Duration;
import semel.message.LeadId;

/// Which leads are shown whole, to which visit. Each is an act of whoever asked.
public interface Reveals {

  /// How long a lead stays revealed.
  Duration LASTS = Duration.ofSeconds(60);

  /// Reveals a lead to one visit.
  void reveal(LeadId lead, String visit, String who);

  /// How long the lead is still revealed to the visit; zero when it is not.
  Duration left(LeadId lead, String visit);
}
