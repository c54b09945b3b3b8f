package semel.simulator.time;

/// Unwinds a strand whose process has died. What catches it by mistake finds every edge dead too.
public final class Crashed extends Error {

  private static final long serialVersionUID = 1L;

  public Crashed() {
    super("the process is dead", null, false, false);
  }
}
