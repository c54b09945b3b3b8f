package semel.board;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;

/// What a person typed into the search field: any number of tokens (`state:failed`,
/// `campaign:spring`, `lang:kk`, `due:<10m`, `sent:<60m`, `sent:2026-11-29`, `sent:2026-11-29T14`)
/// and at most one thing that is looked for.
///
/// A token with a value that nothing can have is no token but part of what is looked for.
///
/// @param shown no state at all narrows nothing; several widen
/// @param unknown what was asked for as a state and is none; it is looked for too
/// @param due narrows to messages that are still to be sent
/// @param sent narrows to messages that were sent then
public record Sought(
    Set<Shown> shown,
    Set<String> unknown,
    @Nullable String campaign,
    @Nullable String language,
    @Nullable Due due,
    @Nullable Sent sent,
    Term term) {

  private static final Pattern DUE = Pattern.compile("due:([<>])([0-9]{1,4})([smhd])");
  private static final Pattern LATELY = Pattern.compile("sent:<([0-9]{1,4})([smhd])");
  private static final Pattern DAY =
      Pattern.compile("sent:([0-9]{4}-[0-9]{2}-[0-9]{2})(?:t([01][0-9]|2[0-3]))?");
  private static final Pattern NUMBER = Pattern.compile("(tel:)?[-+0-9 ().\u00a0\u2010-\u2015]+");
  private static final String KEY_HEAD = "semel:";
  private static final int DIGITS_MIN = 4;

  /// Due in less, or in more, than a time from now.
  public record Due(boolean less, Duration time) {}

  /// When something was sent.
  public sealed interface Sent {
    /// In the time before now.
    record Within(Duration time) implements Sent {}

    /// On a day of the viewer's zone, or in one hour of it.
    record On(LocalDate day, @Nullable Integer hour) implements Sent {}

    /// The first instant that counts.
    default Instant from(Instant now, ZoneId zone) {
      return switch (this) {
        case Within(var time) -> now.minus(time);
        case On(var day, var hour) ->
            (hour == null ? day.atStartOfDay(zone) : day.atTime(hour, 0).atZone(zone)).toInstant();
      };
    }

    /// The first instant after them that does not.
    default Instant until(Instant now, ZoneId zone) {
      return switch (this) {
        case Within _ -> Instant.MAX;
        case On(var day, var hour) ->
            hour == null
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : from(now, zone).plus(Duration.ofHours(1));
      };
    }
  }

  /// What is looked for.
  public sealed interface Term {
    /// Nothing in particular.
    record Nothing() implements Term {}

    /// A lead by its id.
    record Lead(LeadId lead) implements Term {}

    /// A message by its key.
    record Key(MessageKey key) implements Term {}

    /// A whole address.
    record Email(String address) implements Term {}

    /// At least four digits: a phone number or its end, a reference, or part of a name.
    ///
    /// @param digits without anything between them
    record Digits(String typed, String digits) implements Term {}

    /// The beginnings of words of a name, or a provider's reference.
    record Words(String text) implements Term {}
  }

  /// Reads what was typed.
  public static Sought of(@Nullable String typed) {
    var shown = EnumSet.noneOf(Shown.class);
    var unknown = new LinkedHashSet<String>();
    String campaign = null;
    String language = null;
    Due due = null;
    Sent sent = null;
    var rest = new ArrayList<String>();
    for (var part : words(typed)) {
      var colon = part.indexOf(':');
      var name = part.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      var value = part.substring(colon + 1);
      var state = Shown.ofKey(value.toLowerCase(Locale.ROOT));
      var window = due(part);
      var then = sent(part);
      if (name.equals("state") && state.isPresent()) {
        shown.add(state.get());
      } else if (name.equals("campaign") && !value.isEmpty()) {
        campaign = value;
      } else if (name.equals("lang") && !value.isEmpty()) {
        language = value.toLowerCase(Locale.ROOT);
      } else if (window.isPresent()) {
        due = window.get();
      } else if (then.isPresent()) {
        sent = then.get();
      } else {
        if (name.equals("state") && !value.isEmpty()) {
          unknown.add(value);
        }
        rest.add(part);
      }
    }
    var term = term(String.join(" ", rest));
    return new Sought(Set.copyOf(shown), Set.copyOf(unknown), campaign, language, due, sent, term);
  }

  /// Whether only tokens were typed, or nothing.
  public boolean isBroad() {
    return term instanceof Term.Nothing;
  }

  private static List<String> words(@Nullable String typed) {
    // PostgreSQL has no text with a zero character, so nothing that is looked for has one either.
    var text = typed == null ? "" : typed.replace('\0', '\uFFFD').strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
  }

  private static Optional<Due> due(String part) {
    var m = DUE.matcher(part.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    return Optional.of(new Due(m.group(1).equals("<"), time(m.group(2), m.group(3))));
  }

  private static Duration time(String number, String unit) {
    var count = Long.parseLong(number);
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static Optional<Sent> sent(String part) {
    var typed = part.toLowerCase(Locale.ROOT);
    var lately = LATELY.matcher(typed);
    if (lately.matches()) {
      return Optional.of(new Sent.Within(time(lately.group(1), lately.group(2))));
    }
    var on = DAY.matcher(typed);
    if (!on.matches()) {
      return Optional.empty();
    }
    try {
      var hour = on.group(2) == null ? null : Integer.valueOf(on.group(2));
      return Optional.of(new Sent.On(LocalDate.parse(on.group(1)), hour));
    } catch (DateTimeException _) {
      return Optional.empty(); // no such day, so something else is looked for
    }
  }

  private static Term term(String text) {
    if (text.isEmpty()) {
      return new Term.Nothing();
    }
    var named = named(text);
    if (named.isPresent()) {
      return named.get();
    }
    if (text.indexOf('@') > 0 && text.indexOf(' ') < 0) {
      return new Term.Email(text);
    }
    var digits = text.replaceAll("[^0-9]", "");
    return digits.length() >= DIGITS_MIN && NUMBER.matcher(text).matches()
        ? new Term.Digits(text, digits)
        : new Term.Words(text);
  }

  /// A lead's id; or a message key as Semel shows it, `id:sms`, or as providers get it.
  private static Optional<Term> named(String text) {
    var bare = text.startsWith(KEY_HEAD) ? text.substring(KEY_HEAD.length()) : text;
    var colon = bare.indexOf(':');
    try {
      if (colon < 0) {
        return Optional.of(new Term.Lead(LeadId.parse(bare)));
      }
      var lead = LeadId.parse(bare.substring(0, colon));
      for (var channel : Channel.values()) {
        if (channel.key().equals(bare.substring(colon + 1))) {
          return Optional.of(new Term.Key(new MessageKey(lead, channel)));
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no id, so something else is looked for
    }
  }
}
