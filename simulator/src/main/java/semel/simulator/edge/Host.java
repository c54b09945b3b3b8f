package semel.simulator.edge;

import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.time.Agenda;
import semel.simulator.time.Chance;
import semel.simulator.time.Crashed;
import semel.simulator.time.NodeClock;
import semel.simulator.time.SimulatedProcess;

/// The machine that a step runs on, as its edges see it. Between any two steps it may die, stand
/// still, be suspended or have its clock set; every edge asks before it does anything.
public record Host(
    SimulatedProcess process, NodeClock clock, Agenda agenda, Faults faults, Death death) {

  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long HOUR = 3_600 * SECOND;

  /// Told when the machine's process died, so that somebody starts it again.
  @FunctionalInterface
  public interface Death {
    void died(Fault cause);
  }

  /// A place between two steps.
  ///
  /// @throws Crashed when the process is dead, or dies here
  public void step() {
    process.alive();
    if (faults.strikes(Fault.CRASH)) {
      dies(Fault.CRASH);
    }
    if (faults.strikes(Fault.PAUSE)) {
      standsStill(of(Fault.PAUSE).between(MILLISECOND, 10 * SECOND));
    }
    if (faults.strikes(Fault.LONG_PAUSE)) {
      standsStill(of(Fault.LONG_PAUSE).between(10 * SECOND, 2 * HOUR));
    }
    if (faults.strikes(Fault.SUSPEND)) {
      var nanos = of(Fault.SUSPEND).between(SECOND, 2 * HOUR);
      clock.suspended(nanos);
      standsStill(nanos);
    }
    if (faults.strikes(Fault.CLOCK_JUMP)) {
      var chance = of(Fault.CLOCK_JUMP);
      clock.jump(chance.between(SECOND, HOUR) * (chance.nextBoolean() ? 1 : -1));
    }
  }

  private Chance of(Fault fault) {
    return faults.of(fault);
  }

  /// The whole process stands still; the running strand goes on afterwards.
  public void standsStill(long nanos) {
    process.standStill(nanos);
  }

  /// The machine is suspended and neither of its clocks shows it.
  public void suspendedUnseen(long nanos) {
    clock.standsStill(nanos);
    standsStill(nanos);
  }

  /// The process dies at this very step.
  public void dies(Fault cause) {
    process.die();
    death.died(cause);
    throw new Crashed();
  }

  /// Lets time pass for the running strand.
  public void pass(long nanos) {
    process.pass(nanos);
  }
}
