package semel.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.LeadId;

/// Five minutes back and ten ahead.
///
/// @param leadsDue leads with a message that is due in the ten minutes ahead
/// @param next the leads that are due next, soonest first
public record Departures(
    Instant at, Instant from, Instant until, List<Dot> dots, long leadsDue, List<Next> next) {

  public static final Duration BACK = Duration.ofMinutes(5);
  public static final Duration AHEAD = Duration.ofMinutes(10);

  /// A lane with more dots than this shows nothing but bins of [#BIN].
  public static final int DOTS_MAX = 60;

  /// Dots that look alike and lie closer would hide each other, so they are one, with their number.
  public static final Duration BIN = Duration.ofSeconds(15);

  /// How many leads `next` names.
  public static final int NEXT = 4;

  /// What stands beside each other.
  public enum Lane {
    SMS,
    EMAIL,
    BLOCKED;

    public static Lane of(Channel channel) {
      return switch (channel) {
        case SMS -> SMS;
        case EMAIL -> EMAIL;
      };
    }
  }

  /// One message, one stopped repeat, or a bin of those that look alike.
  ///
  /// @param at when it was recorded (settled, in doubt, stopped), claimed, or is to be tried next;
  ///   what is open for longer than the picture reaches back stands at its left edge; of a bin,
  ///   where it begins
  /// @param shown null in the lane of stopped repeats
  /// @param lead null in a bin
  public record Dot(
      Lane lane, Instant at, @Nullable Shown shown, @Nullable LeadId lead, long count) {}

  /// A lead and the channels on which it is due next.
  public record Next(
      LeadId lead, @Nullable String name, String language, Instant due, Set<Channel> channels) {}
}
