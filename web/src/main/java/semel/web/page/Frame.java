package semel.web.page;

/// What the frame of every page shows of the whole.
///
/// @param sandbox whether everything goes to the sandbox
/// @param doubts messages in doubt
/// @param repeats repeats that were blocked today
/// @param alerts alerts that are open
/// @param price of one SMS segment, in tenge
public record Frame(boolean sandbox, long doubts, long repeats, long alerts, int price) {

  /// Of a page that knows nothing of the whole.
  public static final Frame EMPTY = new Frame(false, 0, 0, 0, 0);
}
