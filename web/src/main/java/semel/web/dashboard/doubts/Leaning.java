package semel.web.dashboard.doubts;

import java.util.Locale;
import semel.board.DoubtCase;

/// Where the evidence points, in five steps and never in per cent. The outer two are only reached
/// by evidence that settles the doubt, so an open one stands between them.
public enum Leaning {
  NOT_SENT,
  PROBABLY_NOT,
  UNKNOWN,
  PROBABLY,
  SENT;

  /// What is known so far: a complete answer that did not contain the message speaks against it; a
  /// person who is needed although the provider was asked, for neither.
  public static Leaning of(DoubtCase doubt) {
    return doubt.firstAbsent() == null ? UNKNOWN : PROBABLY_NOT;
  }

  /// Of its words.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
