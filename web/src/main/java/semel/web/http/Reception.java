package semel.web.http;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.users.Role;
import semel.web.http.Routes.Match;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// Takes every call: finds its route, checks who calls, and turns whatever happens into an answer.
public final class Reception {

  /// Told of every answer; `route` is a path of the table, or `other`.
  @FunctionalInterface
  public interface Count {
    void answered(String route, int status);
  }

  /// Tells a person what went wrong, on a page.
  @FunctionalInterface
  public interface ProblemPage {
    Answer tell(Call call, Problem problem);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  /// Nobody called for so long: whoever holds a connection open knows by now to go elsewhere.
  private static final Duration STILL = Duration.ofMillis(500);

  private static final String ELSEWHERE = "other";
  private static final String SIGN_IN = "/sign-in";
  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Routes routes;
  private final Access access;
  private final Count count;
  private final ProblemPage pages;
  private final LongSupplier nanos;
  private final Object quiet = new Object();
  private int running;
  private long calledAt = System.nanoTime() - STILL.toNanos();
  private volatile boolean draining;

  /// @param nanos a monotonic clock; it only makes names for failures
  public Reception(
      List<Route> routes, Access access, Count count, ProblemPage pages, LongSupplier nanos) {
    this.pages = pages;
    this.routes = new Routes(routes);
    this.access = access;
    this.count = count;
    this.nanos = nanos;
  }

  /// From now on every call is told to come again.
  void drain() {
    draining = true;
  }

  boolean draining() {
    return draining;
  }

  void enter() {
    synchronized (quiet) {
      running++;
      calledAt = System.nanoTime();
    }
  }

  void leave() {
    synchronized (quiet) {
      running--;
      quiet.notifyAll();
    }
  }

