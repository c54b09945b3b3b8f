package semel.web.desk;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import semel.desk.Desk;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.State;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.JsonBody;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Problem.Sentence;

/// What an operator asks for: resend, erase, cancel, resolve.
final class Rulings {

  static final int REASON_MAX = 500;

  private final Desk desk;
  private final Consumer<Duration> onDue;

  /// @param onDue told when messages may have become due at once
  Rulings(Desk desk, Consumer<Duration> onDue) {
    this.desk = desk;
    this.onDue = onDue;
  }

  Answer resend(Call call) {
    return ofLead(
        call,
        (lead, who) -> {
          var rulings = desk.resend(lead, who);
          if (rulings.isEmpty()) {
            return DeskRoutes.refused(new Problem(404, "lead.unknown"));
          }
          var results = Json.object();
          for (var channel : Channel.values()) {
            var ruling = rulings.get(channel);
            if (ruling != null) {
              results.with(channel.key(), result(ruling));
              wake(ruling);
            }
          }
          return Answer.json(
              200,
              Json.object()
                  .with("success", true)
                  .with("leadId", lead.toString())
                  .with("results", results.end())
                  .end());
        });
  }

  Answer erase(Call call) {
    return ofLead(
        call,
        (lead, who) -> {
          var erasure = desk.erase(lead, who);
          if (!erasure.found()) {
            return DeskRoutes.refused(new Problem(404, "lead.unknown"));
          }
          if (erasure.refused() != null) {
            return DeskRoutes.refused(new Problem(409, "ruling.refused", erasure.refused()));
          }
          var pending = erasure.pending();
          return Answer.json(
              pending.isEmpty() ? 200 : 202,
              Json.object()
                  .with("success", true)
                  .with("leadId", lead.toString())
                  .with("pending", Json.texts(pending.stream().map(Channel::key).toList()))
                  .end());
        });
  }

  Answer cancel(Call call) {
    return ofMessage(call, (key, who) -> told(key, desk.cancel(key, who)));
  }

  Answer resolve(Call call) {
    return ofMessage(
        call,
        (key, who) -> {
          // Read before anything that may take its time: a verdict that names no doubt is on this
          // one, and on none that is opened while the request hangs.
          var open = desk.doubt(key);
          return switch (JsonBody.of(call)) {
            case JsonBody.Refused(var problem) -> DeskRoutes.refused(problem);
            case JsonBody.Sent(var body) -> {
              SequencedMap<String, Sentence> wrong = new LinkedHashMap<>();
              var verdict = verdict(body, open, who, wrong);
              yield wrong.isEmpty()
                  ? resolve(key, verdict)
                  : DeskRoutes.refused(Problem.fields(wrong));
            }
          };
        });
  }

  private static Verdict verdict(
      Json.Members body, Optional<ClaimId> open, String who, SequencedMap<String, Sentence> wrong) {
    for (var name : body.values().keySet()) {
      if (!Set.of("was", "reason", "claim").contains(name)) {
        wrong.put(name, new Sentence("resolve.unknown-member"));
      }
    }
    var doubt = open;
    if (body.values().containsKey("claim")) {
      var named = body.values().get("claim") instanceof Json.Text(var text) ? text : "";
      doubt = Call.uuid(named).map(ClaimId::new);
      if (doubt.isEmpty()) {
        wrong.put("claim", new Sentence("resolve.bad-claim"));
      }
    }
    var was = body.values().get("was") instanceof Json.Text(var text) ? text : "";
    if (!was.equals("sent") && !was.equals("not-sent")) {
      wrong.put("was", new Sentence("value.one-of", "was", "sent, not-sent"));
    }
    var reason = body.values().get("reason") instanceof Json.Text(var text) ? text.strip() : "";
    if (reason.isEmpty() || reason.codePointCount(0, reason.length()) > REASON_MAX) {
      wrong.put("reason", new Sentence("reason.bad", Integer.toString(REASON_MAX)));
    }
    return new Verdict(doubt.orElse(null), was.equals("sent"), who, reason);
  }

  private Answer resolve(MessageKey key, Verdict verdict) {
    var ruling = desk.resolve(key, verdict);
    wake(ruling);
    return told(key, ruling);
  }

  private void wake(Ruling ruling) {
    if (ruling.kind() == Ruling.Kind.DONE && ruling.state() == State.Name.SCHEDULED) {
      onDue.accept(Duration.ZERO);
    }
  }

  private static Answer told(MessageKey key, Ruling ruling) {
    return switch (ruling.kind()) {
      case DONE -> Answer.json(200, ruled(key, ruling, "done"));
      case NOTED -> Answer.json(202, ruled(key, ruling, "noted"));
      case REFUSED ->
          DeskRoutes.refused(
              new Problem(409, "ruling.refused", ruling.why()).with("state", state(ruling)));
      case NOT_FOUND -> DeskRoutes.refused(new Problem(404, "message.unknown"));
    };
  }

  private static Json ruled(MessageKey key, Ruling ruling, String result) {
    return Json.object()
        .with("result", result)
        .with("leadId", key.lead().toString())
        .with("channel", key.channel().key())
        .with("state", state(ruling))
        .with("why", ruling.why())
        .end();
  }

  private static Json result(Ruling ruling) {
    var word =
        switch (ruling.kind()) {
          case DONE -> "due-now";
          case NOTED -> "noted";
          case REFUSED -> ruling.state() == State.Name.SENT ? "already-sent" : "refused";
          case NOT_FOUND -> "unknown";
        };
    return Json.object()
        .with("result", word)
        .with("state", state(ruling))
        .with("why", ruling.why())
        .end();
  }

  private static String state(Ruling ruling) {
    var state = ruling.state();
    return state == null ? "unknown" : state.key();
  }

  private Answer ofLead(Call call, BiFunction<LeadId, String, Answer> action) {
    var lead = call.lead();
    return lead.isEmpty()
        ? DeskRoutes.refused(new Problem(404, "lead.unknown"))
        : action.apply(lead.get(), call.visitor().name());
  }

  private Answer ofMessage(Call call, BiFunction<MessageKey, String, Answer> action) {
    var lead = call.lead();
    var channel = channel(call.parameter("channel"));
    return lead.isEmpty() || channel.isEmpty()
        ? DeskRoutes.refused(new Problem(404, "message.unknown"))
        : action.apply(new MessageKey(lead.get(), channel.get()), call.visitor().name());
  }

  static Optional<Channel> channel(String key) {
    return Arrays.stream(Channel.values()).filter(c -> c.key().equals(key)).findFirst();
  }
}
