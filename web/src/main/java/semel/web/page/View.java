package semel.web.page;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.users.Role;
import semel.visits.Sessions;
import semel.web.http.Visitor;

/// Who looks at a page, and how: what every template is given beside what it shows.
///
/// @param path of this page, with its query
/// @param visitor null on pages that anybody may see
public record View(
    Words words,
    Times times,
    Theme theme,
    Section section,
    String path,
    @Nullable Visitor visitor,
    Frame frame) {

  /// Says a sentence in the viewer's language.
  public String say(String key, Object... places) {
    return words.say(key, places);
  }

  /// The reason of a blocked repeat in words; one that has none, as it stands in the database.
  public String reason(String reason) {
    var key = "states.reason-" + reason.replaceAll("[^a-z]+", "-");
    return words.has(key) ? words.say(key) : reason;
  }

  /// What a rule of alerts is about, by the part of its name before a colon.
  public String alert(String rule) {
    var key = "alerts.rule-" + rule.split(":", 2)[0];
    return words.has(key) ? words.say(key) : rule;
  }

  public Language language() {
    return words.language();
  }

  public Instant now() {
    return times.now();
  }

  /// The path of a file of this build.
  public String file(String name) {
    return Assets.shipped().path(name);
  }

  /// Whether the viewer may do what asks for a role; templates show no button that the server
  /// refuses.
  public boolean may(Role role) {
    return visitor != null && visitor.may(role);
  }

  public boolean operator() {
    return may(Role.OPERATOR);
  }

  /// Whether the viewer may take rows away as a file; whoever merely sits at an open sandbox may
  /// not.
  public boolean exports() {
    return visitor != null && visitor.kind() != Visitor.Kind.LOCAL && operator();
  }

  public boolean admin() {
    return may(Role.ADMIN);
  }

  /// The viewer's name, empty for a stranger.
  public String name() {
    return visitor == null ? "" : visitor.name();
  }

  /// After how many seconds without a request the viewer is signed out; null where nothing ends.
  public @Nullable Long idle() {
    return visitor != null && visitor.kind() == Visitor.Kind.SESSION
        ? Sessions.IDLE_MAX.toSeconds()
        : null;
  }

  /// Whether nobody had to sign in.
  public boolean open() {
    return visitor != null && visitor.kind() == Visitor.Kind.LOCAL;
  }

  /// What a form sends back, so that only our own pages change something.
  public String csrf() {
    return visitor == null ? "" : visitor.csrf();
  }

  /// Names a form of this page, so that a second press of its button is the same action.
  public String formKey() {
    return UUID.randomUUID().toString();
  }

  /// Whether single keys do something.
  public boolean shortcuts() {
    return visitor != null && visitor.preferences().shortcuts();
  }

  public String money(long tenge) {
    return Money.of(language(), tenge);
  }

  public String number(long number) {
    return Money.number(language(), number);
  }

  /// This page in another language or theme.
  public String with(String name, String value) {
    var question = path.indexOf('?');
    var bare = question < 0 ? path : path.substring(0, question);
    var query = question < 0 ? "" : path.substring(question + 1);
    return Stream.concat(
            Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(name + "=")),
            Stream.of(name + "=" + value))
        .collect(Collectors.joining("&", bare + "?", ""));
  }

  /// The classes of a share of a length, which `steps.css` makes a number: `p1 q17` for 18.5 %.
  public static String step(double share) {
    var half = half(share);
    return "p" + half / 20 + " q" + half % 20;
  }

  /// The same for a length beside a place.
  public static String length(double share) {
    var half = half(share);
    return "w" + half / 20 + " x" + half % 20;
  }

  private static long half(double share) {
    return Math.round(Math.clamp(share, 0.0, 1.0) * 200);
  }
}
