package semel.postgres.board;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Filter.View;
import semel.board.Period;
import semel.board.Shown;
import semel.message.Channel;
import semel.postgres.board.Crowd.Letter;

/// What a crowd looks like and what a filter lists of it, worked out without a database, by reading
/// everything.
record ByHand(Crowd crowd, Set<Channel> shut) {

  private static final Comparator<Letter> BY_DUE =
      Comparator.<Letter, Instant>comparing(m -> m.lead().due())
          .thenComparing(m -> m.lead().id().toString())
          .reversed()
          .thenComparing(Letter::channel);

  private static final Comparator<Letter> OLDEST =
      Comparator.<Letter, Instant>comparing(m -> m.lead().due())
          .thenComparing(m -> m.lead().id().toString())
          .thenComparing(Letter::channel);

  private static final Comparator<Letter> NEWEST =
      Comparator.comparing(Letter::since)
          .thenComparing(m -> m.lead().id().toString())
          .reversed()
          .thenComparing(Letter::channel);

  private static final Comparator<Letter> SOONEST =
      Comparator.comparing(Letter::since)
          .thenComparing(m -> m.lead().id().toString())
          .thenComparing(Letter::channel);

  /// A zone in which it is about noon, so that no test meets midnight.
  ZoneOffset noon() {
    return ZoneOffset.ofHours(12 - crowd.now.atOffset(ZoneOffset.UTC).getHour());
  }

  Shown shown(Letter m) {
    return switch (m.state()) {
      case SCHEDULED -> waits(m) ? Shown.WAITING : Shown.SCHEDULED;
      case CLAIMED -> Shown.SENDING;
      case IN_DOUBT, HELD -> Shown.DOUBT;
      case SENT -> Shown.SENT;
      case FAILED -> Shown.FAILED;
      case CANCELLED -> Shown.CANCELLED;
    };
  }

  private boolean waits(Letter m) {
    return m.next().isAfter(crowd.now) ? m.next().isAfter(m.due()) : shut.contains(m.channel());
  }

  boolean lags(Letter m) {
    return shown(m) == Shown.SCHEDULED && m.next().isBefore(crowd.now);
  }

  Instant today() {
    return Period.TODAY.start(crowd.now, noon());
  }

  boolean isIn(View view, Letter m) {
    return switch (view) {
      case ALL -> true;
      case ATTENTION -> shown(m) == Shown.DOUBT || isIn(View.FAILED, m) || lags(m);
      case NEXT ->
          (shown(m) == Shown.SCHEDULED || shown(m) == Shown.WAITING)
              && m.next().isBefore(crowd.now.plus(Duration.ofMinutes(10)));
      case FAILED -> shown(m) == Shown.FAILED && !m.since().isBefore(today());
      case WAITING -> shown(m) == Shown.WAITING;
      case DOUBLED -> m.incident();
    };
  }

  private boolean isIn(Filter filter, Letter m) {
    var chips = filter.chips();
    var period = chips.period();
    return isIn(filter.view(), m)
        && (chips.shown().isEmpty() || chips.shown().contains(shown(m)))
        && (chips.channel() == null || chips.channel() == m.channel())
        && (chips.campaign() == null || chips.campaign().equals(m.lead().campaign()))
        && (chips.language() == null || chips.language().equals(m.lead().language()))
        && (period == null || !m.lead().created().isBefore(period.start(crowd.now, noon())))
        && Stream.of(words(filter.text())).allMatch(word -> namesHave(m, word));
  }

  private static String[] words(@Nullable String text) {
    return text == null ? new String[0] : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1);
  }

  private static boolean namesHave(Letter m, String beginning) {
    return Stream.of(words(m.lead().name())).anyMatch(word -> word.startsWith(beginning));
  }

  List<Letter> messages(Filter filter) {
    return crowd.letters.stream().filter(m -> isIn(filter, m)).sorted(order(filter)).toList();
  }

  /// The first of each lead.
  List<Letter> leads(Filter filter) {
    var seen = new HashSet<>();
    return messages(filter).stream().filter(m -> seen.add(m.lead().id())).toList();
  }

  private static Comparator<Letter> order(Filter filter) {
    var shown = new ArrayList<>(of(filter.view()));
    if (!filter.chips().shown().isEmpty()) {
      shown.retainAll(filter.chips().shown());
    } else if (filter.view() == View.ALL || filter.view() == View.DOUBLED) {
      return filter.oldest() ? OLDEST : BY_DUE;
    }
    return shown.stream().anyMatch(Shown::settled) ? NEWEST : SOONEST;
  }

  private static Collection<Shown> of(View view) {
    return switch (view) {
      case ALL, DOUBLED -> List.of(Shown.values());
      case ATTENTION -> List.of(Shown.DOUBT, Shown.FAILED, Shown.SCHEDULED);
      case NEXT -> List.of(Shown.SCHEDULED, Shown.WAITING);
      case FAILED -> List.of(Shown.FAILED);
      case WAITING -> List.of(Shown.WAITING);
    };
  }

  long count(View view) {
    return crowd.letters.stream().filter(m -> isIn(view, m)).count();
  }
}
