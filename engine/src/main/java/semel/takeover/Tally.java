package semel.takeover;

import java.util.EnumMap;
import java.util.Map;
import semel.message.Channel;
import semel.takeover.Newcomer.Fate;
import semel.takeover.Newcomers.Arrival;

/// What a run comes to.
public final class Tally {

  private final Map<Channel, Map<Fate, Long>> fates = new EnumMap<>(Channel.class);
  private long people;
  private long known;
  private long repeats;
  private long left;

  /// Nobody yet.
  Tally() {}

  void arrived(Arrival arrival) {
    people++;
    known += arrival.fresh() ? 0 : 1;
    arrival
        .fates()
        .forEach((channel, fate) ->
            fates
                .computeIfAbsent(channel, _ -> new EnumMap<>(Fate.class))
                .merge(fate, 1L, Long::sum));
  }

  void repeated(long more) {
    repeats += more;
  }

  void leftOne() {
    left++;
  }

  /// How many messages of a channel have that fate.
  public long of(Channel channel, Fate fate) {
    return fates.getOrDefault(channel, Map.of()).getOrDefault(fate, 0L);
  }

  /// How many people were read, those included whom Semel knew.
  public long people() {
    return people;
  }

  /// How many of the people Semel knew.
  public long known() {
    return known;
  }

  /// How many rows told of a person who stands in an earlier one.
  public long repeats() {
    return repeats;
  }

  /// How many rows were not taken.
  public long left() {
    return left;
  }
}
