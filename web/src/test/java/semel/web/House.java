package semel.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import semel.campaign.Campaign;
import semel.campaign.Texts;
import semel.simulated.SimulatedEntry;
import semel.web.dashboard.reveal.RevealDoor;
import semel.web.dashboard.settings.OwnPages;
import semel.web.dashboard.settings.SettingsPages;
import semel.web.http.Route;
import semel.web.intake.Captcha;
import semel.web.intake.FormTokens;
import semel.web.intake.Registrar;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.json.StrictReader.Reading;
import semel.web.network.Cors;
import semel.web.network.Network;
import semel.web.network.Proxies;
import semel.web.network.Trust;
import semel.web.page.Frame;
import semel.web.page.Pages;
import semel.web.proftest.ProfTestPages;
import semel.web.receipts.Webhooks;
import semel.web.signin.CheapSignIn;
import semel.web.signin.SignInPages;
import semel.web.stop.StopPages;

/// A door on a free port in front of the twin, and a client that knocks.
final class House implements AutoCloseable {

  static final String TOKEN = "correct-horse-battery-staple";

  /// The time of the published vector of a signature; the webhooks' clock stands still there.
  static final Instant SIGNED_AT = Instant.ofEpochSecond(1_614_265_330);

  static final Webhooks.Terms WEBHOOKS =
      new Webhooks.Terms(
          Optional.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
          true,
          Optional.of("secret123"),
          () -> SIGNED_AT);

  static final Duration PATIENCE = Duration.ofSeconds(2);

  static final String LANDING = "https://landing.example.kz";

  /// The machine itself is a proxy, so that a header says where a caller of a test is.
  static final Trust TRUST =
      new Trust(new Proxies(List.of(Network.parse("127.0.0.1"))), new Cors(List.of(LANDING)));

  /// Of forms that a person takes three seconds for.
  static final FormTokens TOKENS = new FormTokens(new byte[32], Duration.ofSeconds(3));

  /// The token of a form that was shown in time.
  static String shown(String form) {
    return TOKENS.issue(form, Twin.DUE.minusSeconds(5));
  }

  static final String VALID =
      """
      {"name":"Айгүл","email":"aigul@example.kz","phone":"8 777 123 45 67","answers":[1,"да"]}\
      """;

  final Twin twin = new Twin();
  final TwinCaptures captures = new TwinCaptures();
  final TwinStops stops = new TwinStops();
  final List<Duration> wakes = new CopyOnWriteArrayList<>();
  final List<String> reasons = new CopyOnWriteArrayList<>();
  final AtomicLong nanos = new AtomicLong();
  final TwinInbox inbox = new TwinInbox();
  final SimulatedEntry entry = new SimulatedEntry();
  final TwinHolds holds = new TwinHolds();
  final TwinCaptcha captcha = new TwinCaptcha();
  final Household household;
  final AtomicReference<Instant> now = new AtomicReference<>(Twin.DUE);
  final Pages pages = new Pages(surroundings());
  final Door door;
  private final HttpClient client = HttpClient.newHttpClient();

  House() {
    this(OptionalInt.empty(), List.of());
  }

  House(OptionalInt metricsPort, List<Route> others) {
    this(metricsPort, others, URI.create("http://localhost"), false);
  }

  /// One that asks callers to prove that they are people.
  static House asking() {
    return new House(OptionalInt.empty(), List.of(), URI.create("http://localhost"), false, true);
  }

  /// @param open whether the pages are open to whoever sits at this machine
  House(OptionalInt metricsPort, List<Route> others, URI publicUrl, boolean open) {
    this(metricsPort, others, publicUrl, open, false);
  }

