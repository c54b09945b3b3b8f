package semel.providers.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static semel.providers.fake.FakeServer.JSON;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.FakeServer.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Resend as far as Semel uses it: `POST /emails` with idempotency keys, and the two reads.
///
/// A key is remembered for 24 hours of the given clock, compared by the bytes of the body, and
/// answered with the first answer. Not documented, hence to be set: whether an answer that is a
/// failure uses the key up, and how late an email shows in the list.
public final class FakeResend extends FakeProvider {

  private static final Duration KEY_LIFE = Duration.ofHours(24);
  private static final DateTimeFormatter CREATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS+00", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// A key and what its first request came to; no reply yet means that it still runs.
  private record Keyed(String bodyHash, Instant since, @Nullable Reply reply) {}

  private record Email(String id, Instant created, JsonNode body) {}

  private final String apiKey;
  private final InstantSource time;
  private final Map<String, Keyed> keys = new HashMap<>();
  private final List<Email> emails = new ArrayList<>();
  private boolean failuresUseKeys;
  private boolean sendingOnly;
  private Duration shownAfter = Duration.ZERO;
  private int requestsPerSecond = 1_000_000;
  private Instant second = Instant.EPOCH;
  private int inThisSecond;

  /// An account with this key.
  public FakeResend(String apiKey) {
    this(apiKey, InstantSource.system(), 0);
  }

  /// The same with a clock and a port; port 0 takes a free one.
  public FakeResend(String apiKey, InstantSource time, int port) {
    super(time, port);
    this.apiKey = apiKey;
    this.time = time;
  }

  /// From now on a request answered 4xx or 5xx uses its key up: repeats get the same answer.
  public synchronized void failuresUseKeys(boolean use) {
    failuresUseKeys = use;
  }

  /// From now on the key may send but not read.
  public synchronized void sendingOnly(boolean only) {
    sendingOnly = only;
  }

  /// From now on an email shows in reads this long after it was accepted.
  public synchronized void shownAfter(Duration lag) {
    shownAfter = lag;
  }

  /// From now on at most so many requests in a second of the clock.
  public synchronized void requestsPerSecond(int most) {
    requestsPerSecond = most;
  }

  @Override
  String what(Received request) {
    return request.method() + " /" + request.path().split("/", -1)[1];
  }

  @Override
  Fault.Kind kindOf(Received request) {
    if (request.method().equals("POST") && request.path().equals("/emails")) {
      return Fault.Kind.SEND;
    }
    return what(request).equals("GET /emails") ? Fault.Kind.LIST : Fault.Kind.OTHER;
  }

  @Override
  synchronized Reply internalError(Received request) {
    Reply reply = error(500, "application_error", "An unexpected error occurred.");
    String key = request.header("idempotency-key");
    if (failuresUseKeys && !key.isEmpty()) {
      keys.putIfAbsent(key, new Keyed(hash(request.body()), time.instant(), reply));
    }
    return reply;
  }

  @Override
  Reply answer(Received request, Fault fault, Pause pause) throws InterruptedException {
    if (request.header("user-agent").isEmpty()) {
      return new Reply(403, "text/plain", Map.of(), "error code: 1010");
    }
    if (request.header("authorization").isEmpty()) {
      return error(401, "missing_api_key", "Missing API key in the authorization header.");
    }
    boolean known = request.header("authorization").equals("Bearer " + apiKey);
    if (!known || fault == Fault.BAD_CREDENTIALS) {
      return error(403, "invalid_api_key", "API key is invalid.");
    }
    Map<String, String> limits = limits(fault);
    if (limits.containsKey("retry-after")) {
      return error(429, "rate_limit_exceeded", "Too many requests.").with(limits);
    }
    return route(request, fault, pause).with(limits);
  }

  private Reply route(Received request, Fault fault, Pause pause) throws InterruptedException {
    return switch (kindOf(request)) {
      case SEND -> sendOnce(request, fault, pause);
      case LIST -> {
        pause.pause();
        yield read(request, fault);
      }
      case OTHER -> error(404, "not_found", "The requested endpoint does not exist.");
    };
  }

  private synchronized Map<String, String> limits(Fault fault) {
    Instant now = Instant.ofEpochSecond(time.instant().getEpochSecond());
    inThisSecond = now.equals(second) ? inThisSecond + 1 : 1;
    second = now;
    boolean over = fault == Fault.RATE_LIMIT || inThisSecond > requestsPerSecond;
    var headers = new HashMap<String, String>();
    headers.put("ratelimit-limit", Integer.toString(requestsPerSecond));
    headers.put(
        "ratelimit-remaining", Integer.toString(Math.max(0, requestsPerSecond - inThisSecond)));
    headers.put("ratelimit-reset", "1");
    headers.put("ratelimit-policy", requestsPerSecond + ";w=1");
    if (over) {
      headers.put("retry-after", "1");
    }
    return headers;
  }

  private Reply sendOnce(Received request, Fault fault, Pause pause) throws InterruptedException {
    String key = request.header("idempotency-key");
    if (!request.headers().containsKey("idempotency-key")) {
      pause.pause();
      return send(request, fault, "");
    }
    if (key.isEmpty() || key.length() > 256) {
      return error(400, "invalid_idempotency_key", "The key must be between 1-256 characters.");
    }
    Reply earlier = claim(key, hash(request.body()));
    if (earlier != null) {
      return earlier;
    }
    @Nullable Reply kept = null;
    try {
      pause.pause();
      Reply reply = send(request, fault, key);
      kept = reply;
      // The id is missing from this answer only: a repeat of the key shows it.
      return fault == Fault.NO_ID_AFTER_ACCEPTING && reply.code() == 200
          ? Reply.json(200, JSON.createObjectNode())
          : reply;
    } finally {
      settle(key, kept);
    }
  }

