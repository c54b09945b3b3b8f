package semel.web.dashboard.overview;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import semel.board.Overview;
import semel.board.Period;
import semel.message.Channel;
import semel.web.page.Times;

/// The chart of what was sent: by hour for a day, by day for longer. Everything is in the units of
/// its drawing, 500 by 258.
public record HoursModel(List<Column> columns, long top) {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final double LEFT = 34;
  private static final double WIDTH = 466;
  private static final double BOTTOM = 232;
  private static final double HEIGHT = 204;

  /// One hour or day.
  ///
  /// @param label empty where there is no room for one
  /// @param when what a search for what was sent then takes
  public record Column(
      String name, String label, String when, long sms, long email, double x, double width) {
    /// The rows behind a number.
    public String rows(Channel channel) {
      return "/messages?channel=" + channel.key() + "&q=sent%3A" + when;
    }
  }

  /// A line across, with its number.
  public record Line(long value, double y) {}

  static HoursModel of(Overview overview, Period period, Times times) {
    var starts = starts(overview.since(), period, times.zone());
    var step = WIDTH / starts.size();
    var every = period == Period.MONTH ? 5 : period == Period.TODAY ? 3 : 1;
    var columns = new ArrayList<Column>();
    for (var i = 0; i < starts.size(); i++) {
      var from = starts.get(i);
      var until = i + 1 < starts.size() ? starts.get(i + 1) : Instant.MAX;
      var hours =
          overview.sentByHour().stream()
              .filter(hour -> !hour.start().isBefore(from) && hour.start().isBefore(until))
              .toList();
      var name = period == Period.TODAY ? times.clock(from) : times.date(from);
      var day = Integer.toString(from.atZone(times.zone()).getDayOfMonth());
      var label = i % every > 0 ? "" : period == Period.TODAY ? times.clock(from) : day;
      columns.add(
          new Column(
              name,
              label,
              (period == Period.TODAY ? HOUR : DAY).format(from.atZone(times.zone())),
              hours.stream().mapToLong(Overview.Hour::sms).sum(),
              hours.stream().mapToLong(Overview.Hour::email).sum(),
              LEFT + i * step,
              Math.max(2, step * 0.38)));
    }
    var most = columns.stream().mapToLong(c -> Math.max(c.sms(), c.email())).max().orElse(0);
    return new HoursModel(List.copyOf(columns), top(most));
  }

  private static List<Instant> starts(Instant since, Period period, ZoneId zone) {
    var first = since.atZone(zone);
    return period == Period.TODAY
        ? LongStream.range(0, 24).mapToObj(h -> since.plus(h, ChronoUnit.HOURS)).toList()
        : LongStream.range(0, period.days()).mapToObj(d -> first.plusDays(d).toInstant()).toList();
  }

  /// The next round number: one, two or five and zeros, and never below four.
  private static long top(long most) {
    var power = 1L;
    while (true) {
      for (var head : new long[] {1, 2, 5}) {
        if (head * power >= Math.max(4, most)) {
          return head * power;
        }
      }
      power *= 10;
    }
  }

  /// Lines at nothing, the half and the top.
  public List<Line> lines() {
    return List.of(new Line(0, BOTTOM), new Line(top / 2, y(top / 2)), new Line(top, y(top)));
  }

  public double y(long value) {
    return Math.round(10 * (BOTTOM - HEIGHT * value / top)) / 10.0;
  }

  public double height(long value) {
    return Math.round(10 * (BOTTOM - y(value))) / 10.0;
  }
}
