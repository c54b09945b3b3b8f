package semel.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.account.AccountId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;

/// One page of the repeats that were stopped, newest first; `next` is the cursor of the page after
/// it, null on the last.
public record Repeats(List<Row> rows, @Nullable String next) {

  /// Which repeats to list.
  ///
  /// @param reason null lists all
  /// @param from null lists from the first on
  /// @param until null lists to the last
  public record Query(
      @Nullable String reason,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String cursor,
      int limit) {
    public Query {
      Filter.requirePage(limit);
    }
  }

  /// A repeat that was stopped.
  ///
  /// @param channel null where it would have been a whole lead: one SMS and one email
  /// @param who the door, SQL, a worker or a person
  /// @param source where the lead came from
  /// @param first the message that the person got, or gets, instead
  /// @param account whose form the body has, null before the first claim
  /// @param body of the first SMS, null for an email, before the first claim and once erased
  public record Row(
      Instant at,
      LeadId lead,
      @Nullable String name,
      @Nullable Channel channel,
      String reason,
      String who,
      @Nullable String detail,
      @Nullable String source,
      MessageKey first,
      @Nullable AccountId account,
      @Nullable Body body) {}

  /// How many segments a body costs; handed in, because a body has the form of its account.
  @FunctionalInterface
  public interface Meter {
    int segments(AccountId account, Body body);
  }

  /// Repeats added up.
  ///
  /// @param reasons how many for each reason
  /// @param emails how many of them concern an email alone, which costs nothing
  /// @param segments of the SMS that were not sent again; one that has no body counts as one
  public record Sum(Map<String, Long> reasons, long emails, long segments) {
    public long count() {
      return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// The repeats of a day of the viewer's zone, by reason.
  public record Day(LocalDate date, Map<String, Long> reasons) {}

  /// Thirty days of repeats, today the last; every day is there.
  ///
  /// @param segments by reason, as in [Sum]
  public record Totals(
      Instant at, ZoneId zone, Sum sum, Map<String, Long> segments, List<Day> days) {}
}
