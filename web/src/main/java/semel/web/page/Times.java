package semel.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Instants in the viewer's zone, by a clock of 24 hours.
///
/// @param now of the page; what is relative is relative to it
public record Times(ZoneId zone, Words words, Instant now) {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  /// `14:02`.
  public String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /// `14:02:07`, with the date before it when that is not today's.
  public String seconds(Instant at) {
    return dated(at, SECONDS);
  }

  /// `14:02:07.250`, with the date before it when that is not today's.
  public String millis(Instant at) {
    return dated(at, MILLIS);
  }

  private String dated(Instant at, DateTimeFormatter clock) {
    var local = at.atZone(zone);
    var time = clock.format(local);
    return local.toLocalDate().equals(today()) ? time : date(local.toLocalDate()) + " " + time;
  }

  /// The date of an instant in words: `28 November`, with the year when that is another.
  public String date(Instant at) {
    return date(at.atZone(zone).toLocalDate());
  }

  /// A date in words.
  public String date(LocalDate date) {
    var key = date.getYear() == today().getYear() ? "shell.date" : "shell.date-year";
    var month = words.say("shell.month-" + date.getMonthValue());
    return words.say(key, date.getDayOfMonth(), month, Integer.toString(date.getYear()));
  }

  /// The date of now.
  public LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  /// How far from now in words: `in 14 s`, `3 min ago`. The tenths of a second that a page takes to
  /// be written do not make nine minutes of ten.
  public String relative(Instant at) {
    var apart = Duration.between(now, at);
    var seconds = Duration.ofSeconds(Math.floorDiv(apart.toMillis() + 500, 1000L));
    return words.say(apart.isNegative() ? "shell.ago" : "shell.in", length(seconds.abs()));
  }

  /// How [#relative] says it, for a page that stays open: to come, past, seconds, minutes, hours.
  public String ages() {
    return Stream.of("in", "ago", "seconds", "minutes", "hours")
        .map(key -> words.say("shell." + key, "{0}"))
        .collect(Collectors.joining("|"));
  }

  /// How [#precise] says it, for what is drawn in the browser: milliseconds, seconds.
  public String units() {
    return words.say("shell.millis", "{0}") + "|" + words.say("shell.seconds", "{0}");
  }

  /// How far the zone is ahead of UTC now, in seconds, for what is drawn in the browser.
  public int offset() {
    return zone.getRules().getOffset(now).getTotalSeconds();
  }

  /// A length of time in words of one unit, rounded down: `14 s`, `3 min`, `2 h`, `5 days`.
  public String length(Duration length) {
    if (length.compareTo(Duration.ofMinutes(1)) < 0) {
      return words.say("shell.seconds", length.toSeconds());
    }
    if (length.compareTo(Duration.ofHours(1)) < 0) {
      return words.say("shell.minutes", length.toMinutes());
    }
    return length.compareTo(Duration.ofDays(2)) < 0
        ? words.say("shell.hours", length.toHours())
        : words.say("shell.days", length.toDays());
  }

  /// A short time with its precision: `240 ms`, `1.6 s`.
  public String precise(Duration length) {
    return length.toMillis() < 1000
        ? words.say("shell.millis", length.toMillis())
        : words.say("shell.tenths", Math.floor(length.toMillis() / 100.0) / 10);
  }

  /// `0:14`, for what counts down.
  public String countdown(Instant at) {
    var left = Math.max(0, Duration.between(now, at).toSeconds());
    return "%d:%02d".formatted(left / 60, left % 60);
  }

  /// For `datetime` attributes.
  public String iso(Instant at) {
    return ISO.format(at.atZone(zone));
  }

  /// The zone as a person knows it: its city and its distance from UTC.
  public String zoneName() {
    var id = zone.getId();
    var city = id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    var hours = zone.getRules().getOffset(now).getTotalSeconds() / 3600.0;
    var offset = "UTC" + (hours < 0 ? "−" : "+") + hours(Math.abs(hours));
    var key = "shell.city-" + id.replace('/', '-');
    return words.say("shell.zone", words.has(key) ? words.say(key) : city, offset);
  }

  private static String hours(double hours) {
    return hours == Math.floor(hours) ? Integer.toString((int) hours) : Double.toString(hours);
  }
}
