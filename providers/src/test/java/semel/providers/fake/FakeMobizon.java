package semel.providers.fake;

import static semel.providers.fake.FakeServer.JSON;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import semel.providers.fake.FakeServer.Received;
import semel.providers.fake.FakeServer.Reply;
import semel.providers.fake.MobizonBook.Campaign;
import semel.providers.fake.MobizonBook.Line;
import semel.providers.fake.MobizonBook.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Mobizon's interface for single messages, in one call and in three steps, with the lists that are
/// asked afterwards. An acceptance is a message that goes out: a draft that is only created or
/// filled is none. What the documentation leaves open is in [MobizonRules].
public final class FakeMobizon extends FakeProvider {

  private static final Map<String, Fault.Kind> METHODS =
      Map.ofEntries(
          Map.entry("message/sendsmsmessage", Fault.Kind.SEND),
          Map.entry("campaign/create", Fault.Kind.SEND),
          Map.entry("campaign/addrecipients", Fault.Kind.SEND),
          Map.entry("campaign/send", Fault.Kind.SEND),
          Map.entry("campaign/delete", Fault.Kind.OTHER),
          Map.entry("message/list", Fault.Kind.LIST),
          Map.entry("message/getsmsstatus", Fault.Kind.LIST),
          Map.entry("campaign/list", Fault.Kind.LIST),
          Map.entry("campaign/get", Fault.Kind.LIST),
          Map.entry("campaign/getinfo", Fault.Kind.LIST),
          Map.entry("user/getownbalance", Fault.Kind.OTHER));
  private static final Set<String> MODULES = Set.of("message", "campaign", "user");
  private static final Set<String> PAGE_SIZES = Set.of("25", "50", "100");

  private final String apiKey;
  private final MobizonRules rules = new MobizonRules();
  private final MobizonBook book;

  /// An account with this key.
  public FakeMobizon(String apiKey) {
    this(apiKey, InstantSource.system(), 0);
  }

  /// The same with a clock and a port; port 0 takes a free one.
  public FakeMobizon(String apiKey, InstantSource time, int port) {
    super(time, port);
    this.apiKey = apiKey;
    this.book = new MobizonBook(time, rules);
  }

  /// What the documentation leaves open.
  public MobizonRules rules() {
    return rules;
  }

