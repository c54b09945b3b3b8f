package semel.app;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import semel.app.log.LogJournal;
import semel.journal.Sentence;
import semel.postgres.PostgresSnapshots;
import semel.web.Door;
import semel.web.dashboard.Dashboard;
import semel.worker.Threads;
import semel.worker.Worker;

/// A Semel that can be started and stopped.
public final class Running {

  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final Faces faces;
  private final Worker worker;
  private final List<Threads.Handle> beside;
  private final PostgresSnapshots snapshots;
  private final LogJournal journal;

  /// What the outside sees.
  record Faces(Door door, Dashboard dashboard) {}

  /// @param beside loops that neither send nor settle: alerts, receipts
  Running(
      Faces faces,
      Worker worker,
      List<Threads.Handle> beside,
      PostgresSnapshots snapshots,
      LogJournal journal) {
    this.faces = faces;
    this.worker = worker;
    this.beside = List.copyOf(beside);
    this.snapshots = snapshots;
    this.journal = journal;
  }

  /// Recovers, opens the door, and starts to deliver.
  ///
  /// @return the port it listens on
  /// @throws java.io.UncheckedIOException with a sentence, when the port cannot be opened
  public int start() {
    worker.recover();
    var backlog = snapshots.backlog();
    journal.recovery(backlog.due(), backlog.inDoubt(), backlog.scheduled());
    faces.door().start();
    worker.start();
    beside.forEach(Threads.Handle::start);
    Thread.ofVirtual().name("first look").start(this::warm);
    return faces.door().port();
  }

  private void warm() {
    try {
      faces.dashboard().warm();
    } catch (UncheckedIOException e) {
      journal.trouble("The overview could not be added up ahead: " + Sentence.of(e));
    }
  }

  /// Claims nothing more and hands back what was not begun at once, answers 503 as long as somebody
  /// calls, lets open calls end and records them.
  public void stop() {
    worker.quiesce();
    faces.dashboard().close();
    faces.door().stop(DRAIN);
    worker.stop();
    beside.forEach(Threads.Handle::close);
    beside.forEach(loop -> loop.join(Duration.ofSeconds(1)));
  }
}