  private House(
      OptionalInt metricsPort, List<Route> others, URI publicUrl, boolean open, boolean asks) {
    this.household =
        new Household(
            CheapSignIn.doorway(TOKEN, entry, publicUrl, open), entry, entry, entry, entry);
    var all = new ArrayList<>(others);
    var doorway = household.doorway();
    all.addAll(new SignInPages(doorway, pages).routes());
    all.addAll(new SettingsPages(doorway, entry, entry, pages).routes());
    all.addAll(new OwnPages(doorway, pages).routes());
    all.addAll(new RevealDoor(twin, entry, pages).routes());
    door =
        new Door(
            ports(),
            settings(0, metricsPort, WEBHOOKS, Optional.<Captcha>of(captcha).filter(_ -> asks)),
            registrar -> with(all, registrar),
            pages::problem,
            PATIENCE);
    door.start();
  }

  private List<Route> with(List<Route> routes, Registrar registrar) {
    var all = new ArrayList<>(routes);
    all.addAll(new ProfTestPages(registrar, twin, proftest(), pages, TOKENS).routes());
    all.addAll(new StopPages(stops, twin, pages).routes());
    return all;
  }

  private static Campaign proftest() {
    var texts = new Texts("SMS: {link}", "Письмо", "{name}, вот: {link}", "<p>{name} {link}</p>");
    var kazakh = new Texts("Сілтеме: {link}", "Хат", "{name}, міне: {link}", "<p>{link}</p>");
    return new Campaign(
        "proftest",
        Locale.of("ru"),
        Map.of("ru", texts, "kk", kazakh),
        Duration.ofMinutes(10),
        URI.create("http://localhost"),
        Twin.TARGET);
  }

  /// What pages stand in: a clock that stands still, and numbers that say nothing.
  private Pages.Surroundings surroundings() {
    var frame = new Frame(true, 0, 0, 0, 20);
    return new Pages.Surroundings(now::get, () -> ZoneId.of("Asia/Almaty"), () -> frame);
  }

  Ports ports() {
    return new Ports(
        twin,
        holds,
        twin,
        twin,
        captures,
        stops,
        twin,
        inbox,
        household,
        () -> reasons,
        wakes::add,
        nanos::get,
        new PrometheusRegistry());
  }

  static Settings settings(int port, OptionalInt metricsPort) {
    return settings(port, metricsPort, WEBHOOKS);
  }

  static Settings settings(int port, OptionalInt metricsPort, Webhooks.Terms webhooks) {
    return settings(port, metricsPort, webhooks, Optional.empty());
  }

  private static Settings settings(
      int port, OptionalInt metricsPort, Webhooks.Terms webhooks, Optional<Captcha> captcha) {
    return new Settings(
        "127.0.0.1",
        port,
        metricsPort,
        List.of("KZ"),
        captcha,
        TRUST,
        campaign ->
            switch (campaign) {
              case "proftest" -> Optional.of(Locale.of("ru"));
              case "english" -> Optional.of(Locale.ENGLISH);
              default -> Optional.empty();
            },
        webhooks,
        "1.2.3-test");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }

  HttpResponse<String> register(String body, String... headers) {
    return post("/api/landing/proftest", body, headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(request, headers);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)), headers);
  }

  HttpResponse<String> method(String method, String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()), headers);
  }

  /// As an operator.
  HttpResponse<String> ask(String method, String path) {
    return method(method, path, "Authorization", "Bearer " + TOKEN);
  }

  /// As an operator, with a body.
  HttpResponse<String> ask(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return send(request, "Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The members of a JSON answer.
  static Json.Members json(HttpResponse<String> response) {
    return switch (StrictReader.read(response.body().getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read(Json.Members members) -> members;
      case Reading other -> throw new AssertionError(other + " in " + response.body());
    };
  }

  /// A text member of a JSON answer.
  static String text(HttpResponse<String> response, String name) {
    return json(response).values().get(name) instanceof Json.Text(var text) ? text : "";
  }

  /// The one lead of the twin.
  Twin.Row onlyRow() {
    if (twin.rows.size() != 1) {
      throw new AssertionError("rows: " + twin.rows.size());
    }
    return twin.rows.values().iterator().next();
  }

  @Override
  public void close() {
    door.stop(Duration.ofSeconds(1));
    client.close();
  }
}
