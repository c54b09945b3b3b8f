package semel.board;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.message.LeadId;
import semel.message.MessageKey;

/// Port: rows, page by page. Reads only.
public interface Listing {

  /// One page; `next` is the cursor of the page after it, null on the last.
  ///
  /// @param exact the one lead that the text names for sure: by its full phone number, its id or a
  ///   message key
  record Page<T>(Instant at, List<T> rows, @Nullable String next, @Nullable LeadId exact) {}

  /// One lead with both of its messages.
  record LeadLine(
      LeadId lead,
      @Nullable String name,
      String campaign,
      String language,
      Instant createdAt,
      @Nullable MessageLine sms,
      @Nullable MessageLine email) {}

  /// The numbers beside the tabs and in the menu.
  ///
  /// @param doubts in doubt or held now
  /// @param repeats stopped today
  /// @param alerts rules that were raised lately
  record Counts(
      Instant at,
      Map<Filter.View, Long> views,
      long leads,
      long doubts,
      long repeats,
      long alerts) {}

  /// One page of messages.
  ///
  /// @throws IllegalArgumentException when the cursor is not one of ours
  Page<MessageLine> messages(Filter filter);

  /// One page of the leads of which a message matches; each lead once.
  ///
  /// @throws IllegalArgumentException when the cursor is not one of ours
  Page<LeadLine> leads(Filter filter);

  /// How many rows each view has.
  Counts counts(ZoneId zone);

  /// The oldest doubts, and the named one whatever its age; oldest first.
  List<DoubtCase> doubts(@Nullable MessageKey named, int limit);

  /// One page of repeats that were stopped.
  ///
  /// @throws IllegalArgumentException when the cursor is not one of ours
  Repeats repeats(Repeats.Query query);
}