  /// Takes the key for this request, or says what an earlier request with it came to.
  private synchronized @Nullable Reply claim(String key, String bodyHash) {
    Keyed earlier = keys.get(key);
    if (earlier == null || !time.instant().isBefore(earlier.since().plus(KEY_LIFE))) {
      keys.put(key, new Keyed(bodyHash, time.instant(), null));
      return null;
    }
    if (!earlier.bodyHash().equals(bodyHash)) {
      return error(
          409,
          "invalid_idempotent_request",
          "Same idempotency key used with a different request payload.");
    }
    return earlier.reply() == null
        ? error(
            409,
            "concurrent_idempotent_requests",
            "Same idempotency key used while original request is still in progress.")
        : earlier.reply();
  }

  private synchronized void settle(String key, @Nullable Reply reply) {
    Keyed running = keys.get(key);
    if (running == null) {
      return;
    }
    if (reply == null || (reply.code() != 200 && !failuresUseKeys)) {
      keys.remove(key);
    } else {
      keys.put(key, new Keyed(running.bodyHash(), running.since(), reply));
    }
  }

  private synchronized Reply send(Received request, Fault fault, String key) {
    JsonNode body;
    try {
      body = JSON.readTree(request.body());
    } catch (JacksonException _) {
      return error(400, "validation_error", "The request body is not valid JSON.");
    }
    for (String field : List.of("from", "to", "subject")) {
      if (!body.hasNonNull(field)) {
        return error(422, "missing_required_field", "Missing `" + field + "` field.");
      }
    }
    if (!body.hasNonNull("html") && !body.hasNonNull("text")) {
      return error(422, "missing_required_field", "Missing `html` or `text` field.");
    }
    if (fault == Fault.REFUSE) {
      return error(422, "invalid_parameter", "Invalid `to` field.");
    }
    var email = new Email(UUID.randomUUID().toString(), time.instant(), body);
    emails.add(email);
    ledger().accept(String.join(",", recipients(body)), key, request.body(), email.id());
    if (key.isEmpty() && fault == Fault.NO_ID_AFTER_ACCEPTING) {
      return Reply.json(200, JSON.createObjectNode());
    }
    return Reply.json(200, JSON.createObjectNode().put("id", email.id()));
  }

  private static List<String> recipients(JsonNode body) {
    JsonNode to = body.path("to");
    return to.isArray()
        ? to.valueStream().map(JsonNode::asString).toList()
        : List.of(to.asString());
  }

  private synchronized Reply read(Received request, Fault fault) {
    if (sendingOnly) {
      return error(401, "restricted_api_key", "This API key is restricted to only send emails.");
    }
    if (fault == Fault.LIST_ERROR) {
      return error(500, "application_error", "An unexpected error occurred.");
    }
    Instant horizon = time.instant().minus(shownAfter);
    List<Email> shown =
        emails.reversed().stream().filter(email -> !email.created().isAfter(horizon)).toList();
    String[] path = request.path().split("/", -1);
    if (path.length == 2) {
      return list(request, shown, fault);
    }
    return shown.stream()
        .filter(email -> email.id().equals(path[2]))
        .findFirst()
        .map(email -> Reply.json(200, whole(email)))
        .orElseGet(() -> error(404, "not_found", "Email not found"));
  }

  private static Reply list(Received request, List<Email> shown, Fault fault) {
    String asked = request.field("limit");
    int limit = asked.isEmpty() ? 20 : Integer.parseInt(asked);
    boolean both = !request.field("after").isEmpty() && !request.field("before").isEmpty();
    if (limit < 1 || limit > 100 || both) {
      return error(422, "validation_error", "The pagination is not valid.");
    }
    List<String> ids = shown.stream().map(Email::id).toList();
    int from = 0;
    if (!request.field("after").isEmpty()) {
      from = ids.indexOf(request.field("after")) + 1;
    } else if (!request.field("before").isEmpty()) {
      from = Math.max(0, ids.indexOf(request.field("before")) - limit);
    }
    int to = Math.min(shown.size(), from + limit);
    var whole = JSON.createObjectNode().put("object", "list");
    boolean missing = fault == Fault.LIST_MISSING_A_PAGE;
    whole.put("has_more", missing || to < shown.size());
    var data = whole.putArray("data");
    if (!missing) {
      shown.subList(from, to).forEach(email -> data.add(summary(email)));
    }
    return Reply.json(200, whole);
  }

  private static ObjectNode summary(Email email) {
    var node = JSON.createObjectNode().put("id", email.id());
    node.put("message_id", "<" + email.id() + "@fake.example>");
    recipients(email.body()).forEach(node.putArray("to")::add);
    node.put("from", email.body().path("from").asString());
    node.put("created_at", CREATED.format(email.created()));
    node.put("subject", email.body().path("subject").asString());
    for (String field : List.of("bcc", "cc", "reply_to")) {
      node.set(field, orNull(email, field));
    }
    return node.put("last_event", "delivered").putNull("scheduled_at");
  }

  private static JsonNode whole(Email email) {
    var node = summary(email).put("object", "email");
    for (String field : List.of("html", "text", "topic_id")) {
      node.set(field, orNull(email, field));
    }
    JsonNode tags = email.body().get("tags");
    return node.set("tags", tags == null ? JSON.createArrayNode() : tags);
  }

  private static JsonNode orNull(Email email, String field) {
    JsonNode value = email.body().get(field);
    return value == null ? JSON.nullNode() : value;
  }

  private static Reply error(int code, String name, String message) {
    return Reply.json(
        code,
        JSON.createObjectNode().put("statusCode", code).put("message", message).put("name", name));
  }

  private static String hash(String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
