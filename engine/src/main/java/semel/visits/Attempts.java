package semel.visits;

import java.time.Duration;

/// How often signing in was tried lately, over all workers.
public interface Attempts {

  /// What counts as lately.
  Duration WINDOW = Duration.ofMinutes(15);

  /// So many attempts of one name may fail.
  int PER_NAME = 5;

  /// So many attempts from one address may fail.
  int PER_ADDRESS = 20;

  /// An attempt begins, and counts as failed until it is forgiven: many at once are no way around
  /// the limit.
  ///
  /// @return zero to go on; else how long to wait, and then this attempt does not count
  Duration begin(String name, String address);

  /// The last attempt of the name from this address was right; none of theirs counts any more.
  void forgive(String name, String address);
}
