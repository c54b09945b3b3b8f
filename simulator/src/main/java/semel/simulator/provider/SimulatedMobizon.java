package semel.simulator.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import semel.providers.wire.Answer;
import semel.providers.wire.Request;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.provider.Campaigns.Campaign;
import semel.simulator.time.Agenda;

/// Mobizon as documented: one SMS a call, drafts, and the lists. Faults: a second request for one
/// SMS is a second message; what was taken shows only after a while, and until then a campaign
/// reads as a draft; a list fails or lacks a page; no id is named; a draft is sent twice (breaks
/// S). Never: a whole list without what has shown on it before, a draft that sends by itself, or a
/// draft that is deleted and sent.
public final class SimulatedMobizon implements Provider {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<String> SENDS = Set.of("message/sendSmsMessage", "campaign/send");
  private static final Set<String> READS = Set.of("message/list", "campaign/list", "campaign/get");

  private static final int NOT_FOUND = 2;
  private static final int NOT_CHANGED = 10;

  private final Agenda agenda;
  private final Faults faults;
  private final Ledger ledger;
  private final Instant start;
  private final long visibleNanos;
  private final Campaigns campaigns = new Campaigns();

  /// @param start the instant at which the world began
  /// @param visibleNanos how late a list may show what was taken
  public SimulatedMobizon(
      Agenda agenda, Faults faults, Ledger ledger, Instant start, long visibleNanos) {
    this.agenda = agenda;
    this.faults = faults;
    this.ledger = ledger;
    this.start = start;
    this.visibleNanos = visibleNanos;
  }

  @Override
  public boolean sends(Request request) {
    return SENDS.contains(method(request));
  }

  @Override
  public boolean changes(Request request) {
    return !READS.contains(method(request));
  }

  private static String method(Request request) {
    return request.uri().getPath().replaceFirst("^.*/service/", "");
  }