  /// Waits until no call runs and nobody calls any more, for at most so long.
  void awaitQuiet(Duration longest) {
    var until = System.nanoTime() + longest.toNanos();
    synchronized (quiet) {
      try {
        for (var left = left(until); left > 0; left = left(until)) {
          TimeUnit.NANOSECONDS.timedWait(quiet, left);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private long left(long until) {
    var now = System.nanoTime();
    return running > 0 ? until - now : Math.min(until, calledAt + STILL.toNanos()) - now;
  }

  /// Answers one call; never throws.
  Answer receive(Call call) {
    var match = routes.match(call.method(), call.rawPath());
    var answer =
        draining
            ? told(call, new Problem(503, "draining").retryAfter(RETRY))
            : answered(match, call);
    count.answered(
        match instanceof Match.Found(var route, _) ? route.path() : ELSEWHERE, answer.status());
    return answer;
  }

  private Answer answered(Match match, Call call) {
    try {
      return on(match, call);
    } catch (RuntimeException e) {
      return told(call, problem(e));
    }
  }

  private Answer on(Match match, Call call) {
    return switch (match) {
      case Match.Found(var route, var parameters) ->
          switch (route.entry()) {
            case Route.Entry.Open() ->
                placed(call, parameters, () -> access.visitor(call), route.handler());
            case Route.Entry.Api(var least) ->
                caller(call)
                    .map(visitor -> let(visitor, least, route, parameters, call))
                    .orElseGet(Reception::stranger);
            case Route.Entry.Page(var least) ->
                access
                    .visitor(call)
                    .map(visitor -> let(visitor, least, route, parameters, call))
                    .orElseGet(() -> signInFirst(call));
          };
      case Match.OtherMethods(var allowed, var api) -> {
        var list = String.join(", ", allowed);
        if (call.method().equals("OPTIONS")) {
          yield Answer.empty(204).with("Allow", list);
        }
        yield api && caller(call).isEmpty()
            ? stranger()
            : told(call, new Problem(405, "method.other", list)).with("Allow", list);
      }
      case Match.Nowhere() ->
          call.rawPath().equals("*")
              ? Answer.empty(204)
              : told(call, new Problem(404, "path.unknown"));
    };
  }

  /// Lets a visitor in who may, and who means it.
  private Answer let(
      Visitor visitor, Role least, Route route, Map<String, String> parameters, Call call) {
    if (!visitor.may(least)) {
      return told(call, new Problem(403, "role.too-small", least.key()));
    }
    var known = Optional.of(visitor);
    return placed(
        call,
        parameters,
        () -> known,
        placed ->
            SAFE.contains(call.method()) || access.meant(placed, visitor)
                ? route.handler().handle(placed)
                : told(call, new Problem(403, "call.not-meant")));
  }

  private Answer placed(
      Call call,
      Map<String, String> parameters,
      Supplier<Optional<Visitor>> caller,
      Route.Handler handler) {
    var placed = call.at(parameters, caller);
    return placed.isPresent()
        ? handler.handle(placed.get())
        : told(call, new Problem(400, "query.bad"));
  }

  /// What a failure is answered with when it comes while the answer is being written.
  Answer failed(RuntimeException e) {
    return english(problem(e));
  }

  /// What a failure is to the caller; the log gets it once, under the name that the caller sees.
  private Problem problem(RuntimeException e) {
    if (e instanceof UncheckedIOException) {
      LOG.warn("A call was answered 503: {}", Masked.text(e.getMessage()));
      return new Problem(503, "database").retryAfter(RETRY);
    }
    var name = Integer.toHexString(Long.hashCode(nanos.getAsLong() * 0x9E3779B97F4A7C15L));
    LOG.error("A call failed and was answered 500 ({})", name, new Masked(e));
    return new Problem(500, "internal", name);
  }

  /// A person gets a page, in the language that the address asks for where it can be read.
  private Answer told(Call call, Problem problem) {
    return call.fromPerson()
        ? pages.tell(call.at(Map.of(), Optional::empty).orElse(call), problem)
        : english(problem);
  }

  /// Who calls the API: never by nothing but being on this machine.
  private Optional<Visitor> caller(Call call) {
    return access.visitor(call).filter(visitor -> visitor.kind() != Visitor.Kind.LOCAL);
  }

  private static Answer stranger() {
    return Answer.empty(401).with("WWW-Authenticate", "Bearer");
  }

  /// Leads to the sign-in and from there to what was asked for. A script gets to know where to lead
  /// its page instead: what it would find at the end of a redirect belongs into no part of a page.
  private static Answer signInFirst(Call call) {
    var script = !call.headers("HX-Request").isEmpty();
    var wanted = call.method().equals("GET") && !script ? call.place() : from(call);
    var place = SIGN_IN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    return script ? Answer.empty(401).with("HX-Redirect", place) : Answer.seeOther(place);
  }

  /// The page that a call comes from; the sign-in takes no place that is not ours.
  private static String from(Call call) {
    try {
      var page = URI.create(String.join("", call.headers("Referer")));
      var path = page.getRawPath();
      var query = page.getRawQuery();
      return path == null || path.isEmpty() ? "/" : query == null ? path : path + "?" + query;
    } catch (IllegalArgumentException _) {
      return "/";
    }
  }

  private static Answer english(Problem problem) {
    return Answer.problem(problem, ENGLISH);
  }

  /// A failure fit for the log: what it says may quote what a person typed.
  private static final class Masked extends RuntimeException {
    private static final Pattern PERSONAL = Pattern.compile("[0-9+][0-9 ()-]{5,}[0-9]|\\S+@\\S+");

    Masked(Throwable e) {
      super(e.getClass().getName() + ": " + text(e.getMessage()), cause(e));
      setStackTrace(e.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable e) {
      return e.getCause() == null ? null : new Masked(e.getCause());
    }

    static String text(@Nullable String message) {
      return message == null ? "" : PERSONAL.matcher(message).replaceAll("•••");
    }
  }
}
