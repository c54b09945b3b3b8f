package semel.benchmarks.gauge;

import java.io.PrintStream;
import java.util.Locale;

/// What a measuring process says, a line at a time: how far it is, and figures.
public final class Teller {

  static final String FIGURE = "figure";
  static final String PROGRESS = "progress";

  private static final long EVERY_NANOS = 500_000_000;

  private final PrintStream out;
  private long toldAt = System.nanoTime();

  public Teller(PrintStream out) {
    this.out = out;
  }

  public synchronized void figure(String series, String name, double value) {
    line(FIGURE, series, name, String.format(Locale.ROOT, "%.6f", value));
  }

  public void figure(String series, String name, long value) {
    figure(series, name, (double) value);
  }

  public synchronized void progress(String text) {
    line(PROGRESS, text);
    toldAt = System.nanoTime();
  }

  /// The same, at most twice a second.
  public synchronized void count(String what, long done, long all) {
    if (System.nanoTime() - toldAt > EVERY_NANOS) {
      progress(String.format(Locale.ROOT, "%s, %,d of %,d", what, done, all));
    }
  }

  private void line(String... words) {
    out.println(String.join("\t", words));
    out.flush();
  }
}
