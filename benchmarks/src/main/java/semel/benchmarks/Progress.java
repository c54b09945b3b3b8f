package semel.benchmarks;

import java.io.PrintWriter;

/// One line on the terminal that says how far a run is, each over the one before.
final class Progress {

  private final PrintWriter out;
  private int steps;
  private int step;
  private String what = "";

  Progress(PrintWriter out) {
    this.out = out;
  }

  /// So many steps will come.
  void expect(int count) {
    steps = count;
  }

  /// The next step begins.
  void step(String name) {
    step++;
    what = name;
    show("");
  }

  void show(String detail) {
    out.printf(
        "\r\u001b[K%d of %d: %s%s ...", step, steps, what, detail.isEmpty() ? "" : ", " + detail);
    out.flush();
  }

  /// Something to be read later too.
  void say(String sentence) {
    clear();
    out.println(sentence);
    out.flush();
  }

  void clear() {
    out.print("\r\u001b[K");
    out.flush();
  }
}
