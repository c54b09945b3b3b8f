package semel.campaign;

import java.util.ArrayList;
import java.util.List;

/// How an SMS is cut for the air, which is what it costs (3GPP TS 23.038 and 23.040): in the GSM
/// alphabet 160 characters in one segment, or 153 in each of several; with a single character that
/// alphabet lacks, UCS-2: 70, or 67 in each.
///
/// @param units how long the text is in its alphabet: a character of the extension table, or one
///   outside the basic plane, counts twice
/// @param parts the units in each segment
/// @param forcing the characters that the GSM alphabet lacks, each once, in their order
public record Segments(Alphabet alphabet, int units, List<Integer> parts, List<String> forcing) {

  /// What the characters of an SMS are written in.
  public enum Alphabet {
    GSM_7("GSM-7", 160, 153),
    UCS_2("UCS-2", 70, 67);

    private final String label;
    private final int alone;
    private final int each;

    Alphabet(String label, int alone, int each) {
      this.label = label;
      this.alone = alone;
      this.each = each;
    }

    /// Its name for people.
    public String label() {
      return label;
    }
  }

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  public Segments {
    parts = List.copyOf(parts);
    forcing = List.copyOf(forcing);
  }

  /// Measures a text.
  public static Segments of(String text) {
    var forcing =
        text.codePoints()
            .filter(c -> BASIC.indexOf(c) < 0 && EXTENSION.indexOf(c) < 0)
            .distinct()
            .mapToObj(Character::toString)
            .toList();
    var alphabet = forcing.isEmpty() ? Alphabet.GSM_7 : Alphabet.UCS_2;
    var lengths = text.codePoints().map(c -> length(alphabet, c)).toArray();
    var units = 0;
    for (var length : lengths) {
      units += length;
    }
    return new Segments(alphabet, units, cut(alphabet, units, lengths), forcing);
  }

  private static int length(Alphabet alphabet, int character) {
    return switch (alphabet) {
      case GSM_7 -> EXTENSION.indexOf(character) >= 0 ? 2 : 1;
      case UCS_2 -> Character.charCount(character);
    };
  }

  /// Fills one segment after the other; what counts twice is never cut in two.
  private static List<Integer> cut(Alphabet alphabet, int units, int[] lengths) {
    if (units <= alphabet.alone) {
      return List.of(units);
    }
    var parts = new ArrayList<Integer>();
    var part = 0;
    for (var length : lengths) {
      if (part + length > alphabet.each) {
        parts.add(part);
        part = 0;
      }
      part += length;
    }
    parts.add(part);
    return parts;
  }

  /// How many segments it takes.
  public int count() {
    return parts.size();
  }

  /// How many units one of its segments holds.
  public int capacity() {
    return parts.size() == 1 ? alphabet.alone : alphabet.each;
  }

  /// How many units must go to save a segment; zero where only one is needed.
  public int over() {
    return switch (parts.size()) {
      case 1 -> 0;
      case 2 -> units - alphabet.alone;
      default -> parts.getLast();
    };
  }

  /// Whether nine tenths of the last segment are used up: a longer name may cost another.
  public boolean nearlyFull() {
    return 10 * parts.getLast() > 9 * capacity();
  }
}
