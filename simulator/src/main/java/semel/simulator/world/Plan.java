package semel.simulator.world;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.lifecycle.Timing;
import semel.message.Channel;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

/// What one world is like, drawn from its seed: some have no fault, some one kind, some many
/// ("swarm testing", Groce et al., ISSTA 2012).
///
/// @param people how many register
/// @param between the mean time between two of them
/// @param crowd how many of them come at once
/// @param ttlSafe how long the email account trusts a key
/// @param smsRate how many SMS claims a minute, 0 for no bound
/// @param oneAnHour whether a recipient gets at most one SMS an hour
/// @param timeToSend how long after it is due a message is sent at all
public record Plan(
    long seed,
    int people,
    Duration between,
    int crowd,
    int nodes,
    int permits,
    Capability sms,
    Duration ttlSafe,
    Timing timing,
    int smsRate,
    boolean oneAnHour,
    Duration timeToSend,
    Map<Fault, Double> faults) {

  private static final double ROUGH = 4;
  private static final Duration DAY = Duration.ofDays(1);
  private static final int BLIND_IN_TEN = 2;
  private static final int STAGED_IN_TEN = 3;

  /// The email account of every world.
  public Capability email() {
    return new Capability.Keyed(ttlSafe);
  }

  /// The account of a channel, by the name that its adapter gives it.
  public Account account(Channel channel) {
    return switch (channel) {
      case SMS -> {
        var name = sms instanceof Capability.Staged ? "mobizon-staged" : "mobizon";
        yield new Account(new AccountId(name), channel, sms);
      }
      case EMAIL -> new Account(new AccountId("resend"), channel, email());
    };
  }

  /// Draws a world.
  ///
  /// @param people how many register there
  public static Plan draw(long seed, int people) {
    var chance = new Chance(seed).forPurpose("plan");
    var faults = faults(chance);
    standsAfterLooks(faults, new Chance(seed).forPurpose("pause after look"));
    var crowd = chance.happens(0.3) ? 1 + chance.nextInt(40) : 1 + chance.nextInt(3);
    var quiet = faults.isEmpty();
    return new Plan(
        seed,
        people,
        // Two messages a person: one message a minute.
        Duration.ofMinutes(2),
        crowd,
        1 + chance.nextInt(3),
        chance.happens(0.3) ? 2 : 64,
        capability(chance),
        chance.happens(0.7) ? Duration.ofHours(20) : Duration.ofMinutes(15),
        timing(chance),
        quiet || chance.happens(0.7) ? 0 : 6 + chance.nextInt(60),
        !quiet && chance.happens(0.3),
        timeToSend(new Chance(seed).forPurpose("time to send")),
        faults);
  }

  /// Draws a world in which everything goes wrong, and often: what a mistake needs to show soon.
  public static Plan rough(long seed, int people) {
    var drawn = draw(seed, people);
    var faults = new EnumMap<Fault, Double>(Fault.class);
    for (var fault : Fault.values()) {
      if (fault.kind() != Fault.Kind.ASSUMPTION) {
        faults.put(fault, Math.min(0.5, probability(fault) * roughness(fault)));
      }
    }
    var ttlSafe = seed % 2 == 0 ? drawn.ttlSafe() : Duration.ofMinutes(15);
    return new Plan(
        seed,
        people,
        drawn.between(),
        drawn.crowd(),
        3,
        64,
        Math.floorMod(seed, 4) == 0 ? new Capability.Staged() : new Capability.Lookup(),
        ttlSafe,
        drawn.timing(),
        0,
        false,
        DAY,
        faults);
  }

  /// A machine that wakes up late is what most mistakes need.
  private static double roughness(Fault fault) {
    return fault == Fault.LONG_PAUSE || fault == Fault.SUSPEND ? 10 * ROUGH : ROUGH;
  }

  /// Draws a rough world that knows one broken assumption, and an account that stands on it: a
  /// message may be taken twice there, and the ledger must show it.
  ///
  /// @throws IllegalArgumentException when the fault breaks no assumption
  public static Plan marked(long seed, int people, Fault fault) {
    var rough = rough(seed, people);
    if (fault.kind() != Fault.Kind.ASSUMPTION) {
      throw new IllegalArgumentException(fault + " breaks no assumption");
    }
    var sms = fault == Fault.DRAFT_SENT_TWICE ? new Capability.Staged() : new Capability.Lookup();
    var faults = new EnumMap<>(rough.faults());
    faults.put(fault, probability(fault));
    return rough.sms(sms).with(faults);
  }

  private static Capability capability(Chance chance) {
    var drawn = chance.nextInt(10);
    if (drawn < BLIND_IN_TEN) {
      return new Capability.Blind();
    }
    return drawn < BLIND_IN_TEN + STAGED_IN_TEN ? new Capability.Staged() : new Capability.Lookup();
  }

  /// A day, or so little that a provider's outage makes messages too late.
  private static Duration timeToSend(Chance chance) {
    return chance.happens(0.8) ? DAY : Duration.ofMinutes(10 + chance.nextInt(110));
  }

  /// The times of the product, or a set at another scale.
  private static Timing timing(Chance chance) {
    return chance.happens(0.7)
        ? Timing.of(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10))
        : Timing.of(Duration.ofSeconds(20), Duration.ofSeconds(4), Duration.ofMinutes(3));
  }

  private static Map<Fault, Double> faults(Chance chance) {
    var drawn = new EnumMap<Fault, Double>(Fault.class);
    var kind = chance.nextInt(20);
    if (kind < 2) {
      return drawn;
    }
    var menu = EnumSet.allOf(Fault.class);
    menu.removeIf(fault -> fault.kind() == Fault.Kind.ASSUMPTION);
    menu.remove(Fault.PAUSE_AFTER_LOOK);
    var all = menu.toArray(Fault[]::new);
    if (kind < 5) {
      var only = all[chance.nextInt(all.length)];
      drawn.put(only, probability(only) * (1 + chance.nextInt(5)));
      return drawn;
    }
    var share = 0.2 + 0.8 * chance.nextDouble();
    for (var fault : all) {
      if (chance.happens(share)) {
        drawn.put(fault, probability(fault) * Math.pow(4, chance.nextDouble() * 2 - 1));
      }
    }
    return drawn;
  }

  /// Drawn from a stream of its own, so that it leaves all else in a world as it was.
  private static void standsAfterLooks(Map<Fault, Double> faults, Chance chance) {
    if (faults.size() > 1 && chance.nextBoolean()) {
      faults.put(Fault.PAUSE_AFTER_LOOK, probability(Fault.PAUSE_AFTER_LOOK));
    }
  }

  /// How often a fault strikes where it may: at each step, each call, each hour, each person.
  private static double probability(Fault fault) {
    return switch (fault) {
      case CRASH -> 0.0006;
      case CRASH_IN_BATCH -> 0.003;
      case PAUSE -> 0.001;
      case LONG_PAUSE, SUSPEND -> 0.00003;
      case CLOCK_JUMP -> 0.0002;
      case PAUSE_AFTER_GUARD -> 0.008;
      case PAUSE_AFTER_LOOK -> 0.02;
      case RESTART_STORM, SLOW_START, CLONE, QUIESCE -> 0.02;
      case DATABASE_CLOCK_JUMP, DATABASE_AWAY, OUTAGE -> 0.02;
      case FAIL_OVER, FAIL_OVER_WITH_LOSS -> 0.01;
      case RESTORE -> 0.003;
      case REFUSED, SLOW_DATABASE, TRIED_AGAIN -> 0.005;
      case COMMIT_UNSEEN, COMMIT_LOST, COMMIT_LATE -> 0.0025;
      case NO_CONNECTION, REQUEST_LOST, ANSWER_LOST, TAKEN_LATE -> 0.005;
      case ERROR_AFTER_TAKING, ERROR_WITHOUT_TAKING, HALF_ANSWER, WRONG_JSON, NO_ID -> 0.005;
      case RATE_LIMITED, SLOW_ANSWER -> 0.005;
      case REFUSES -> 0.003;
      case LOOK_UP_ERROR, LOOK_UP_LAG, LOOK_UP_MISSES_A_PAGE -> 0.05;
      case REGISTERED_AGAIN, REPLAYED, KEY_REUSED -> 0.05;
      case CANCELLED, SENT_NOW -> 0.03;
      case JUDGED -> 0.5;
      case KEY_FORGOTTEN, DELIVERED_TWICE, TAKEN_AFTER_SETTLE -> 0.02;
      case STOOD_TOO_LONG, SUSPENDED_UNSEEN -> 0.02;
      case CLOCKS_APART -> 0.3;
      case DRAFT_SENT_TWICE -> 1;
    };
  }

  /// The same world without some faults.
  public Plan without(Set<Fault> left) {
    var fewer = new EnumMap<>(faults);
    fewer.keySet().removeAll(left);
    return with(fewer);
  }

  /// The same world with other faults.
  public Plan with(Map<Fault, Double> others) {
    return with(people, nodes, sms, others);
  }

  private Plan sms(Capability other) {
    return with(people, nodes, other, faults);
  }

  /// The same world for the first few.
  public Plan people(int fewer) {
    return with(fewer, nodes, sms, faults);
  }

  /// The same world on fewer machines.
  public Plan nodes(int fewer) {
    return with(people, fewer, sms, faults);
  }

  private Plan with(int some, int machines, Capability account, Map<Fault, Double> others) {
    return new Plan(
        seed,
        some,
        between,
        crowd,
        machines,
        permits,
        account,
        ttlSafe,
        timing,
        smsRate,
        oneAnHour,
        timeToSend,
        others);
  }
}
