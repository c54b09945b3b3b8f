package semel.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds the route of a path. Segments are compared after decoding, and a decoded slash, dot
/// segment or control character matches nothing, so a path means one thing only.
final class Routes {

  /// What a method and a path lead to.
  sealed interface Match {
    /// A route with its parameters.
    record Found(Route route, Map<String, String> parameters) implements Match {}

    /// The path is known, not with this method.
    ///
    /// @param api whether one of the others is for operators' programs
    record OtherMethods(SortedSet<String> allowed, boolean api) implements Match {}

    /// No such path.
    record Nowhere() implements Match {}
  }

  private record Placed(Route route, List<String> segments) {
    long literals() {
      return segments.stream().filter(s -> !isParameter(s)).count();
    }
  }

  private final List<Placed> entries;

  Routes(List<Route> routes) {
    // Most literal first, so /api/landing/stats wins over /api/landing/{campaign}.
    this.entries =
        routes.stream()
            .map(route -> new Placed(route, List.of(route.path().substring(1).split("/", -1))))
            .sorted(Comparator.comparingLong(Placed::literals).reversed())
            .toList();
  }

  Match match(String method, String rawPath) {
    var segments = segments(rawPath);
    if (segments.isEmpty()) {
      return new Match.Nowhere();
    }
    var allowed = new TreeSet<String>();
    var api = false;
    for (var entry : entries) {
      var parameters = parameters(entry.segments(), segments.get());
      if (parameters.isEmpty()) {
        continue;
      }
      var route = entry.route();
      if (route.method().equals(method)
          || (method.equals("HEAD") && route.method().equals("GET"))) {
        return new Match.Found(route, parameters.get());
      }
      allowed.add(route.method());
      api |= route.entry() instanceof Route.Entry.Api;
    }
    if (allowed.isEmpty()) {
      return new Match.Nowhere();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    return new Match.OtherMethods(allowed, api);
  }

  private static Optional<Map<String, String>> parameters(
      List<String> template, List<String> segments) {
    if (template.size() != segments.size()) {
      return Optional.empty();
    }
    var parameters = new LinkedHashMap<String, String>();
    for (var i = 0; i < template.size(); i++) {
      var expected = template.get(i);
      if (isParameter(expected) && !segments.get(i).isEmpty()) {
        parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
      } else if (!expected.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static Optional<List<String>> segments(String rawPath) {
    var path = rawPath;
    if (path.regionMatches(true, 0, "http://", 0, 7)) {
      // A proxy may send the absolute form.
      var slash = path.indexOf('/', 7);
      path = slash < 0 ? "/" : path.substring(slash);
    }
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    var segments = new ArrayList<String>();
    for (var raw : path.substring(1).split("/", -1)) {
      var decoded = decode(raw);
      if (decoded.isEmpty() || !isPlain(decoded.get())) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    return Optional.of(segments);
  }

  private static boolean isPlain(String segment) {
    return !segment.equals(".")
        && !segment.equals("..")
        && segment.indexOf('/') < 0
        && segment.chars().noneMatch(Character::isISOControl);
  }

  /// Decodes percent signs strictly; empty when they do not make UTF-8.
  static Optional<String> decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return Optional.of(raw);
    }
    var bytes = ByteBuffer.allocate(raw.length() * 3);
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c != '%') {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      if (i + 2 >= raw.length()) {
        return Optional.empty();
      }
      var high = Character.digit(raw.charAt(i + 1), 16);
      var low = Character.digit(raw.charAt(i + 2), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
