package semel.web.proftest;

import java.util.Arrays;
import java.util.Locale;

/// The six kinds of interest (RIASEC), in their order around the hexagon.
public enum Interest {
  MAKER('R', 0),
  EXPLORER('I', 1),
  CREATOR('A', 2),
  HELPER('S', 3),
  LEADER('E', 4),
  ORGANISER('C', 5);

  private final char letter;
  private final int corner;

  Interest(char letter, int corner) {
    this.letter = letter;
    this.corner = corner;
  }

  /// Its letter in a code.
  public char letter() {
    return letter;
  }

  /// The class that gives what shows it its colour.
  public String look() {
    return "k-" + Character.toString(letter).toLowerCase(Locale.ROOT);
  }

  /// Its corner, clockwise from the top.
  int corner() {
    return corner;
  }

  /// Whether the two share a side of the hexagon.
  boolean beside(Interest other) {
    var apart = Math.floorMod(corner - other.corner, values().length);
    return apart == 1 || apart == values().length - 1;
  }

  static Interest of(String letter) {
    return Arrays.stream(values())
        .filter(interest -> letter.equals(Character.toString(interest.letter)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no interest has the letter " + letter));
  }
}
