package semel.desk;

import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.State;

/// Which messages to list; null filters nothing. `cursor` is what the page before named as its
/// next.
public record MessageQuery(
    State.@Nullable Name state,
    @Nullable Channel channel,
    @Nullable String campaign,
    @Nullable String text,
    @Nullable String cursor,
    int limit) {

  /// The largest page.
  public static final int LIMIT_MAX = 100;

  public MessageQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " messages");
    }
  }
}
