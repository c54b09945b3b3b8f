package semel.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import semel.settings.Admission;
import semel.settings.Admissions;
import semel.web.desk.CampaignDesk;
import semel.web.desk.DeskRoutes;
import semel.web.http.Answer;
import semel.web.http.Reception;
import semel.web.http.Reception.ProblemPage;
import semel.web.http.Route;
import semel.web.http.Server;
import semel.web.intake.Captcha;
import semel.web.intake.Clicks;
import semel.web.intake.PhoneNumbers;
import semel.web.intake.Recipients;
import semel.web.intake.Registrar;
import semel.web.intake.RegistrationDoor;
import semel.web.monitor.Health;
import semel.web.monitor.Metrics;
import semel.web.network.Trust;
import semel.web.proftest.Places;
import semel.web.receipts.Webhooks;
import semel.web.stop.StopDesk;

/// Semel's HTTP server: every route, on one port or two.
public final class Door {

  /// How long a caller may take over one step: sending the headers of a request, its body, reading
  /// an answer or a piece of it.
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Server server;
  private final Optional<Server> metricsServer;
  private final List<Route> routes;

  /// @param others routes of other rooms, served beside those of this one; their forms register
  ///   people through the registrar that the API has
  /// @param problems tells people what went wrong
  public Door(
      Ports ports,
      Settings settings,
      Function<Registrar, List<Route>> others,
      ProblemPage problems) {
    this(ports, settings, others, problems, PATIENCE);
  }

  Door(
      Ports ports,
      Settings settings,
      Function<Registrar, List<Route>> others,
      ProblemPage problems,
      Duration patience) {
    var entrance = ports.household().doorway().entrance();
    var metrics =
        new Metrics(ports.snapshots(), ports.nanos(), settings.version(), ports.registry());
    var scrape = Route.open("GET", "/metrics", metrics::scrape);
    var numbers = new PhoneNumbers(settings.countries());
    var rules = new Ruled(numbers, ports.household().admissions(), settings.captcha());
    var registrar = new Registrar(ports.leads(), rules, ports.onDue(), new Counting(metrics));
    var own = new ArrayList<Route>();
    own.addAll(open(ports, settings, registrar, problems));
    own.addAll(
        new DeskRoutes(
                ports.desk(),
                ports.records(),
                ports.captures(),
                ports.household().acts(),
                ports.onDue())
            .routes());
    own.addAll(new CampaignDesk(ports.holds(), ports.household().acts(), ports.onDue()).routes());
    own.addAll(new Webhooks(ports.inbox(), settings.webhooks(), metrics::webhookRefused).routes());
    own.addAll(
        new StopDesk(ports.stops(), new Recipients(numbers), ports.household().acts()).routes());
    if (settings.metricsPort().isEmpty()) {
      own.add(scrape);
    }
    this.routes = List.copyOf(own);
    own.addAll(others.apply(registrar));
    this.server =
        new Server(
            settings.host(),
            settings.port(),
            patience,
            settings.trust(),
            new Reception(own, entrance, metrics::answered, problems, ports.nanos()));
    this.metricsServer =
        settings.metricsPort().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Server(
                    settings.host(),
                    settings.metricsPort().getAsInt(),
                    patience,
                    Trust.NONE,
                    new Reception(
                        List.of(scrape), entrance, (_, _) -> {}, problems, ports.nanos())));
  }

  /// The routes of this room, without those of others.
  List<Route> routes() {
    return routes;
  }

  /// Loads what opening it will need, so that it is done while a start waits for something else.
  public static void load() {
    Server.load();
  }

  /// Opens the port or ports.
  ///
  /// @throws UncheckedIOException with a sentence for the operator when one cannot be opened
  public void start() {
    server.start();
    try {
      metricsServer.ifPresent(Server::start);
    } catch (UncheckedIOException e) {
      server.stop(Duration.ZERO);
      throw e;
    }
  }

  /// The port it listens on, -1 when it does not.
  public int port() {
    return server.port();
  }

  /// The port of the metrics when they have their own.
  public int metricsPort() {
    return metricsServer.map(Server::port).orElseGet(this::port);
  }

  /// Answers 503 from now on, waits for running calls for up to `drain`, and closes.
  public void stop(Duration drain) {
    server.stop(drain);
    metricsServer.ifPresent(metrics -> metrics.stop(Duration.ZERO));
  }

  private static List<Route> open(
      Ports ports, Settings settings, Registrar registrar, ProblemPage problems) {
    var registrations = new RegistrationDoor(registrar, settings.language());
    var test = Places.at(ports.household().doorway().publicUrl());
    var clicks = new Clicks(ports.leads(), test, problems);
    var health = new Health(ports.readiness(), settings.version());
    var description = resource("/semel/web/openapi.json");
    return List.of(
        Route.open("POST", "/api/landing/{campaign}", registrations),
        Route.open("GET", "/api/landing/track/{leadId}", clicks::track),
        Route.open("GET", "/l/{code}", clicks::shortLink),
        Route.open("GET", "/health/live", health::live),
        Route.open("GET", "/health/ready", health::ready),
        Route.open("GET", "/api/landing/health", health::ready),
        Route.open("GET", "/openapi.json", _ -> Answer.text(200, "application/json", description)));
  }

  /// What administrators set, on top of what the installation is told.
  private record Ruled(PhoneNumbers all, Admissions admissions, Optional<Captcha> installed)
      implements Registrar.Rules {
    @Override
    public PhoneNumbers numbers(String campaign) {
      return all.of(admission(campaign));
    }

    @Override
    public Optional<Captcha> captcha(String campaign) {
      return installed.filter(_ -> admission(campaign).captcha());
    }

    /// While the database is away nobody is let in, and forms are shown as usual.
    private Admission admission(String campaign) {
      try {
        return admissions.admissions().getOrDefault(campaign, Admission.USUAL);
      } catch (UncheckedIOException _) {
        return Admission.USUAL;
      }
    }
  }

  private record Counting(Metrics metrics) implements Registrar.Tally {
    @Override
    public void registration(String outcome) {
      metrics.registered(outcome);
    }

    @Override
    public void phoneRefused(PhoneNumbers.Reason reason) {
      metrics.phoneRefused(reason.name().toLowerCase(Locale.ROOT));
    }
  }

  private static String resource(String name) {
    try (var in = Door.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
