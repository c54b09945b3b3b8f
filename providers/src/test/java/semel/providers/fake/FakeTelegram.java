package semel.providers.fake;

import static semel.providers.fake.FakeServer.JSON;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.FakeServer.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Telegram's bot interface as far as alerts need it: `sendMessage`, `getMe`, `getChat` for one bot
/// and one chat. Every text that is accepted counts: there is no key and no way to ask.
public final class FakeTelegram extends FakeProvider {

  private static final Pattern PATH = Pattern.compile("/bot([0-9]+:[A-Za-z0-9_-]+)/([A-Za-z]+)");
  private static final int TEXT_MAX = 4096;
  private static final int RETRY_AFTER_SECONDS = 3;

  private final String token;
  private final String chat;
  private final InstantSource time;
  private final AtomicLong lastMessage = new AtomicLong(1000);

  /// A bot with this token (`number:letters`), a member of this chat.
  public FakeTelegram(String token, String chat) {
    this(token, chat, InstantSource.system(), 0);
  }

  /// The same with a clock and a port; port 0 takes a free one.
  public FakeTelegram(String token, String chat, InstantSource time, int port) {
    super(time, port);
    this.token = token;
    this.chat = chat;
    this.time = time;
  }

  @Override
  String what(Received request) {
    Matcher path = PATH.matcher(request.path());
    return path.matches() ? path.group(2).toLowerCase(Locale.ROOT) : "unknown";
  }

  @Override
  Fault.Kind kindOf(Received request) {
    return what(request).equals("sendmessage") ? Fault.Kind.SEND : Fault.Kind.OTHER;
  }

  @Override
  Reply internalError(Received request) {
    return error(500, "Internal Server Error: restart", Map.of());
  }

  @Override
  Reply answer(Received request, Fault fault, Pause pause) throws InterruptedException {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return error(404, "Not Found", Map.of());
    }
    if (!path.group(1).equals(token) || fault == Fault.BAD_CREDENTIALS) {
      return error(401, "Unauthorized", Map.of());
    }
    if (fault == Fault.RATE_LIMIT) {
      return error(
              429,
              "Too Many Requests: retry after " + RETRY_AFTER_SECONDS,
              Map.of("retry_after", RETRY_AFTER_SECONDS))
          .with(Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
    }
    Map<String, String> fields = fields(request);
    return switch (what(request)) {
      case "sendmessage" -> send(fields, fault, pause);
      case "getme" ->
          done(
              JSON.createObjectNode()
                  .put("id", 100_200L)
                  .put("is_bot", true)
                  .put("first_name", "Semel")
                  .put("username", "semel_fake_bot"));
      case "getchat" ->
          chatRefusal(fields).isEmpty() ? done(chat()) : error(400, chatRefusal(fields), Map.of());
      default -> error(404, "Not Found: method not found", Map.of());
    };
  }

  private Reply send(Map<String, String> fields, Fault fault, Pause pause)
      throws InterruptedException {
    String text = fields.getOrDefault("text", "");
    if (!chatRefusal(fields).isEmpty()) {
      return error(400, chatRefusal(fields), Map.of());
    }
    if (text.isBlank()) {
      return error(400, "Bad Request: message text is empty", Map.of());
    }
    if (text.length() > TEXT_MAX) {
      return error(400, "Bad Request: message is too long", Map.of());
    }
    if (fault == Fault.REFUSE) {
      return error(403, "Forbidden: bot was blocked by the user", Map.of());
    }
    pause.pause();
    long id = lastMessage.incrementAndGet();
    ledger().accept(chat, "", text, Long.toString(id));
    if (fault == Fault.NO_ID_AFTER_ACCEPTING) {
      return done(JSON.createObjectNode());
    }
    var message = JSON.createObjectNode().put("message_id", id);
    message.put("date", time.instant().getEpochSecond()).set("chat", chat());
    return done(message.put("text", text));
  }

  private String chatRefusal(Map<String, String> fields) {
    String asked = fields.getOrDefault("chat_id", "");
    if (asked.isEmpty()) {
      return "Bad Request: chat_id is empty";
    }
    return asked.equals(chat) ? "" : "Bad Request: chat not found";
  }

  private ObjectNode chat() {
    return JSON.createObjectNode().put("id", Long.parseLong(chat)).put("type", "supergroup");
  }

  private static Map<String, String> fields(Received request) {
    var fields = new LinkedHashMap<>(request.fields());
    if (request.header("content-type").startsWith("application/json")) {
      JSON.readTree(request.body())
          .properties()
          .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
    }
    return fields;
  }

  private static Reply done(JsonNode result) {
    var whole = JSON.createObjectNode().put("ok", true);
    whole.set("result", result);
    return Reply.json(200, whole);
  }

  private static Reply error(int code, String description, Map<String, Integer> parameters) {
    var whole = JSON.createObjectNode().put("ok", false).put("error_code", code);
    whole.put("description", description);
    if (!parameters.isEmpty()) {
      var node = whole.putObject("parameters");
      parameters.forEach((name, value) -> node.put(name, value));
    }
    return Reply.json(code, whole);
  }
}
