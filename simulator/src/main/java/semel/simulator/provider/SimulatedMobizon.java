package semel.simulator.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import semel.providers.wire.Answer;
import semel.providers.wire.Request;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.time.Agenda;

/// Mobizon as documented, for one SMS a call and the lists. Faults: a second request is a second
/// message; what was taken shows on the lists only after a while; a list fails or lacks a page; no
/// id is named. Never: a whole list without what has shown on it before.
public final class SimulatedMobizon implements Provider {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private record Sms(long id, String to, String text, String name, long showsAt, String created) {}

  private final Agenda agenda;
  private final Faults faults;
  private final Ledger ledger;
  private final Instant start;
  private final long visibleNanos;
  private final Map<String, List<Sms>> byNumber = new HashMap<>();
  private long ids = 900_000;

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
    return request.uri().getPath().endsWith("/sendSmsMessage");
  }

  @Override
  public Answer answer(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.RATE_LIMITED)) {
      return json("{\"code\":30,\"data\":null,\"message\":\"Too many calls.\"}");
    }
    var path = request.uri().getPath();
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "sendSmsMessage" -> send(request, twists);
      case "list" -> path.contains("/message/") ? messages(request, twists) : campaigns(request);
      default -> json("{\"code\":5,\"data\":null,\"message\":\"Unknown method.\"}");
    };
  }

  private Answer send(Request request, Set<Fault> twists) {
    if (twists.contains(Fault.REFUSES)) {
      return json(
          "{\"code\":1,\"data\":{\"recipient\":[\"The number is not valid.\"]},\"message\":\"\"}");
    }
    var form = fields(request);
    var name = form.getOrDefault("params[name]", "");
    var sms = take(form, name);
    ledger.take(
        new Ledger.Effect(
            Marker.key(name),
            agenda.now(),
            sms.to(),
            withoutKey(request.body()),
            Long.toString(sms.id())));
    return json(
        twists.contains(Fault.NO_ID)
            ? "{\"code\":0,\"data\":{\"status\":2},\"message\":\"\"}"
            : "{\"code\":0,\"data\":{\"campaignId\":\"%d\",\"messageId\":\"%d\",\"status\":2},\"message\":\"\"}"
                .formatted(sms.id() - 100_000, sms.id()));
  }

  private Sms take(Map<String, String> form, String name) {
    var lag =
        faults.strikes(Fault.LOOK_UP_LAG)
            ? faults.of(Fault.LOOK_UP_LAG).between(0, visibleNanos)
            : 0;
    var to = form.getOrDefault("recipient", "");
    var sms =
        new Sms(
            ++ids,
            to,
            form.getOrDefault("text", ""),
            name,
            agenda.now() + lag,
            shown(agenda.now()));
    byNumber.computeIfAbsent(to, _ -> new ArrayList<>(1)).add(sms);
    return sms;
  }

  private String shown(long at) {
    return TIMESTAMP.format(start.plusNanos(at));
  }

  private Answer messages(Request request, Set<Fault> twists) {
    var items =
        shown(fields(request).getOrDefault("criteria[to]", "")).stream()
            .map(SimulatedMobizon::item)
            .toList();
    return list(items, twists.contains(Fault.LOOK_UP_MISSES_A_PAGE));
  }

  private Answer campaigns(Request request) {
    var number = fields(request).getOrDefault("criteria[recipient]", "");
    return list(shown(number).stream().map(SimulatedMobizon::campaign).toList(), false);
  }

  private List<Sms> shown(String number) {
    return byNumber.getOrDefault(number, List.of()).stream()
        .filter(sms -> sms.showsAt() <= agenda.now())
        .toList();
  }

  private static String item(Sms sms) {
    return "{\"id\":\"%d\",\"campaignId\":\"%d\",\"to\":\"%s\",\"text\":%s,\"status\":\"DELIVRD\",\"campaign\":%s}"
        .formatted(sms.id(), sms.id() - 100_000, sms.to(), quoted(sms.text()), campaign(sms));
  }

  private static String campaign(Sms sms) {
    return "{\"id\":\"%d\",\"name\":\"%s\",\"type\":\"1\",\"text\":%s,\"commonStatus\":\"DONE\",\"createTs\":\"%s\"}"
        .formatted(sms.id() - 100_000, sms.name(), quoted(sms.text()), sms.created());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static Answer list(List<String> items, boolean lacking) {
    var shown = lacking ? "" : String.join(",", items);
    var total = lacking ? items.size() + 100 : items.size();
    return json(
        "{\"code\":0,\"data\":{\"items\":[%s],\"totalItemCount\":\"%d\"},\"message\":\"\"}"
            .formatted(shown, total));
  }

  private static Answer json(String body) {
    return new Answer(200, List.of(), body);
  }

  /// The frozen body has no API key in it.
  private static String withoutKey(String body) {
    var at = body.lastIndexOf("&apiKey=");
    return at < 0 ? body : body.substring(0, at);
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
