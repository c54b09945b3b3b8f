package semel.postgres.board.find;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Filter.View;
import semel.board.Period;
import semel.board.Shown;
import semel.board.Sought;
import semel.message.Channel;
import semel.message.State;
import semel.postgres.board.find.Bearings.Look;
import semel.postgres.row.Codes;
import semel.postgres.row.Slots;

/// What a filter asks for, in the terms of the tables: which facts, which windows of time, and in
/// which stretches of which indexes such messages are found.
///
/// @param campaigns those whose leads are listed
/// @param anyCampaign whether nothing is asked of the campaign or the language
/// @param tongues in which listed leads are written to
/// @param looks what listed messages look like
/// @param ended when what has ended must have ended
/// @param next when what is still to be sent is tried
/// @param created since when its lead must have registered
public record Scope(
    Instant now,
    Order order,
    List<Look> looks,
    Window ended,
    Window next,
    Instant created,
    List<String> campaigns,
    boolean anyCampaign,
    Tongues.Asked tongues,
    boolean doubled) {

  /// Before and after every instant that a message has.
  public static final Instant EARLIEST = Instant.EPOCH;

  public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /// After this a message that is ready and not claimed lags.
  static final Duration LAG = Duration.ofSeconds(5);

  private static final Duration SOON = Duration.ofMinutes(10);

  /// The grain of the database's clock.
  private static final Duration TICK = Duration.ofNanos(1_000);

  /// How rows follow each other.
  public enum Order {
    /// Newest due first.
    DUE,
    /// Oldest due first.
    OLDEST,
    /// What is tried first, first.
    SOONEST,
    /// What happened last, first.
    NEWEST;

    boolean byDue() {
      return this == DUE || this == OLDEST;
    }

    boolean ascends() {
      return this == SOONEST || this == OLDEST;
    }
  }

  /// From an instant on, and before another.
  record Window(Instant from, Instant until) {
    static final Window ALWAYS = new Window(EARLIEST, LATEST);

    Window within(Window other) {
      return new Window(
          from.isAfter(other.from) ? from : other.from,
          until.isBefore(other.until) ? until : other.until);
    }

    boolean isEmpty() {
      return !from.isBefore(until);
    }
  }

  /// A part of a stretch.
  record Span(Stretch stretch, Channel channel, Window window) {}

  public static Scope of(Filter filter, Sought sought, Bearings bearings) {
    var now = bearings.now();
    var chips = filter.chips();
    var shown = shown(filter, sought);
    var today = Period.TODAY.start(now, filter.zone());
    var lagging = filter.view() == View.ATTENTION;
    var looks =
        bearings.looks(look ->
            shown.contains(look.shown())
                && (chips.channel() == null || chips.channel() == look.channel())
                && (!lagging || look.shown() != Shown.SCHEDULED || look.facts().ready()));
    var period = chips.period();
    var tongues = bearings.tongues().asked(chips.language(), sought.language());
    return new Scope(
        now,
        order(filter, shown),
        looks,
        ended(lagging || filter.view() == View.FAILED ? today : EARLIEST, sought, filter, now),
        next(filter.view(), sought.due(), now),
        period == null ? EARLIEST : period.start(now, filter.zone()),
        campaigns(filter, sought, bearings, tongues),
        chips.campaign() == null
            && chips.language() == null
            && sought.campaign() == null
            && sought.language() == null,
        tongues,
        filter.view() == View.DOUBLED);
  }

  /// Everything that is shown so.
  public static Scope of(Set<Shown> shown, Instant ended, Bearings bearings) {
    var looks = bearings.looks(look -> shown.contains(look.shown()));
    return new Scope(
        bearings.now(),
        Order.NEWEST,
        looks,
        new Window(ended, LATEST),
        Window.ALWAYS,
        EARLIEST,
        slugs(bearings),
        true,
        Tongues.Asked.ALL,
        false);
  }

  /// What is ready for some time and neither claimed nor waiting.
  public static Scope lagging(Bearings bearings) {
    var looks = bearings.looks(l -> l.shown() == Shown.SCHEDULED && l.facts().ready());
    var late = new Window(EARLIEST, bearings.now().minus(LAG));
    return new Scope(
        bearings.now(),
        Order.SOONEST,
        looks,
        Window.ALWAYS,
        late,
        EARLIEST,
        slugs(bearings),
        true,
        Tongues.Asked.ALL,
        false);
  }

  private static Set<Shown> shown(Filter filter, Sought sought) {
    var shown =
        switch (filter.view()) {
          case ALL, DOUBLED -> EnumSet.allOf(Shown.class);
          case ATTENTION -> EnumSet.of(Shown.DOUBT, Shown.FAILED, Shown.SCHEDULED);
          case NEXT -> EnumSet.of(Shown.SCHEDULED, Shown.WAITING);
          case FAILED -> EnumSet.of(Shown.FAILED);
          case WAITING -> EnumSet.of(Shown.WAITING);
        };
    if (!filter.chips().shown().isEmpty()) {
      shown.retainAll(filter.chips().shown());
    }
    if (!sought.shown().isEmpty()) {
      shown.retainAll(sought.shown());
    }
    if (sought.due() != null) {
      shown.retainAll(EnumSet.of(Shown.SCHEDULED, Shown.WAITING));
    }
    if (sought.sent() != null) {
      shown.retainAll(EnumSet.of(Shown.SENT));
    }
    return shown;
  }

  private static Window next(View view, Sought.@Nullable Due due, Instant now) {
    var window =
        switch (view) {
          case NEXT -> new Window(EARLIEST, now.plus(SOON));
          case ATTENTION -> new Window(EARLIEST, now.minus(LAG));
          case ALL, FAILED, WAITING, DOUBLED -> Window.ALWAYS;
        };
    if (due == null) {
      return window;
    }
    var then = now.plus(due.time());
    return window.within(due.less() ? new Window(EARLIEST, then) : new Window(then, LATEST));
  }

  private static Window ended(Instant since, Sought sought, Filter filter, Instant now) {
    var window = new Window(since, LATEST);
    var sent = sought.sent();
    return sent == null
        ? window
        : window.within(new Window(sent.from(now, filter.zone()), sent.until(now, filter.zone())));
  }

  private static Order order(Filter filter, Set<Shown> shown) {
    if (filter.byDue()) {
      return filter.oldest() ? Order.OLDEST : Order.DUE;
    }
    return shown.stream().anyMatch(Shown::settled) ? Order.NEWEST : Order.SOONEST;
  }

  private static List<String> campaigns(
      Filter filter, Sought sought, Bearings bearings, Tongues.Asked tongues) {
    var chips = filter.chips();
    return slugs(bearings).stream()
        .filter(slug -> chips.campaign() == null || slug.equals(chips.campaign()))
        .filter(slug -> sought.campaign() == null || slug.equals(sought.campaign()))
        .filter(tongues::of)
        .toList();
  }

  /// Whether a row may be turned down for what its lead is.
  boolean asksLeads() {
    return !anyCampaign || created.isAfter(EARLIEST);
  }

  private static boolean has(List<Look> looks, State.Name... states) {
    return looks.stream().anyMatch(look -> List.of(states).contains(look.state()));
  }

  private static boolean scheduled(Look look) {
    return look.state() == State.Name.SCHEDULED;
  }

  private static List<String> slugs(Bearings bearings) {
    return List.copyOf(bearings.tongues().own().keySet());
  }

  /// Binds `now`, `facts`, `ended`, `ended_until`, `next_from`, `next_until`, `created`,
  /// `campaigns`.
  Slots bind(Slots slots) throws SQLException {
    return slots
        .time(now)
        .list("int4", looks.stream().map(Look::code).toList())
        .time(ended.from())
        .time(ended.until())
        .time(next.from())
        .time(next.until())
        .time(created)
        .listOrNone("text", anyCampaign ? null : campaigns);
  }

  /// Binds the stretches.
  Slots bindSpans(Slots slots) throws SQLException {
    var spans = spans();
    return slots
        .list("text", spans.stream().map(span -> span.stretch().key()).toList())
        .list("int2", spans.stream().map(span -> Codes.of(span.channel())).toList())
        .times(spans.stream().map(span -> span.window().from()).toList())
        .times(spans.stream().map(span -> span.window().until()).toList());
  }

  /// Nothing of a message happens before its lead registers, so each stretch begins there.
  List<Span> spans() {
    var spans = new ArrayList<Span>();
    var since = new Window(created, LATEST);
    for (var channel : Channel.values()) {
      var mine = looks.stream().filter(look -> look.channel() == channel).toList();
      open(channel, mine, spans);
      if (has(mine, State.Name.IN_DOUBT, State.Name.HELD)) {
        spans.add(new Span(Stretch.DOUBT, channel, since));
      }
      var ends = since.within(ended);
      if (has(mine, State.Name.SENT)) {
        spans.add(new Span(Stretch.SENT, channel, ends));
      }
      if (has(mine, State.Name.FAILED, State.Name.CANCELLED)) {
        spans.add(new Span(Stretch.UNSENT, channel, ends));
      }
    }
    return spans.stream().filter(span -> !span.window().isEmpty()).toList();
  }

  /// What was put off is found where everything open is, or, where all else of the future is not
  /// asked for, in an index of its own. What is claimed was ready.
  private void open(Channel channel, List<Look> mine, List<Span> spans) {
    var afterNow = now.plus(TICK);
    var ready =
        has(mine, State.Name.CLAIMED)
            || mine.stream().anyMatch(l -> scheduled(l) && l.facts().ready());
    var pushed = mine.stream().anyMatch(l -> scheduled(l) && l.facts().pushed());
    var later =
        mine.stream().anyMatch(l -> scheduled(l) && !l.facts().ready() && !l.facts().pushed());
    var bounds = next.within(new Window(created, LATEST));
    if (ready || later) {
      var window = new Window(ready ? EARLIEST : afterNow, later ? LATEST : afterNow);
      spans.add(new Span(Stretch.OPEN, channel, window.within(bounds)));
    }
    if (pushed && !later) {
      spans.add(new Span(Stretch.PUSHED, channel, new Window(afterNow, LATEST).within(bounds)));
    }
  }
}
