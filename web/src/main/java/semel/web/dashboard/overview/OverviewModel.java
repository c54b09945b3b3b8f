package semel.web.dashboard.overview;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import semel.board.Overview;
import semel.board.Period;
import semel.board.Repeats;
import semel.board.Shown;
import semel.board.Watch;
import semel.message.Channel;
import semel.web.page.View;

/// What the overview shows.
///
/// @param month the repeats of 30 days
/// @param ever how many leads there have been at all
public record OverviewModel(
    Period period,
    Overview overview,
    DeparturesModel departures,
    Repeats.Totals month,
    List<Watch.Provider> providers,
    long ever) {

  /// What the sentence is about, worst first.
  public enum Verdict {
    DOUBLED("failed", "doubt"),
    DOUBT("doubt", "doubt"),
    LAGGING("doubt", "warn"),
    FAILED("failed", "failed"),
    WAITING("waiting", "waiting"),
    WELL("delivered", "check"),
    /// The period has no leads, and all is well with those of before.
    QUIET("delivered", "check"),
    /// There has never been a lead.
    EMPTY("scheduled", "info");

    private static final List<Verdict> EXCEPTIONS = List.of(DOUBT, LAGGING, FAILED, WAITING);

    private final String look;
    private final String icon;

    Verdict(String look, String icon) {
      this.look = look;
      this.icon = icon;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String look() {
      return look;
    }

    public String icon() {
      return icon;
    }
  }

  /// The chart of what was sent, on the viewer's clock.
  public HoursModel hours(View view) {
    return HoursModel.of(overview, period, view.times());
  }

  /// One part of a bar.
  public record Part(Shown shown, long count, double share) {}

  public Verdict verdict() {
    if (overview.leads().doubled() > 0) {
      return Verdict.DOUBLED;
    }
    return exceptions().findFirst().orElseGet(this::calm);
  }

  private Verdict calm() {
    if (overview.leads().count() > 0) {
      return Verdict.WELL;
    }
    return ever > 0 ? Verdict.QUIET : Verdict.EMPTY;
  }

  /// What is not as it should be, worst first.
  private Stream<Verdict> exceptions() {
    return Verdict.EXCEPTIONS.stream().filter(verdict -> concerned(verdict) > 0);
  }

  private long concerned(Verdict verdict) {
    var attention = overview.attention();
    return switch (verdict) {
      case DOUBLED -> overview.leads().doubled();
      case DOUBT -> attention.doubts();
      case LAGGING -> attention.lagging();
      case FAILED -> failed();
      case WAITING -> attention.waiting();
      case WELL, QUIET, EMPTY -> 0;
    };
  }

  /// What failed: today, or of the leads of a longer period.
  public long failed() {
    return period == Period.TODAY
        ? overview.attention().failed()
        : Arrays.stream(Channel.values()).mapToLong(c -> overview.count(c, Shown.FAILED)).sum();
  }

  /// Where exactly these are listed.
  public String failedPath() {
    return period == Period.TODAY
        ? "/messages?view=failed"
        : "/messages?state=failed&period=" + period.key();
  }

  /// What the page says first. Every exception is named, so that the rest is on time.
  public String sentence(View view) {
    var verdict = verdict();
    return switch (verdict) {
      case DOUBLED -> said(view, verdict);
      case DOUBT, LAGGING, FAILED, WAITING ->
          Stream.concat(
                  exceptions().map(exception -> said(view, exception)),
                  Stream.of(view.say("overview.rest")))
              .collect(Collectors.joining(" "));
      case WELL, EMPTY -> view.say("overview.say-" + verdict.key());
      case QUIET -> view.say("overview.quiet-" + period.key());
    };
  }

  private String said(View view, Verdict verdict) {
    return view.say("overview.say-" + verdict.key(), concerned(verdict));
  }

  /// The share that left within five seconds of due, in per cent with one digit, rounded down: only
  /// all is 100.
  public double onTime() {
    var left = overview.punctuality().left();
    return left == 0 ? 100 : Math.floor(1000.0 * overview.punctuality().onTime() / left) / 10;
  }

  /// The height of a column: a square root, so that few are seen beside many.
  public String height(long count) {
    var once = overview.leads().sms();
    var most = Math.max(once.one(), Math.max(once.none(), Math.max(once.noneOrOne(), once.more())));
    return View.step(most == 0 ? 0 : Math.sqrt(1.0 * count / most));
  }

  /// The parts of a channel's bar, those that are there.
  public List<Part> parts(Channel channel) {
    var all = total(channel);
    return List.of(
            Shown.SENT,
            Shown.SENDING,
            Shown.SCHEDULED,
            Shown.WAITING,
            Shown.DOUBT,
            Shown.FAILED,
            Shown.CANCELLED)
        .stream()
        .filter(shown -> overview.count(channel, shown) > 0)
        .map(shown -> {
          var count = overview.count(channel, shown);
          return new Part(shown, count, 1.0 * count / all);
        })
        .toList();
  }

  public long total(Channel channel) {
    return overview.states().getOrDefault(channel, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /// The reasons of blocked repeats, most first.
  public List<Map.Entry<String, Long>> reasons() {
    return overview.repeats().reasons().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  public String share(long count) {
    var most = reasons().isEmpty() ? 1 : reasons().getFirst().getValue();
    return View.step(1.0 * count / most);
  }
}
