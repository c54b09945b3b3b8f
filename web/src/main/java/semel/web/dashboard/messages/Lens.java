package semel.web.dashboard.messages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.board.Period;
import semel.board.Shown;
import semel.board.Sought;
import semel.message.Channel;
import semel.web.http.Call;

/// What a list shows, as its address says it: every filter stands there, so that it can be sent to
/// somebody else.
///
/// @param leads whether rows are leads rather than messages
/// @param unknown what the address asks for as a state and is none
/// @param oldest whether what is due is listed with the oldest first
public record Lens(
    boolean leads,
    Filter.View view,
    Filter.Chips chips,
    Set<String> unknown,
    String text,
    boolean oldest,
    Place place) {

  /// Where in the list.
  ///
  /// @param cursor what the page before named, null for the first
  public record Place(@Nullable String cursor, int limit) {}

  static final List<Integer> LIMITS = List.of(25, 50, 100);
  private static final int LIMIT_USUAL = 50;
  private static final String SORT = "sort";
  private static final String OLDEST = "oldest";
  private static final String LIMIT_COOKIE = "semel-rows";

  static Lens of(Call call, boolean leads) {
    var shown = EnumSet.noneOf(Shown.class);
    var unknown = new LinkedHashSet<String>();
    for (var key : call.query("state").orElse("").split(",", -1)) {
      Shown.ofKey(key).ifPresentOrElse(shown::add, () -> unknown.add(key));
    }
    unknown.remove("");
    var chips =
        new Filter.Chips(
            shown,
            channel(call).orElse(null),
            call.query("campaign").orElse(null),
            call.query("lang-of").orElse(null),
            call.query("period").flatMap(Period::ofKey).orElse(null));
    var place = new Place(call.query("cursor").orElse(null), limit(call));
    var view = call.query("view").flatMap(Filter.View::ofKey).orElse(Filter.View.ALL);
    var oldest = call.query(SORT).filter(OLDEST::equals).isPresent();
    var text = call.query("q").orElse("").strip();
    unknown.addAll(Sought.of(text).unknown());
    return new Lens(leads, view, chips, unknown, text, oldest, place);
  }

  private static Optional<Channel> channel(Call call) {
    return call.query("channel")
        .flatMap(key -> Arrays.stream(Channel.values()).filter(c -> c.key().equals(key)).findAny());
  }

  /// What the address says, or what the browser was told before.
  private static int limit(Call call) {
    var said = call.query("limit").or(() -> call.cookie(LIMIT_COOKIE)).orElse("");
    return LIMITS.stream()
        .filter(limit -> limit.toString().equals(said))
        .findFirst()
        .orElse(LIMIT_USUAL);
  }

  /// The cookie that remembers the length of a page.
  String limitCookie() {
    return LIMIT_COOKIE + "=" + place.limit() + "; Path=/; Max-Age=31536000; SameSite=Lax";
  }

  Filter filter(ZoneId zone) {
    var typed = text.isEmpty() ? null : text;
    return new Filter(view, chips, typed, zone, oldest, place.cursor(), place.limit());
  }

  /// Whether anything narrows the list.
  public boolean narrowed() {
    return !chips.equals(Filter.Chips.NONE)
        || !unknown.isEmpty()
        || !text.isEmpty()
        || view != Filter.View.ALL;
  }

  public Set<Shown> states() {
    return chips.shown();
  }

  /// What `aria-sort` says of the column of due times; null where a list has another order.
  public @Nullable String dueSort() {
    if (!filter(ZoneOffset.UTC).byDue()) {
      return null;
    }
    return oldest ? "ascending" : "descending";
  }

  /// Whether newer rows follow older ones.
  public boolean backward() {
    return "ascending".equals(dueSort());
  }

  /// This list from its other end.
  public String turned() {
    return with(SORT, oldest ? "" : OLDEST);
  }

  /// This list from its beginning.
  public String path() {
    return address(parameters(), leads);
  }

  /// This list with one thing said otherwise, from its beginning; an empty value takes it away.
  public String with(String name, String value) {
    var parameters = parameters();
    if (value.isEmpty()) {
      parameters.remove(name);
    } else {
      parameters.put(name, value);
    }
    return address(parameters, leads);
  }

  /// The same filters over messages or leads.
  public String over(boolean otherLeads) {
    return address(parameters(), otherLeads);
  }

  /// What narrows the list besides its text, for the form that asks for another text.
  public Map<String, String> beside() {
    var parameters = parameters();
    parameters.remove("q");
    return parameters;
  }

  private Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    if (view != Filter.View.ALL) {
      parameters.put("view", view.key());
    }
    if (!chips.shown().isEmpty()) {
      var keys = chips.shown().stream().sorted().map(Shown::key).collect(Collectors.joining(","));
      parameters.put("state", keys);
    }
    put(parameters, "channel", chips.channel() == null ? null : chips.channel().key());
    put(parameters, "campaign", chips.campaign());
    put(parameters, "lang-of", chips.language());
    put(parameters, "period", chips.period() == null ? null : chips.period().key());
    put(parameters, "q", text.isEmpty() ? null : text);
    put(parameters, SORT, oldest ? OLDEST : null);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static String address(Map<String, String> parameters, boolean leads) {
    var query =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var path = leads ? "/leads" : "/messages";
    return query.isEmpty() ? path : path + "?" + query;
  }
}
