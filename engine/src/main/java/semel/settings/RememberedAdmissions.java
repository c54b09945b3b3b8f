package semel.settings;

import java.util.Map;
import java.util.function.LongSupplier;

/// Remembers for a few seconds whom the door lets in, because every registration asks.
public final class RememberedAdmissions implements Admissions {

  private final Admissions admissions;
  private final Recent<Map<String, Admission>> recent;

  /// @param nanos a monotonic clock
  public RememberedAdmissions(Admissions admissions, LongSupplier nanos) {
    this.admissions = admissions;
    this.recent = new Recent<>(admissions::admissions, nanos);
  }

  @Override
  public Map<String, Admission> admissions() {
    return recent.get();
  }

  @Override
  public boolean change(String campaign, Admission admission, String who) {
    var known = admissions.change(campaign, admission, who);
    recent.outdate(Map.of());
    return known;
  }
}
