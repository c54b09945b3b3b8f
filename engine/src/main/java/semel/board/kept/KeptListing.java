package semel.board.kept;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.DoubtCase;
import semel.board.Filter;
import semel.board.Listing;
import semel.board.MessageLine;
import semel.board.Repeats;
import semel.message.MessageKey;

/// A listing whose counts are kept. Rows never are.
public final class KeptListing implements Listing {

  private final Listing listing;
  private final KeptByKey<ZoneId, Counts> counts;

  public KeptListing(Listing listing, Kept.Means means) {
    this.listing = listing;
    this.counts = new KeptByKey<>(listing::counts, means);
  }

  @Override
  public Page<MessageLine> messages(Filter filter) {
    return listing.messages(filter);
  }

  @Override
  public Page<LeadLine> leads(Filter filter) {
    return listing.leads(filter);
  }

  @Override
  public Counts counts(ZoneId zone) {
    return counts.get(zone);
  }

  @Override
  public List<DoubtCase> doubts(@Nullable MessageKey named, int limit) {
    return listing.doubts(named, limit);
  }

  @Override
  public Repeats repeats(Repeats.Query query) {
    return listing.repeats(query);
  }
}
