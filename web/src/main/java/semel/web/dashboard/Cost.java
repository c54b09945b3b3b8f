package semel.web.dashboard;

import semel.board.Shown;
import semel.web.page.View;

/// What a message costs, in the viewer's words.
public final class Cost {

  private Cost() {}

  /// The price of its segments: with a question mark while nobody knows whether they were charged,
  /// and a dash where nothing was, or where there are none.
  public static String of(View view, Shown shown, int segments) {
    if (segments == 0) {
      return "—";
    }
    var price = view.money((long) segments * view.frame().price());
    return switch (shown) {
      case SCHEDULED, WAITING, SENDING, SENT -> price;
      case DOUBT -> price + "?";
      case FAILED, CANCELLED -> "—";
    };
  }
}
