package semel.web.dashboard.duplicates;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.board.Period;
import semel.board.Repeats;
import semel.web.http.Call;

/// Which repeats are listed, as the address says it.
///
/// @param reason null for all
/// @param period in which they were stopped, null for any time
/// @param day on which they were stopped, null for any
public record Choice(@Nullable String reason, @Nullable Period period, @Nullable LocalDate day) {

  static Choice of(Call call) {
    var day = call.query("day").filter(text -> text.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}"));
    return new Choice(
        call.query("reason").orElse(null),
        call.query("period").flatMap(Period::ofKey).orElse(null),
        day.flatMap(Choice::date).orElse(null));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty(); // no such day: as if none were asked for
    }
  }

  Repeats.Query query(Instant now, ZoneId zone, @Nullable String cursor, int limit) {
    if (day != null) {
      var from = day.atStartOfDay(zone).toInstant();
      var until = day.plusDays(1).atStartOfDay(zone).toInstant();
      return new Repeats.Query(reason, from, until, cursor, limit);
    }
    var from = period == null ? null : period.start(now, zone);
    return new Repeats.Query(reason, from, null, cursor, limit);
  }

  /// The list of that reason among the thirty days that are added up.
  public String of(String other) {
    return new Choice(other, Period.MONTH, null).path();
  }

  /// The list of that day, whatever the reason.
  public String on(LocalDate other) {
    return new Choice(null, null, other).path();
  }

  /// This list at any time.
  public String ever() {
    return new Choice(reason, null, null).path();
  }

  /// This list after a cursor.
  public String after(String cursor) {
    return address(Stream.concat(parameters(), parameter("cursor", cursor)));
  }

  String path() {
    return address(parameters());
  }

  private Stream<String> parameters() {
    return Stream.of(
            parameter("reason", reason),
            parameter("period", period == null ? null : period.key()),
            parameter("day", day == null ? null : day.toString()))
        .flatMap(parameter -> parameter);
  }

  private static Stream<String> parameter(String name, @Nullable String value) {
    return value == null
        ? Stream.empty()
        : Stream.of(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static String address(Stream<String> parameters) {
    var query = parameters.collect(Collectors.joining("&"));
    return query.isEmpty() ? "/duplicates" : "/duplicates?" + query;
  }
}
