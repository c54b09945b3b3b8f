package semel.settings;

import java.util.Map;

/// Where it is kept whom the door lets into which campaign.
public interface Admissions {

  /// Those of every campaign, by its name.
  Map<String, Admission> admissions();

  /// Sets that of a campaign, and leaves an act where it is another; false for an unknown campaign.
  boolean change(String campaign, Admission admission, String who);
}
