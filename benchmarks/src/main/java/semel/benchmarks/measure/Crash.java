package semel.benchmarks.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.peer.Load;

/// A process is killed while it has a hundred calls open that the provider has taken and not
/// answered; another one takes over.
public final class Crash {

  /// How many calls are open when the process is killed.
  public static final int CALLS = 100;

  static final String SERIES = "killed with " + CALLS + " open";
  static final String TAKEN = "taken before";
  static final String TWICE = "sent twice";
  static final String FIRST = "first settled, s";
  static final String LAST = "all settled, s";
  static final String OPEN = "unfinished";

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Teller teller;
  private final Path file;

  Crash(Teller teller, Path file) {
    this.teller = teller;
    this.file = file;
  }

  /// Never returns: it is killed.
  void victim(Candidate candidate, String url) throws Exception {
    try (var contender = candidate.open(url, Duration.ZERO)) {
      contender.install();
      for (var number = 0; number < CALLS / contender.messagesEach(); number++) {
        contender.accept(number, 1);
      }
      var ledger = Ledger.hanging(file);
      contender.work(ledger, Load.HANGING);
      while (true) {
        teller.count("before the kill", ledger.lines().size(), CALLS);
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  /// @param killed when the other process was
  void heir(Candidate candidate, String url, Instant killed) throws Exception {
    try (var contender = candidate.open(url, Duration.ZERO)) {
      var ledger = Ledger.answering(file);
      var before = ledger.lines().size();
      var open = contender.open();
      contender.work(ledger, Load.HANGING);
      var first = Double.NaN;
      var left = open;
      while (left > 0 && since(killed) < PATIENCE.toSeconds()) {
        LockSupport.parkNanos(LOOK.toNanos());
        left = contender.open();
        if (left < open && Double.isNaN(first)) {
          first = since(killed);
        }
        teller.count("after the kill, settled", open - left, open);
      }
      teller.figure(SERIES, TAKEN, before);
      teller.figure(SERIES, TWICE, ledger.repeats());
      teller.figure(SERIES, FIRST, first);
      teller.figure(SERIES, LAST, left == 0 ? since(killed) : Double.NaN);
      teller.figure(SERIES, OPEN, left);
    }
  }

  private static double since(Instant killed) {
    return Duration.between(killed, InstantSource.system().instant()).toMillis() / 1e3;
  }
}
