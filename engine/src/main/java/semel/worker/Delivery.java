package semel.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import semel.dispatch.Claim;
import semel.dispatch.Closing;
import semel.dispatch.Dispatcher;
import semel.journal.Journal;
import semel.journal.Sentence;

/// Runs one dispatcher: a loop that claims what its permits allow, a thread for each call, a loop
/// that records how the calls ended.
final class Delivery implements AutoCloseable {

  private static final int CLAIMS_MAX = 512;

  /// So many tries of a whole batch before its ends are recorded one by one.
  private static final int PATIENT = 5;

  private static final int LOUD_EVERY = 150;

  /// Doublings of a millisecond: a quarter of a second.
  private static final int FRUITLESS_MAX = 8;

  /// A claim of a few, or a record of how a few ended, costs nearly what one of many does. So where
  /// more is due than permits are free, either waits once, so long, while it is about less than
  /// this part of the calls that are allowed.
  private static final int WORTHWHILE_PART = 4;

  private static final Duration GATHERING = Duration.ofMillis(5);

  private static final int CLOSINGS_MAX = 512;
  private static final Duration UNRECORDED = Duration.ofMillis(200);

  private final Dispatcher dispatcher;
  private final int permitsMax;
  private final Duration horizon;
  private final Semaphore permits;
  private final Allowance allowance;
  private final BlockingQueue<Closing> ended = new LinkedBlockingQueue<>();
  private final Threads threads;
  private final Journal journal;
  private final Threads.Handle claiming;
  private final Threads.Handle recording;
  private List<Closing> recordingNow = List.of();
  private int failures;
  private int fruitlessRounds;
  private boolean gathered;
  private volatile boolean moreIsDue;
  private volatile boolean starved;

  /// @param horizon the longest rest between two looks for what is due (the sweep)
  Delivery(
      Dispatcher dispatcher, int permitsMax, Duration horizon, Threads threads, Journal journal) {
    this.dispatcher = dispatcher;
    this.permitsMax = permitsMax;
    this.horizon = horizon;
    this.permits = new Semaphore(permitsMax);
    this.allowance = new Allowance(permitsMax);
    this.threads = threads;
    this.journal = journal;
    var account = dispatcher.account().id();
    this.claiming = threads.loop("claim-" + account, this::claim);
    this.recording = threads.loop("record-" + account, this::record);
  }

  void start() {
    claiming.start();
    recording.start();
  }

  /// Something falls due after `delay`.
  void dueIn(Duration delay) {
    // The claim looks at least once in `horizon`, and sees then what is due until the next look.
    if (delay.compareTo(horizon) < 0) {
      claiming.wakeIn(delay);
    }
  }

  /// Timer, sweep and recovery all come to this step.
  private Duration claim() {
    starved = true; // before the permits are read: whoever releases one after that sees it
    var open = permitsMax - permits.availablePermits();
    var asked = Math.min(allowance.calls() - open, CLAIMS_MAX);
    if (asked <= 0) {
      return horizon; // the next permit wakes the loop
    }
    starved = false;
    gathered = !gathered && few(asked);
    if (gathered) {
      return GATHERING;
    }
    var round = dispatcher.claim(asked, horizon);
    round.claims().forEach(this::send);
    moreIsDue = round.claims().size() == asked;
    if (!round.claims().isEmpty()) {
      fruitlessRounds = 0;
    }
    if (moreIsDue) {
      return Duration.ZERO;
    }
    return round.claims().isEmpty() && round.idle().isZero() ? fruitless() : round.idle();
  }

  private boolean few(int messages) {
    return moreIsDue && messages < allowance.calls() / WORTHWHILE_PART;
  }

  /// What is due is locked by somebody else: look again soon, but not at every instant.
  private Duration fruitless() {
    fruitlessRounds = Math.min(fruitlessRounds + 1, FRUITLESS_MAX);
    return Duration.ofMillis(1L << fruitlessRounds);
  }

  private void send(Claim claim) {
    permits.acquireUninterruptibly();
    threads.begin(
        "attempt-" + claim.id(),
        () -> {
          ended.add(dispatcher.attempt(claim));
          if (few(ended.size())) {
            recording.wakeIn(GATHERING);
          } else {
            recording.wake();
          }
        });
  }

  private Duration record() {
    if (recordingNow.isEmpty()) {
      var next = new ArrayList<Closing>();
      ended.drainTo(next, CLOSINGS_MAX);
      if (next.isEmpty()) {
        return horizon; // the next end wakes the loop
      }
      recordingNow = next;
    }
    if (!close(recordingNow)) {
      return unrecorded();
    }
    failures = 0;
    allowance.ended(recordingNow);
    permits.release(recordingNow.size());
    recordingNow = List.of();
    if (starved) {
      claiming.wake();
    }
    return few(ended.size()) ? GATHERING : Duration.ZERO;
  }

  private boolean close(List<Closing> closings) {
    try {
      return dispatcher.close(closings);
    } catch (RuntimeException e) {
      journal.trouble("The end of an attempt cannot be recorded: " + Sentence.of(e));
      return false;
    }
  }

  /// Unknown or unreachable: the same again, it changes nothing twice. When that does not help, one
  /// at a time, so that an end that cannot be recorded does not keep the others waiting.
  private Duration unrecorded() {
    failures++;
    if (failures % LOUD_EVERY == 1) {
      journal.trouble(
          "How %d attempt(s) ended is not recorded yet; it is tried again"
              .formatted(recordingNow.size()));
    }
    if (failures > PATIENT) {
      var rest =
          recordingNow.size() == 1 ? recordingNow : recordingNow.subList(1, recordingNow.size());
      ended.addAll(rest);
      recordingNow = recordingNow.size() == 1 ? List.of() : List.of(recordingNow.getFirst());
    }
    return UNRECORDED;
  }

  /// Stops claiming; guards let nothing more out; waits for open calls to end and be recorded.
  @Override
  public void close() {
    claiming.close();
    dispatcher.stop();
  }

  /// Waits until every call has ended and is recorded, at most for `patience`.
  void drain(Duration patience) {
    // A claim that is being made now takes its permits only when it is granted.
    claiming.join(patience);
    if (threads.acquire(permits, permitsMax, patience)) {
      permits.release(permitsMax);
    }
    recording.close();
    recording.wake();
    recording.join(Duration.ofSeconds(1));
  }
}
