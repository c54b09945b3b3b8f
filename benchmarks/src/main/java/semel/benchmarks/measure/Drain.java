package semel.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.peer.Contender;
import semel.benchmarks.peer.Load;

/// How fast what is due goes to a provider that costs nothing, until the tables say that nothing is
/// left.
final class Drain {

  static final String SERIES = "all due at once";
  static final String RATE = "messages/s";
  static final String OWN = "CPU s, client";
  static final String SERVER = "CPU s, database";
  static final String WAL = "WAL B/message";
  static final String ROWS = "rows kept";
  static final String TWICE = "sent twice";
  static final String OPEN = "unfinished";

  private static final int FILLERS = 16;
  private static final int BATCH = 100;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Teller teller;
  private final int messages;
  private final long server;

  /// @param server the process of the database server
  Drain(Teller teller, int messages, long server) {
    this.teller = teller;
    this.messages = messages;
    this.server = server;
  }

  void one(Candidate candidate, String url) throws Exception {
    try (var contender = candidate.open(url, Duration.ZERO)) {
      contender.install();
      fill(contender);
      Costs.settle(url);
      var all = contender.open();
      var provider = new Counted();
      var before = Costs.now(url, server);
      var began = System.nanoTime();
      contender.work(provider, Load.QUICK);
      var left = await(contender, provider, all, began);
      var seconds = (System.nanoTime() - began) / 1e9;
      var after = Costs.now(url, server);
      teller.figure(SERIES, RATE, (all - left) / seconds);
      teller.figure(SERIES, OWN, after.ownSecondsSince(before));
      teller.figure(SERIES, SERVER, after.serverSecondsSince(before));
      teller.figure(SERIES, WAL, (double) after.walSince(before) / all);
      teller.figure(SERIES, TWICE, Math.max(0, provider.calls() - (all - left)));
      teller.figure(SERIES, OPEN, left);
    }
    teller.figure(SERIES, ROWS, Costs.rows(url));
  }

  private void fill(Contender contender) throws Exception {
    var registrations = messages / contender.messagesEach();
    var batches = Math.ceilDiv(registrations, BATCH);
    Pace.of(
        FILLERS,
        batches,
        place -> {
          var first = (long) place * BATCH;
          contender.accept(first, (int) Math.min(BATCH, registrations - first));
          teller.count("filling", first, registrations);
        });
  }

  /// What is left in the end; zero unless patience ran out. The tables are looked at only when all
  /// calls were made, since looking costs too.
  private long await(Contender contender, Counted provider, long all, long began) throws Exception {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      if (provider.calls() >= all && contender.open() == 0) {
        return 0;
      }
      teller.count("draining", provider.calls(), all);
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return contender.open();
  }
}