  @Override
  String what(Received request) {
    String path = request.path().toLowerCase(Locale.ROOT);
    String[] parts =
        (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    return parts.length == 4 && parts[1].equals("service") ? parts[2] + "/" + parts[3] : "unknown";
  }

  @Override
  Fault.Kind kindOf(Received request) {
    return METHODS.getOrDefault(what(request), Fault.Kind.OTHER);
  }

  @Override
  Reply internalError(Received request) {
    return Reply.html(500, "Internal Server Error");
  }

  @Override
  Reply answer(Received request, Fault fault, Pause pause) throws InterruptedException {
    String what = what(request);
    if (what.equals("unknown")) {
      return Reply.html(404, "Not Found");
    }
    if (!METHODS.containsKey(what)) {
      boolean module = MODULES.contains(what.substring(0, what.indexOf('/')));
      return module ? error(5, "Unknown method.") : error(4, "Unknown module.");
    }
    if (!request.field("apiKey").equals(apiKey) || fault == Fault.BAD_CREDENTIALS) {
      return error(8, "Login failed.");
    }
    if (fault == Fault.RATE_LIMIT) {
      return error(30, "Too many calls to this method.");
    }
    if (fault == Fault.LIST_ERROR) {
      return error(999, "General service error.");
    }
    pause.pause();
    synchronized (book) {
      return perform(what, request, fault);
    }
  }

  private Reply perform(String what, Received request, Fault fault) {
    return switch (what) {
      case "message/sendsmsmessage" -> sendInOneCall(request, fault);
      case "campaign/create" -> create(request, fault);
      case "campaign/addrecipients" -> with(request, campaign -> add(campaign, request, fault));
      case "campaign/send" -> with(request, campaign -> sendDraft(campaign, fault));
      case "campaign/delete" -> with(request, this::delete);
      case "campaign/get", "campaign/getinfo" ->
          with(request, campaign -> done(book.node(campaign)));
      case "message/list" -> listMessages(request, fault);
      case "campaign/list" -> listCampaigns(request, fault);
      case "message/getsmsstatus" -> words(request);
      default -> done(JSON.createObjectNode().put("balance", "5000.0000").put("currency", "KZT"));
    };
  }

  private Reply sendInOneCall(Received request, Fault fault) {
    String to = request.field("recipient");
    if (to.isEmpty() || request.field("text").isEmpty()) {
      return error(11, "A required parameter is missing.");
    }
    if (fault == Fault.REFUSE || !to.matches("[0-9]{10,15}")) {
      return invalid("recipient", "The number is not valid.");
    }
    String name = request.field("params[name]");
    Optional<Line> earlier = rules.acceptsRepeats() ? Optional.empty() : book.earlier(name, to);
    Line line = earlier.orElseGet(() -> accept(to, name, request));
    var data = JSON.createObjectNode();
    if (fault != Fault.NO_ID_AFTER_ACCEPTING) {
      data.put("campaignId", Long.toString(line.campaign().id));
      data.put("messageId", Long.toString(line.id()));
    }
    return done(data.put("status", answerOf(line.campaign())));
  }

  private Line accept(String to, String name, Received request) {
    var data = new HashMap<>(Map.of("type", "1", "name", name, "text", request.field("text")));
    if (!request.field("from").isEmpty()) {
      data.put("from", request.field("from"));
    }
    Campaign campaign = book.create(data);
    Line line = book.add(campaign, to);
    send(campaign);
    return line;
  }

  /// The one place where messages go out.
  private void send(Campaign campaign) {
    book.send(campaign);
    for (Line line : campaign.lines) {
      ledger().accept(line.to(), campaign.name, campaign.text, Long.toString(line.id()));
    }
  }

  private static int answerOf(Campaign campaign) {
    return campaign.moderation == MobizonRules.Moderation.NONE ? 2 : 1;
  }

  private Reply create(Received request, Fault fault) {
    if (request.field("data[text]").isEmpty()) {
      return error(11, "A required parameter is missing.");
    }
    if (fault == Fault.REFUSE) {
      return invalid("text", "The text is not allowed.");
    }
    var data = new HashMap<String, String>();
    for (String field : List.of("type", "name", "text", "from")) {
      if (!request.field("data[" + field + "]").isEmpty()) {
        data.put(field, request.field("data[" + field + "]"));
      }
    }
    Campaign campaign = book.create(data);
    boolean silent = fault == Fault.NO_ID_AFTER_ACCEPTING;
    return done(JSON.getNodeFactory().stringNode(silent ? "" : Long.toString(campaign.id)));
  }

  private Reply add(Campaign campaign, Received request, Fault fault) {
    if (campaign.sent != null) {
      return error(10, "The campaign cannot be changed.");
    }
    String to =
        request.field("recipients[0][recipient]").isEmpty()
            ? request.field("recipients")
            : request.field("recipients[0][recipient]");
    var item = JSON.createObjectNode().put("recipient", to);
    int code = 0;
    if (to.isEmpty()) {
      code = 1;
    } else if (!to.matches("[0-9]{10,15}")) {
      code = 3;
    } else if (fault == Fault.REFUSE) {
      code = 5;
    } else if (campaign.lines.stream().anyMatch(line -> line.to().equals(to))) {
      code = 4;
    }
    item.put("code", code);
    if (code == 0) {
      Line line = book.add(campaign, to);
      if (fault != Fault.NO_ID_AFTER_ACCEPTING) {
        item.put("messageId", Long.toString(line.id()));
      }
    }
    item.put("type", "number").put("number", to);
    var items = JSON.createArrayNode().add(item);
    return code == 0 ? done(items) : envelope(99, items, "Nothing was added.");
  }

  private Reply sendDraft(Campaign campaign, Fault fault) {
    if (fault == Fault.REFUSE || campaign.lines.isEmpty()) {
      return error(2, "The record was not found.");
    }
    if (campaign.sent != null && !rules.sendsDraftsTwice()) {
      return error(10, "The status could not be changed.");
    }
    send(campaign);
    return fault == Fault.NO_ID_AFTER_ACCEPTING
        ? done(JSON.nullNode())
        : done(JSON.getNodeFactory().numberNode(answerOf(campaign)));
  }

  private Reply delete(Campaign campaign) {
    if (campaign.sent != null) {
      return error(10, "The campaign has been started.");
    }
    book.delete(campaign);
    return done(JSON.getNodeFactory().booleanNode(true));
  }

  private Reply with(Received request, Function<Campaign, Reply> then) {
    if (request.field("id").isEmpty()) {
      return error(11, "A required parameter is missing.");
    }
    return book.campaign(request.field("id"))
        .map(then)
        .orElseGet(() -> error(2, "The record was not found."));
  }

  private Reply words(Received request) {
    List<String> ids =
        request.fields().entrySet().stream()
            .filter(field -> field.getKey().matches("ids(\\[[0-9]*])?"))
            .flatMap(field -> Arrays.stream(field.getValue().split(",")))
            .filter(id -> !id.isBlank())
            .toList();
    if (ids.isEmpty()) {
      return error(2, "The record was not found.");
    }
    if (ids.size() > 100) {
      return error(12, "Too many ids.");
    }
    var words = JSON.createArrayNode();
    for (String id : ids) {
      book.line(id.strip())
          .ifPresent(line ->
              words.add(
                  book.node(line, false)
                      .retain("id", "status", "segNum", "startSendTs", "statusUpdateTs")));
    }
    return done(words);
  }

  private Reply listMessages(Received request, Fault fault) {
    var query = new Query(request);
    boolean nested = rules.nestedCampaign() && fault != Fault.LIST_WITHOUT_CAMPAIGN;
    return list(
        query,
        fault,
        book.shownLines(query).stream()
            .filter(line -> query.matches("text", line.campaign().text, String::equals))
            .filter(line -> query.matches("from", line.campaign().from, String::equals))
            .filter(
                line -> query.matches("status", book.messageWord(line.campaign()), String::equals))
            .filter(line ->
                query.matches("campaignStatus", book.commonStatus(line.campaign()), String::equals))
            .filter(line -> query.within("campaignCreateTs", book.shown(line.campaign().created)))
            .filter(line -> query.within("campaignSentTs", book.shown(line.campaign().sent)))
            .filter(line -> query.within("startSendTs", book.started(line.campaign())))
            .filter(line -> query.within("statusUpdateTs", book.started(line.campaign())))
            .map(line -> book.node(line, nested))
            .toList());
  }

  private Reply listCampaigns(Received request, Fault fault) {
    var query = new Query(request);
    boolean singles = rules.listsSinglesUnasked() || !request.field("criteria[type]").isEmpty();
    return list(
        query,
        fault,
        book.shownCampaigns(query).stream()
            .filter(campaign -> singles || campaign.type.equals("2"))
            .filter(campaign -> query.matches("type", campaign.type, String::equals))
            .filter(campaign -> query.matches("text", campaign.text, String::equals))
            .filter(campaign -> query.matches("from", campaign.from, String::equals))
            .filter(
                campaign -> query.matches("status", book.commonStatus(campaign), String::equals))
            .filter(campaign -> query.oneOf("id", campaign.id))
            .filter(campaign -> query.oneOf("ids", campaign.id))
            .filter(campaign -> query.within("createTs", book.shown(campaign.created)))
            .filter(campaign -> query.within("sentTs", book.shown(campaign.sent)))
            .map(book::node)
            .toList());
  }

  private Reply list(Query query, Fault fault, List<ObjectNode> found) {
    Received request = query.request();
    String asked = request.field("pagination[pageSize]");
    String page = request.field("pagination[currentPage]");
    boolean paged = asked.isEmpty() || PAGE_SIZES.contains(asked);
    if (!paged || !(page.isEmpty() || page.matches("[0-9]{1,6}")) || !query.windowsParse()) {
      return error(12, "A parameter is over its limits.");
    }
    int size = asked.isEmpty() ? 25 : Integer.parseInt(asked);
    int from = size * (page.isEmpty() ? 0 : Integer.parseInt(page));
    var data = JSON.createObjectNode();
    var items = data.putArray("items");
    if (fault != Fault.LIST_MISSING_A_PAGE) {
      found.stream().sorted(query.order()).skip(from).limit(size).forEach(items::add);
    }
    return done(data.put("totalItemCount", Integer.toString(found.size())));
  }

  private static Reply done(JsonNode data) {
    return Reply.json(200, whole(0, data, ""));
  }

  private Reply invalid(String field, String why) {
    var data = JSON.createObjectNode();
    data.putArray(field).add(why);
    return envelope(1, data, "A field is not valid.");
  }

  private Reply error(int code, String message) {
    return envelope(code, JSON.nullNode(), message);
  }

  private Reply envelope(int code, JsonNode data, String message) {
    return Reply.json(rules.errorHttpCode(), whole(code, data, message));
  }

  private static JsonNode whole(int code, JsonNode data, String message) {
    var whole = JSON.createObjectNode().put("code", code);
    whole.set("data", data);
    return whole.put("message", message);
  }
}
