package semel.postgres.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing sequence as short as it can be by leaving parts out (delta debugging).
final class Shrinking {

  private Shrinking() {}

  /// A sequence that still fails, and no longer does when any one of its operations is left out; or
  /// the shortest that was found within that many plays.
  static List<Operation> of(
      List<Operation> failing, int playsMax, Predicate<List<Operation>> fails) {
    var shortest = failing;
    var part = Math.max(1, shortest.size() / 2);
    for (var plays = 0; plays < playsMax; ) {
      var shorter = false;
      for (var from = 0; from < shortest.size() && plays < playsMax; plays++) {
        var without = new ArrayList<>(shortest.subList(0, from));
        without.addAll(shortest.subList(Math.min(from + part, shortest.size()), shortest.size()));
        if (fails.test(without)) {
          shortest = without;
          shorter = true;
        } else {
          from += part;
        }
      }
      if (part == 1 && !shorter) {
        break;
      }
      part = Math.max(1, part / 2);
    }
    return shortest;
  }
}
