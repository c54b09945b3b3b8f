package semel.providers.mobizon.certification;

import java.util.List;

/// What a certification learned.
public record Certificate(List<Point> points) {

  public Certificate {
    points = List.copyOf(points);
  }

  /// One thing that the documentation leaves open.
  ///
  /// @param needed whether staged sending stands on it
  public record Point(String name, Verdict verdict, boolean needed, String sentence) {}

  /// How what was seen relates to what Semel takes for granted.
  public enum Verdict {
    CONFIRMED("confirmed"),
    CONTRADICTED("contradicted"),
    NOT_LEARNED("not learned");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /// As it is printed.
    public String words() {
      return words;
    }
  }

  /// Whether everything that staged sending stands on was confirmed.
  public boolean stagedMayBeUsed() {
    return points.stream()
        .allMatch(point -> !point.needed() || point.verdict() == Verdict.CONFIRMED);
  }
}
