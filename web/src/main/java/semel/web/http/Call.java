package semel.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.message.LeadId;
import semel.web.network.Proxies;

/// One request, as handlers see it.
public final class Call {

  private static final String OLD_LINKS = "/api/landing/track/";

  private final Arrival arrival;
  private final Map<String, String> parameters;
  private final Map<String, String> query;
  private final Supplier<Optional<Visitor>> caller;
  private @Nullable Entity entity;

  /// How a request came in.
  private record Arrival(
      ServerRequest request, Patience patience, Entity.Room room, Proxies proxies) {}

  private Call(
      Arrival arrival,
      Map<String, String> parameters,
      Map<String, String> query,
      Supplier<Optional<Visitor>> caller) {
    this.arrival = arrival;
    this.parameters = parameters;
    this.query = query;
    this.caller = caller;
  }

  /// @param proxies that are believed about whom they hand on
  static Call of(ServerRequest request, Patience patience, Entity.Room room, Proxies proxies) {
    var arrival = new Arrival(request, patience, room, proxies);
    return new Call(arrival, Map.of(), Map.of(), Optional::empty);
  }

  /// With the parameters of the route and the query; empty when the query is malformed or says
  /// something twice.
  ///
  /// @param caller asked when the handler wants to know who calls
  Optional<Call> at(Map<String, String> parameters, Supplier<Optional<Visitor>> caller) {
    var query = new LinkedHashMap<String, String>();
    var raw = arrival.request.prologue().query().rawValue();
    for (var pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals));
      var value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty() || query.putIfAbsent(name.get(), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Call(arrival, parameters, query, caller));
  }

  private static Optional<String> decode(String raw) {
    return Routes.decode(raw.replace('+', ' '))
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  public String method() {
    return arrival.request.prologue().method().text();
  }

  String rawPath() {
    return arrival.request.prologue().uriPath().rawPath();
  }

  /// Path and query as they were asked for.
  public String place() {
    var query = arrival.request.prologue().query().rawValue();
    return query.isEmpty() ? rawPath() : rawPath() + "?" + query;
  }

  /// A parameter of the route's path, decoded.
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /// The lead that the path names; empty when it is no id in its usual form.
  public Optional<LeadId> lead() {
    return uuid(parameter("leadId")).map(LeadId::new);
  }

  /// A UUID in its usual form.
  public static Optional<UUID> uuid(String text) {
    try {
      // UUID.fromString takes groups of any length; what it makes must read the same.
      var uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A parameter of the query; empty when absent or blank.
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /// Who was let in. Only for routes that not everybody may call.
  public Visitor visitor() {
    return caller.get().orElseThrow(() -> new IllegalStateException("anybody may call this"));
  }

  /// Who calls a route that anybody may call; empty for a stranger. May ask the database.
  public Optional<Visitor> known() {
    return caller.get();
  }

  /// Where the caller is, as far as the connection tells and proxies that are believed: behind
  /// another one it is the proxy.
  public String address() {
    return arrival.proxies.caller(arrival.request.remotePeer().host(), headers("X-Forwarded-For"));
  }

  /// Every value of a header, in order.
  public List<String> headers(String name) {
    return arrival.request.headers().all(HeaderNames.create(name), List::of);
  }

  /// Whether a person waits in a browser, and not a program: they are told on a page. The API is
  /// for programs, but for the links that stand in messages.
  public boolean fromPerson() {
    var browser = headers("Accept").stream().anyMatch(accepted -> accepted.contains("text/html"));
    return browser && (!rawPath().startsWith("/api/") || rawPath().startsWith(OLD_LINKS));
  }

  /// The value of a cookie; of two with one name the first, which is the one of the longer path.
  public Optional<String> cookie(String name) {
    return headers("Cookie").stream()
        .flatMap(header -> Arrays.stream(header.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /// The body, which is read from the connection once.
  Entity entity(int limit) {
    var read = entity;
    if (read == null) {
      read = Entity.read(arrival.request, limit, arrival.patience, arrival.room);
      entity = read;
    }
    return read;
  }
}
