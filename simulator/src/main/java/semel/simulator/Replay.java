package semel.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import semel.simulator.design.Design;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;
import semel.simulator.time.Strands;
import semel.simulator.world.Plan;
import semel.simulator.world.World;

/// One world of a campaign, whole or cut down: what a failure is replayed from.
///
/// @param seed of the campaign
/// @param world its number there
/// @param people how many register
/// @param nodes how many machines, 0 for as many as were drawn
/// @param without faults that are left out
/// @param kept the numbers of the strikes that are let happen; null for all
public record Replay(
    long seed,
    long world,
    boolean rough,
    int people,
    int nodes,
    Set<Fault> without,
    @Nullable BitSet kept) {

  /// A world as it was drawn.
  public static Replay whole(long seed, long world, boolean rough, int people) {
    return new Replay(seed, world, rough, people, 0, EnumSet.noneOf(Fault.class), null);
  }

  Plan plan() {
    var own = new Chance(seed).forNumber(world).nextLong();
    var drawn = rough ? Plan.rough(own, people) : Plan.draw(own, people);
    var fewer = nodes == 0 ? drawn : drawn.nodes(nodes);
    return fewer.without(without);
  }

  World.End run(Design design, Strands strands, boolean recording) {
    return new World(plan(), design, strands, new World.Watching(kept, recording)).run();
  }

  Replay people(int fewer) {
    return new Replay(seed, world, rough, fewer, nodes, without, kept);
  }

  Replay nodes(int fewer) {
    return new Replay(seed, world, rough, people, fewer, without, kept);
  }

  Replay without(Fault fault) {
    var more = EnumSet.of(fault);
    more.addAll(without);
    return new Replay(seed, world, rough, people, nodes, more, kept);
  }

  Replay keeping(BitSet fewer) {
    return new Replay(seed, world, rough, people, nodes, without, fewer);
  }

  /// The command that replays it.
  String command(String design) {
    var command = new StringBuilder("./semel simulate");
    if (!design.equals(Simulate.SEMEL)) {
      command.append(" --design ").append(design);
    }
    command.append(" --seed ").append(seed).append(" --world ").append(world);
    command.append(" --people ").append(people);
    if (nodes > 0) {
      command.append(" --nodes ").append(nodes);
    }
    if (rough) {
      command.append(" --rough");
    }
    var left = plan().faults().keySet();
    if (!left.isEmpty() && left.size() < without.size()) {
      command.append(" --only ").append(list(left));
    } else if (!without.isEmpty()) {
      command.append(" --without ").append(list(without));
    }
    if (kept != null) {
      command.append(" --strikes ").append(ranges(kept));
    }
    return command.toString();
  }

  private static String ranges(BitSet numbers) {
    var ranges = new ArrayList<String>();
    for (var from = numbers.nextSetBit(0); from >= 0; ) {
      var after = numbers.nextClearBit(from);
      ranges.add(after == from + 1 ? String.valueOf(from) : from + "-" + (after - 1));
      from = numbers.nextSetBit(after);
    }
    return String.join(",", ranges);
  }

  /// The numbers that are written as in [#command]: `0-35,96`.
  ///
  /// @throws IllegalArgumentException when one is no number, or a range runs backwards
  static BitSet numbers(Iterable<String> ranges) {
    var numbers = new BitSet();
    for (var range : ranges) {
      var dash = range.indexOf('-');
      var from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      var last = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      if (from < 0 || last < from) {
        throw new IllegalArgumentException(range);
      }
      numbers.set(from, last + 1);
    }
    return numbers;
  }

  private static String list(Iterable<?> items) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }
}
