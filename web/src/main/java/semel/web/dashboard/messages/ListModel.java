package semel.web.dashboard.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Listing.Counts;
import semel.board.Listing.LeadLine;

/// What a list shows: messages, or leads with both of theirs.
///
/// @param next the cursor of the page after this, null on the last
/// @param fresh how many rows there are more than when the page was made
public record ListModel(
    Lens lens,
    List<Row> rows,
    List<LeadLine> leads,
    @Nullable String next,
    Counts counts,
    long fresh) {

  /// The tabs, in their order.
  public List<Filter.View> views() {
    return List.of(
        Filter.View.ALL,
        Filter.View.ATTENTION,
        Filter.View.NEXT,
        Filter.View.FAILED,
        Filter.View.WAITING);
  }

  public long count(Filter.View view) {
    return counts.views().getOrDefault(view, 0L);
  }

  public boolean empty() {
    return rows.isEmpty() && leads.isEmpty();
  }

  /// Where the next page is.
  public String older() {
    return next == null ? "" : lens.with("cursor", next);
  }

  /// This page again, saying how many rows it knows.
  public String again() {
    return lens.with("seen", Long.toString(count(Filter.View.ALL)));
  }
}
