package semel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import semel.account.Account;
import semel.contract.Scene;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Claims;
import semel.dispatch.Closing;
import semel.dispatch.Composer;
import semel.dispatch.Dispatcher;
import semel.journal.JournalEntry;
import semel.lifecycle.RetryPolicy;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.PhoneNumber;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;

/// The loop that claims beside the loop that records, in many orders of their steps.
final class DeliveryThreadsTest {

  private static final Duration HORIZON = Duration.ofHours(1);

  @ParameterizedTest
  @ValueSource(classes = {OnePermit.class, EightPermits.class})
  void no_loop_rests_while_the_other_has_left_it_something_to_do(Class<?> permits) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(1)
        .invocationsPerIteration(permits.equals(OnePermit.class) ? 3_000 : 500)
        .check(permits);
  }

  @Test
  void where_more_is_due_a_few_free_permits_wait_once_for_others() {
    var claimed = new AtomicInteger();
    var loops = new Loops(true);
    var _ = delivery(new Endless(claimed, new AtomicInteger()), 8, loops);
    loops.claiming().turn();
    assertThat(claimed).hasValue(8);

    loops.end(1);
    loops.recording().turn();
    assertThat(loops.claiming().turn()).isPositive().isLessThan(Duration.ofMillis(10));
    assertThat(claimed).hasValue(8);
    loops.end(1);
    loops.recording().turn();
    loops.claiming().turn();
    assertThat(claimed).hasValue(10);

    loops.end(2);
    loops.recording().turn();
    loops.claiming().turn();
    assertThat(claimed).as("a quarter of eight is worth a claim").hasValue(12);
  }

  @Test
  void where_more_is_due_the_ends_of_a_few_calls_wait_once_for_others() {
    var recorded = new AtomicInteger();
    var loops = new Loops(true);
    var _ = delivery(new Endless(new AtomicInteger(), recorded), 8, loops);
    loops.claiming().turn();
    loops.recording().turn();

    loops.end(1);
    assertThat(loops.recording().wakesIn()).isPositive().isLessThan(Duration.ofMillis(10));
    loops.end(1);
    assertThat(loops.recording().wakesIn()).as("a quarter of eight is worth a record").isZero();
    assertThat(loops.recording().turn()).isPositive().isLessThan(Duration.ofMillis(10));
    assertThat(recorded).hasValue(2);

    loops.end(1);
    loops.recording().turn();
    assertThat(recorded).as("it waits once, not until there are enough").hasValue(3);
  }

  @Test
  void where_no_more_is_due_the_end_of_a_call_is_recorded_at_once() {
    var loops = new Loops(true);
    var _ = delivery(new Few(3), 8, loops);
    loops.claiming().turn();
    loops.recording().turn();
    loops.end(1);
    assertThat(loops.recording().wakesIn()).isZero();
    assertThat(loops.recording().turn()).isZero();
  }

  private static Delivery delivery(Claims claims, int permits, Loops loops) {
    var timing = Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
    var settings =
        new Dispatcher.Settings(
            "worker", timing, Scene.RETRY, null, new SimulatedClock(), new Random(7));
    var sender = new SimulatedSender(Scene.SMS);
    var journal = new SimulatedJournal();
    var dispatcher =
        new Dispatcher(sender, claims, (_, _, _) -> new Body("body"), journal, settings);
    return new Delivery(dispatcher, permits, HORIZON, loops, journal);
  }

  /// A delivery of more messages than it ever gets to; a call is over as soon as it begins.
  public abstract static class Busy {
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger recorded = new AtomicInteger();
    private final Loops loops = new Loops(false);

    @SuppressWarnings("UnusedVariable") // the loops run its steps
    private final Delivery delivery;

    Busy(int permits) {
      delivery = delivery(new Endless(claimed, recorded), permits, loops);
    }

    @Operation(nonParallelGroup = "claiming")
    public void claim() {
      loops.claiming().turn();
    }

    @Operation(nonParallelGroup = "recording")
    public void record() {
      loops.recording().turn();
    }

    @Validate
    public void nothing_is_left_lying() {
      var open = claimed.get() - recorded.get();
      if (open == 0 && loops.claiming().sleeps()) {
        throw new IllegalStateException("the permit is free, and the claiming loop was not woken");
      }
      if (open > 0 && loops.recording().sleeps()) {
        throw new IllegalStateException("a call has ended, and the recording loop was not woken");
      }
    }
  }

  /// Neither loop ever waits for company.
  public static class OnePermit extends Busy {
    public OnePermit() {
      super(1);
    }
  }

  /// Both do.
  public static class EightPermits extends Busy {
    public EightPermits() {
      super(8);
    }
  }

  /// More is always due; what ended is always recorded.
  private record Endless(AtomicInteger claimed, AtomicInteger recorded) implements Claims {
    @Override
    public ClaimAnswer claim(ClaimOrder order, Composer composer) {
      var claims = order.ids().stream().map(id -> claim(order, id)).toList();
      claimed.addAndGet(claims.size());
      return new ClaimAnswer.Granted(claims, List.of(), Duration.ZERO, List.of());
    }

    private static Claim claim(ClaimOrder order, ClaimId id) {
      var key = new MessageKey(new LeadId(new UUID(1, 1)), Channel.SMS);
      var to = new PhoneNumber("+77010000001");
      return new Claim(key, id, to, new Body("body"), order.began(), HORIZON, null);
    }

    @Override
    public Optional<List<JournalEntry>> close(
        Account account, RetryPolicy retry, String worker, List<Closing> closings) {
      recorded.addAndGet(closings.size());
      return Optional.of(List.of());
    }
  }

  /// So many are due once, and no more.
  private record Few(int count) implements Claims {
    @Override
    public ClaimAnswer claim(ClaimOrder order, Composer composer) {
      var claims = order.ids().stream().limit(count).map(id -> Endless.claim(order, id)).toList();
      return new ClaimAnswer.Granted(claims, List.of(), HORIZON, List.of());
    }

    @Override
    public Optional<List<JournalEntry>> close(
        Account account, RetryPolicy retry, String worker, List<Closing> closings) {
      return Optional.of(List.of());
    }
  }

  /// Both loops, turned by hand; a call is over as soon as it begins, or lasts until it is ended.
  private static final class Loops implements Threads {
    private final boolean last;
    private final Queue<Runnable> open = new ArrayDeque<>();
    private Optional<Loop> claiming = Optional.empty();
    private Optional<Loop> recording = Optional.empty();

    Loops(boolean last) {
      this.last = last;
    }

    void end(int calls) {
      for (var ended = 0; ended < calls; ended++) {
        open.remove().run();
      }
    }

    Loop claiming() {
      return claiming.orElseThrow();
    }

    Loop recording() {
      return recording.orElseThrow();
    }

    @Override
    public Handle loop(String name, Supplier<Duration> step) {
      var loop = new Loop(step);
      if (name.startsWith("claim")) {
        claiming = Optional.of(loop);
      } else {
        recording = Optional.of(loop);
      }
      return loop;
    }

    @Override
    public void begin(String name, Runnable call) {
      open.add(call);
      if (!last) {
        end(1);
      }
    }

    @Override
    public boolean acquire(Semaphore permits, int count, Duration patience) {
      return permits.tryAcquire(count);
    }
  }

  /// Keeps a wake-up that comes while its step runs, as a loop must.
  private static final class Loop implements Threads.Handle {
    private final Supplier<Duration> step;
    private volatile boolean woken = true;
    private volatile boolean rests;
    private Duration wakesIn = HORIZON;

    Loop(Supplier<Duration> step) {
      this.step = step;
    }

    Duration turn() {
      woken = false;
      wakesIn = HORIZON;
      var rest = step.get();
      rests = rest.equals(HORIZON);
      return rest;
    }

    boolean sleeps() {
      return rests && !woken;
    }

    Duration wakesIn() {
      return wakesIn;
    }

    @Override
    public void start() {}

    @Override
    public void wake() {
      wakeIn(Duration.ZERO);
    }

    @Override
    public void wakeIn(Duration delay) {
      woken = true;
      wakesIn = delay.compareTo(wakesIn) < 0 ? delay : wakesIn;
    }

    @Override
    public void close() {}

    @Override
    public void join(Duration patience) {}
  }
}
