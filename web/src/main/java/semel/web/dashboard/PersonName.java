package semel.web.dashboard;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.web.page.View;

/// A person's name as pages show it. People choose it themselves, so it may hold the invisible
/// characters that turn the direction of the text around it.
public final class PersonName {

  private static final Pattern TURNS =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
  private static final String ISOLATE = "\u2068";
  private static final String ISOLATE_END = "\u2069";

  private PersonName() {}

  /// For an element of its own; somebody whose name is gone, or was nothing else, has none.
  public static String of(View view, @Nullable String name) {
    var shown = name == null ? "" : harmless(name).strip();
    return shown.isEmpty() ? view.say("lead.no-name") : shown;
  }

  /// For a place in a sentence, whose order of words it leaves alone.
  public static String within(View view, @Nullable String name) {
    return ISOLATE + of(view, name) + ISOLATE_END;
  }

  /// A text with somebody's name in it, without what turns its direction.
  public static String harmless(String text) {
    return TURNS.matcher(text).replaceAll("");
  }
}
