package semel.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A thing an operator must be told; at least once, unlike messages.
///
/// @param rule names the cause, so that repeats fold
/// @param text what happened, what Semel did, what to do
/// @param count how many times since the last alert of this rule
/// @param every the shortest time between two alerts of this rule
/// @param lasts it goes on until it is over, and then that is told, too; false for what happened
public record Alert(String rule, String text, long count, Duration every, boolean lasts) {

  /// One thing to be said to one destination: that something is the matter, or that it is over.
  ///
  /// @param id the same for every try
  /// @param alarm the same for everything that is said about one spell of one cause
  /// @param alert what is the matter, or was; of what happened, the count is of the whole spell
  /// @param since when the spell began
  /// @param at when this was to be said
  /// @param tries how often it was tried, this time included
  public record Telling(
      UUID id, UUID alarm, Alert alert, Instant since, Instant at, boolean over, int tries) {

    /// What to say.
    public String sentence() {
      return over ? "Over after " + lasted() + ": " + alert.text() : alert.text();
    }

    private String lasted() {
      var lasted = Duration.between(since, at);
      return lasted.compareTo(Duration.ofMinutes(2)) < 0
          ? lasted.toSeconds() + " s"
          : lasted.toMinutes() + " min";
    }
  }
}
