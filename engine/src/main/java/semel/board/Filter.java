package semel.board;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;

/// Which messages, or leads with such messages, to list.
///
/// The order follows from what is asked for: with a search text, or with neither a view nor states,
/// newest due first; where only open messages are asked for, the soonest first; otherwise what
/// happened last first.
///
/// @param text what a person typed into the search field, see [Sought]
/// @param zone whose midnight "today" begins at
/// @param oldest whether a list by due time is turned round; others stay as they are
/// @param cursor what the page before named as its next
public record Filter(
    View view,
    Chips chips,
    @Nullable String text,
    ZoneId zone,
    boolean oldest,
    @Nullable String cursor,
    int limit) {

  /// The largest page.
  public static final int LIMIT_MAX = 100;

  public Filter {
    requirePage(limit);
  }

  /// Whether the list is ordered by when its messages are due.
  public boolean byDue() {
    var sought = Sought.of(text);
    return (view == View.ALL || view == View.DOUBLED)
        && chips.shown().isEmpty()
        && sought.shown().isEmpty()
        && sought.due() == null
        && sought.sent() == null;
  }

  static void requirePage(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " rows");
    }
  }

  /// The views that are always there.
  public enum View {
    ALL("all"),
    /// In doubt, failed today, or lagging.
    ATTENTION("attention"),
    /// Leaves in the next ten minutes, or should have left.
    NEXT("next"),
    /// Failed today.
    FAILED("failed"),
    WAITING("waiting"),
    /// A second acceptance is possible.
    DOUBLED("doubled");

    private final String key;

    View(String key) {
      this.key = key;
    }

    /// The lower-case name of URLs.
    public String key() {
      return key;
    }

    /// The view that a key names.
    public static Optional<View> ofKey(String key) {
      return Arrays.stream(values()).filter(view -> view.key.equals(key)).findFirst();
    }
  }

  /// What narrows a view; null and no state narrow nothing.
  ///
  /// @param period only leads that registered in it
  public record Chips(
      Set<Shown> shown,
      @Nullable Channel channel,
      @Nullable String campaign,
      @Nullable String language,
      @Nullable Period period) {

    public static final Chips NONE = new Chips(Set.of(), null, null, null, null);

    public Chips {
      shown = Set.copyOf(shown);
    }
  }
}
