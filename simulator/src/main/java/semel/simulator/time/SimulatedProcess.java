package semel.simulator.time;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/// One run of one simulated process: it may stand still for a while, and it may die at any step.
/// While it stands still nothing of it happens; what was due then happens afterwards.
public final class SimulatedProcess {

  private final Agenda agenda;
  private final Strands strands;
  private final Set<Strand> stopped = new LinkedHashSet<>();
  private final Queue<Runnable> late = new ArrayDeque<>();
  private long pausedUntil;
  private boolean goesOn;
  private boolean dead;

  public SimulatedProcess(Agenda agenda, Strands strands) {
    this.agenda = agenda;
    this.strands = strands;
  }

  /// Does something of this process then, on no strand; never when it is dead by then.
  public void at(long at, Runnable what) {
    agenda.at(
        at,
        () -> {
          if (dead) {
            return;
          }
          if (pausedUntil > agenda.now()) {
            afterwards(what);
          } else {
            what.run();
          }
        });
  }

  /// Does something once the process goes on. Each waits once, however often the process stops
  /// again before its turn: some stand still at every step, with thousands of things to do.
  private void afterwards(Runnable what) {
    late.add(what);
    if (!goesOn) {
      goesOn = true;
      agenda.at(pausedUntil, this::goOn);
    }
  }

  private void goOn() {
    while (!late.isEmpty() && pausedUntil <= agenda.now()) {
      late.remove().run();
    }
    goesOn = !late.isEmpty();
    if (goesOn) {
      agenda.at(pausedUntil, this::goOn);
    }
  }

  /// Runs something that may let time pass, now or as soon as the running strand stops.
  public void begin(Runnable work) {
    if (strands.inside() || pausedUntil > agenda.now()) {
      at(agenda.now(), () -> strands.take().begin(this, work));
    } else {
      strands.take().begin(this, work);
    }
  }

  /// Lets time pass for the strand that runs now.
  ///
  /// @throws Crashed when the process dies meanwhile
  public void pass(long nanos) {
    var wake = waking();
    agenda.in(nanos, wake);
    await();
  }

  /// What wakes the strand that runs now from its next [#await]; later calls do nothing.
  public Runnable waking() {
    var strand = strands.current();
    var ticket = strand.ticket();
    return () -> {
      if (!dead && strand.ticket() == ticket) {
        resumeWhenAwake(strand, ticket);
      }
    };
  }

  private void resumeWhenAwake(Strand strand, long ticket) {
    if (pausedUntil > agenda.now()) {
      afterwards(() -> {
        if (strand.ticket() == ticket) {
          resumeWhenAwake(strand, ticket);
        }
      });
    } else {
      stopped.remove(strand);
      strand.resume();
    }
  }

  /// Stops the strand that runs now until it is woken.
  public void await() {
    var strand = strands.current();
    stopped.add(strand);
    strand.suspend();
  }

  /// Throws when the process is dead: every edge asks first, so that nothing dead has an effect.
  public void alive() {
    if (dead) {
      throw new Crashed();
    }
  }

  /// The whole process stands still here. The strand that runs now is the first to go on.
  ///
  /// @throws Crashed when the process dies meanwhile
  public void standStill(long nanos) {
    var until = agenda.now() + nanos;
    agenda.at(until, waking());
    pausedUntil = Math.max(pausedUntil, until);
    await();
  }

  /// The process dies here: nothing of it happens any more.
  public void die() {
    dead = true;
    late.clear();
    agenda.in(
        0,
        () -> {
          var rest = List.copyOf(stopped);
          stopped.clear();
          rest.forEach(Strand::resume);
        });
  }

  public boolean isDead() {
    return dead;
  }
}
