package semel.simulator.report;

import semel.simulator.Verdict;

/// placeholder
public final class Report {
  private Report() {}

  public static String page(Verdict verdict) {
    return verdict.toString();
  }
}
