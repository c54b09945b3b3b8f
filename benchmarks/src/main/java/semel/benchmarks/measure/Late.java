package semel.benchmarks.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Pace;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;
import semel.benchmarks.peer.Provider;
import semel.benchmarks.peer.Taken;
import semel.benchmarks.report.Statistics;

/// How long after it is due a message reaches the provider, while messages fall due at an even
/// pace: a low one, and half of the most that the same system sends.
final class Late {

  static final String RATE = "messages/s";
  static final String MEDIAN = "p50 ms";
  static final String SLOWEST = "p99 ms";
  static final String EARLY = "early";
  static final String OPEN = "unfinished";

  private static final double LOW = 20;
  private static final Duration LOW_FOR = Duration.ofSeconds(5);
  private static final Duration BUSY_FOR = Duration.ofSeconds(3);
  private static final Duration WARM_FOR = Duration.ofSeconds(1);

  /// All of a busy load is taken before any of it is due: only sending is measured.
  private static final Duration DELAY = Duration.ofSeconds(5);

  private static final int CALLERS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Teller teller;
  private final double most;
  private long next;
  private int expected;

  /// @param order the most that the system sends, messages a second
  Late(Teller teller, Order order) {
    this.teller = teller;
    this.most = Double.parseDouble(order.text("most"));
  }

  /// A provider that knows when it was called first about each message.
  private record Clock(Map<String, Instant> calls) implements Provider {
    @Override
    public void take(String message) {
      calls.putIfAbsent(message, InstantSource.system().instant());
    }

    /// Asked only where a call left a doubt, and no call here does.
    @Override
    public int taken(String message) {
      return 0;
    }
  }

  void one(Candidate candidate, String url) throws Exception {
    try (var contender = candidate.open(url, DELAY)) {
      contender.install();
      var clock = new Clock(new ConcurrentHashMap<>());
      contender.work(clock, Load.QUICK);
      // Falls due before anything that counts, and makes everybody's code warm.
      register(contender, most / 2, WARM_FOR);
      var low = register(contender, LOW, LOW_FOR);
      await(clock);
      tell("20 messages/s", low, clock, LOW_FOR);
      var busy = register(contender, most / 2, BUSY_FOR);
      await(clock);
      tell("half of its most", busy, clock, BUSY_FOR);
    }
  }

  /// Registers at an even pace.
  private Collection<Taken> register(Contender contender, double rate, Duration length)
      throws Exception {
    var each = contender.messagesEach();
    var calls = (int) Math.max(1, rate * length.toMillis() / 1e3 / each);
    var gap = length.dividedBy(calls).toNanos();
    var first = next;
    next += calls;
    expected += calls * each;
    var taken = new ConcurrentLinkedQueue<Taken>();
    var began = System.nanoTime();
    Pace.of(
        Math.min(CALLERS, calls),
        calls,
        place -> {
          LockSupport.parkNanos(began + place * gap - System.nanoTime());
          taken.add(contender.accept(first + place, 1));
          teller.count("registering", place, calls);
        });
    return taken;
  }

  /// Waits until all that was registered was sent, or patience ran out.
  private void await(Clock clock) {
    var until = System.nanoTime() + DELAY.plus(PATIENCE).toNanos();
    while (clock.calls().size() < expected && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK.toNanos());
      teller.count("falling due", clock.calls().size(), expected);
    }
  }

  private void tell(String series, Collection<Taken> taken, Clock clock, Duration length) {
    var nanos =
        taken.stream()
            .flatMap(one ->
                one.messages().stream()
                    .filter(clock.calls()::containsKey)
                    .map(message -> Duration.between(one.due(), clock.calls().get(message))))
            .mapToLong(Duration::toNanos)
            .sorted()
            .toArray();
    var all = taken.stream().mapToInt(one -> one.messages().size()).sum();
    var sent = nanos.length > 0;
    teller.figure(series, RATE, all / (length.toMillis() / 1e3));
    teller.figure(series, MEDIAN, sent ? Statistics.percentile(nanos, 50) / 1e6 : Double.NaN);
    teller.figure(series, SLOWEST, sent ? Statistics.percentile(nanos, 99) / 1e6 : Double.NaN);
    teller.figure(series, EARLY, Arrays.stream(nanos).filter(late -> late < 0).count());
    teller.figure(series, OPEN, all - nanos.length);
  }
}