  @Override
  public Answer answer(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.RATE_LIMITED)) {
      return error(30, "Too many calls.");
    }
    return switch (method(request)) {
      case "message/sendSmsMessage" -> sendInOneCall(request, twists);
      case "campaign/create" -> create(request, twists);
      case "campaign/addRecipients" -> with(request, it -> add(it, request, twists));
      case "campaign/send" -> with(request, it -> send(it, twists));
      case "campaign/delete" -> with(request, this::delete);
      case "campaign/get" -> with(request, it -> done(Campaigns.shown(it, agenda.now())));
      case "message/list" ->
          list(
              campaigns.messages(field(request, "criteria[to]"), agenda.now()),
              twists.contains(Fault.LOOK_UP_MISSES_A_PAGE));
      case "campaign/list" ->
          list(campaigns.campaigns(field(request, "criteria[recipient]"), agenda.now()), false);
      default -> error(5, "Unknown method.");
    };
  }

  private Answer sendInOneCall(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.REFUSES)) {
      return refused("recipient", "The number is not valid.");
    }
    var form = fields(request);
    var showsAt = agenda.now() + lag();
    var made = made(form.getOrDefault("params[name]", ""), form.getOrDefault("text", ""), request);
    var campaign = campaigns.make(made, showsAt);
    var line = campaigns.add(campaign, form.getOrDefault("recipient", ""));
    campaigns.begin(campaign, showsAt);
    takes(campaign, line, campaign.body());
    return done(
        twists.contains(Fault.NO_ID)
            ? "{\"status\":2}"
            : "{\"campaignId\":\"%d\",\"messageId\":\"%d\",\"status\":2}"
                .formatted(campaign.id(), line.id()));
  }

  private Answer create(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.REFUSES)) {
      return refused("text", "The text is not allowed.");
    }
    var form = fields(request);
    var made =
        made(form.getOrDefault("data[name]", ""), form.getOrDefault("data[text]", ""), request);
    var campaign = campaigns.make(made, agenda.now() + lag());
    return done(twists.contains(Fault.NO_ID) ? "\"\"" : "\"" + campaign.id() + "\"");
  }

  private Campaigns.Made made(String name, String text, Request request) {
    var created = TIMESTAMP.format(start.plusNanos(agenda.now()));
    return new Campaigns.Made(name, text, withoutKey(request.body()), created);
  }

  private Answer add(Campaign campaign, Request request, Set<Fault> twists) {
    if (campaign.begun()) {
      return error(NOT_CHANGED, "The campaign cannot be changed.");
    }
    var to = field(request, "recipients[0][recipient]");
    if (twists.contains(Fault.REFUSES)) {
      return added(to, 5, "");
    }
    if (campaign.lines().stream().anyMatch(line -> line.to().equals(to))) {
      return added(to, 4, "");
    }
    var line = campaigns.add(campaign, to);
    return added(to, 0, twists.contains(Fault.NO_ID) ? "" : ",\"messageId\":\"" + line.id() + "\"");
  }

  private static Answer added(String to, int code, String id) {
    return json(
        "{\"code\":%d,\"data\":[{\"recipient\":\"%s\",\"code\":%d%s}],\"message\":\"\"}"
            .formatted(code == 0 ? 0 : 99, to, code, id));
  }

  private Answer send(Campaign campaign, Set<Fault> twists) {
    if (campaign.lines().isEmpty() || twists.contains(Fault.REFUSES)) {
      return error(NOT_FOUND, "The record was not found.");
    }
    if (campaign.begun() && !faults.strikes(Fault.DRAFT_SENT_TWICE)) {
      return error(NOT_CHANGED, "The status could not be changed.");
    }
    campaigns.begin(campaign, agenda.now() + lag());
    campaign.lines().forEach(line -> takes(campaign, line, campaign.body(line)));
    return done(twists.contains(Fault.NO_ID) ? "null" : "2");
  }

  /// The one place where a message is taken.
  private void takes(Campaign campaign, Campaigns.Line line, String body) {
    ledger.take(
        new Ledger.Effect(
            Marker.key(campaign.name()), agenda.now(), line.to(), body, Long.toString(line.id())));
  }

  private Answer delete(Campaign campaign) {
    if (campaign.begun()) {
      return error(NOT_CHANGED, "The campaign has been started.");
    }
    campaigns.delete(campaign);
    return done("true");
  }

  private Answer with(Request request, Function<Campaign, Answer> then) {
    return campaigns
        .campaign(field(request, "id"))
        .map(then)
        .orElseGet(() -> error(NOT_FOUND, "The record was not found."));
  }

  private long lag() {
    return faults.strikes(Fault.LOOK_UP_LAG)
        ? faults.of(Fault.LOOK_UP_LAG).between(0, visibleNanos)
        : 0;
  }

  private static Answer list(List<String> items, boolean lacking) {
    var shown = lacking ? "" : String.join(",", items);
    var total = lacking ? items.size() + 100 : items.size();
    return done("{\"items\":[%s],\"totalItemCount\":\"%d\"}".formatted(shown, total));
  }

  private static Answer done(String data) {
    return json("{\"code\":0,\"data\":" + data + ",\"message\":\"\"}");
  }

  private static Answer refused(String field, String why) {
    return json("{\"code\":1,\"data\":{\"%s\":[\"%s\"]},\"message\":\"\"}".formatted(field, why));
  }

  private static Answer error(int code, String message) {
    return json("{\"code\":%d,\"data\":null,\"message\":\"%s\"}".formatted(code, message));
  }

  private static Answer json(String body) {
    return new Answer(200, List.of(), body);
  }

  /// The frozen body has no API key in it.
  private static String withoutKey(String body) {
    var at = body.lastIndexOf("&apiKey=");
    return at < 0 ? body : body.substring(0, at);
  }

  private static String field(Request request, String name) {
    return fields(request).getOrDefault(name, "");
  }

  private static Map<String, String> fields(Request request) {
    var fields = new HashMap<String, String>();
    for (var field : request.body().split("&", -1)) {
      var equals = field.indexOf('=');
      fields.put(
          URLDecoder.decode(field.substring(0, equals), UTF_8),
          URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    return fields;
  }
}
