package semel.web.dashboard.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Listing.Counts;
import semel.board.Listing.LeadLine;
import semel.web.page.View;

/// What a list shows: messages, or leads with both of theirs.
///
/// @param next the cursor of the page after this, null on the last
public record ListModel(
    Lens lens,
    List<Row> rows,
    List<LeadLine> leads,
    @Nullable String next,
    Counts counts,
    News news) {

  /// What came to the list since somebody looked.
  ///
  /// @param seen the rows at that time; empty on a page that does not begin the list
  public record News(String seen, long fresh) {
    static final News UNTOLD = new News("", 0);
  }

  /// The tabs, in their order.
  public List<Filter.View> views() {
    return List.of(
        Filter.View.ALL,
        Filter.View.ATTENTION,
        Filter.View.NEXT,
        Filter.View.FAILED,
        Filter.View.WAITING);
  }

  /// What narrows the list, in the viewer's words.
  public List<Narrowing> narrowings(View view) {
    return Narrowing.of(lens, view);
  }

  public long count(Filter.View view) {
    return counts.views().getOrDefault(view, 0L);
  }

  /// Whether any of the rows can still be stopped.
  public boolean cancels() {
    return rows.stream().anyMatch(Row::cancels);
  }

  public boolean empty() {
    return rows.isEmpty() && leads.isEmpty();
  }

  /// Where the next page is.
  public String older() {
    return next == null ? "" : lens.with("cursor", next);
  }

  /// This page again, saying which rows it knows.
  public String again() {
    return lens.with("seen", news.seen());
  }
}
