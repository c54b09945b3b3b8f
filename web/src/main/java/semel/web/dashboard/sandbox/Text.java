package semel.web.dashboard.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import semel.campaign.Segments;

/// A captured SMS, measured.
///
/// @param text as it was sent
/// @param runs the text in pieces as they may be shown, each plain, a link, or a character that
///   forces UCS-2
public record Text(String text, Instant at, Segments segments, List<Run> runs) {

  // Counted rather than marked: in a Cyrillic text there are too many of them.
  private static final Pattern LETTERS = Pattern.compile("\\p{IsCyrillic}");
  private static final Pattern LINK = Pattern.compile("https?://\\S+");

  /// One piece.
  public record Run(String text, Kind kind) {}

  /// What a piece is.
  public enum Kind {
    PLAIN,
    LINK,
    FORCING
  }

  static Text of(String text, Instant at, UnaryOperator<String> shown) {
    var segments = Segments.of(text);
    return new Text(text, at, segments, runs(shown.apply(text), segments));
  }

  /// How many Cyrillic letters there are: each of them forces UCS-2.
  public long cyrillic() {
    return LETTERS.matcher(text).results().count();
  }

  /// The characters that force UCS-2 and are no letters: those can be replaced.
  public List<String> signs() {
    return segments.forcing().stream().filter(c -> !LETTERS.matcher(c).matches()).toList();
  }

  /// The text without those, where nothing else forces UCS-2 and that saves a segment.
  public Optional<Segments> spared() {
    if (signs().isEmpty() || cyrillic() > 0) {
      return Optional.empty();
    }
    var plain = signs().stream().reduce(text, (shorter, sign) -> shorter.replace(sign, ""));
    return Optional.of(Segments.of(plain)).filter(less -> less.count() < segments.count());
  }

  private static List<Run> runs(String text, Segments segments) {
    var runs = new ArrayList<Run>();
    var links = LINK.matcher(text);
    var from = 0;
    while (links.find()) {
      mark(text.substring(from, links.start()), segments, runs);
      runs.add(new Run(links.group(), Kind.LINK));
      from = links.end();
    }
    mark(text.substring(from), segments, runs);
    return runs;
  }

  /// Marks the signs that force UCS-2.
  private static void mark(String text, Segments segments, List<Run> runs) {
    var plain = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(c -> {
          if (segments.forcing().contains(c) && !LETTERS.matcher(c).matches()) {
            flush(plain, runs);
            runs.add(new Run(c, Kind.FORCING));
          } else {
            plain.append(c);
          }
        });
    flush(plain, runs);
  }

  private static void flush(StringBuilder plain, List<Run> runs) {
    if (!plain.isEmpty()) {
      runs.add(new Run(plain.toString(), Kind.PLAIN));
      plain.setLength(0);
    }
  }
}
