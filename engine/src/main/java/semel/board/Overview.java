package semel.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import semel.message.Channel;

/// The overview at one instant. A lead belongs to the period in which it registered.
///
/// @param since where the period begins
/// @param states the messages of the period's leads
/// @param sentByHour what was sent in each hour of the period, whenever its lead registered; hours
///   without any are left out
/// @param repeats what was stopped in the period
public record Overview(
    Instant at,
    Instant since,
    Leads leads,
    Punctuality punctuality,
    Map<Channel, Map<Shown, Long>> states,
    List<Hour> sentByHour,
    Repeats.Sum repeats,
    Attention attention) {

  /// The leads of the period.
  ///
  /// @param doubled those of which a second acceptance is possible, on any channel
  public record Leads(long count, long doubled, Once sms) {}

  /// The leads of the period by how many SMS they got; each counts once.
  ///
  /// @param none no SMS is known to have gone; an attempt that is open counts here until it ends
  /// @param one exactly one
  /// @param noneOrOne in doubt
  /// @param more a second acceptance is possible: the journal holds an incident
  public record Once(long none, long one, long noneOrOne, long more) {}

  /// How many of the period's sent messages left, and how many of those within five seconds of
  /// their due time. A message leaves with the claim that it was sent under.
  public record Punctuality(long left, long onTime) {}

  /// What was sent in the hour that begins at `start`.
  public record Hour(Instant start, long sms, long email) {}

  /// What needs somebody, or will.
  ///
  /// @param doubts in doubt or held now, of any age
  /// @param failed failed in the period
  /// @param lagging ready for more than five seconds and neither claimed nor waiting
  /// @param waiting shown as waiting now
  public record Attention(long doubts, long failed, long lagging, long waiting) {}

  /// How many messages of a channel are shown so.
  public long count(Channel channel, Shown shown) {
    return states.getOrDefault(channel, Map.of()).getOrDefault(shown, 0L);
  }
}
