package semel.web.desk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import semel.message.Channel;
import semel.sandbox.Behaviour;
import semel.sandbox.Capture;
import semel.sandbox.Captures;
import semel.sandbox.SandboxProvider;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.JsonBody;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Problem.Sentence;

/// What the sandbox took, and how it behaves.
final class SandboxDesk {

  static final int LIMIT_USUAL = 50;
  static final int LIMIT_MAX = 500;

  private final Captures captures;
  private final Acts acts;

  SandboxDesk(Captures captures, Acts acts) {
    this.captures = captures;
    this.acts = acts;
  }

  Answer newest(Call call) {
    SequencedMap<String, Sentence> wrong = new LinkedHashMap<>();
    var limit = MessageSearch.limit(call, LIMIT_USUAL, LIMIT_MAX, wrong);
    if (!wrong.isEmpty()) {
      return DeskRoutes.refused(Problem.fields(wrong));
    }
    var behaviours = Json.object();
    for (var channel : Channel.values()) {
      behaviours.with(channel.key(), captures.behaviour(channel).key());
    }
    var newest = captures.newest(0, limit).captures().stream().map(SandboxDesk::shown).toList();
    return Answer.json(
        200,
        Json.object()
            .with("messages", new Json.Items(newest))
            .with("behaviour", behaviours.end())
            .end());
  }

  Answer behave(Call call) {
    var channel = Rulings.channel(call.parameter("channel"));
    if (channel.isEmpty()) {
      return DeskRoutes.refused(new Problem(404, "channel.unknown"));
    }
    return switch (JsonBody.of(call)) {
      case JsonBody.Refused(var problem) -> DeskRoutes.refused(problem);
      case JsonBody.Sent(var body) -> behave(call, channel.get(), body);
    };
  }

  private Answer behave(Call call, Channel channel, Json.Members body) {
    var wanted = body.values().get("behaviour") instanceof Json.Text(var text) ? text : "";
    for (var behaviour : Behaviour.values()) {
      if (behaviour.key().equals(wanted) && body.values().size() == 1) {
        captures.behave(channel, behaviour);
        acts.add(call.visitor().name(), Deed.SANDBOX_TOLD, channel.key(), behaviour.key());
        return Answer.json(
            200,
            Json.object().with("channel", channel.key()).with("behaviour", behaviour.key()).end());
      }
    }
    var allowed = Arrays.stream(Behaviour.values()).map(Behaviour::key).collect(joining(", "));
    SequencedMap<String, Sentence> wrong = new LinkedHashMap<>();
    wrong.put("behaviour", new Sentence("value.one-of", "behaviour", allowed));
    return DeskRoutes.refused(Problem.fields(wrong));
  }

  private static Json shown(Capture capture) {
    var json =
        Json.object()
            .with("leadId", capture.key().lead().toString())
            .with("channel", capture.key().channel().key())
            .with("reference", capture.reference())
            .with("recipient", capture.recipient())
            .with("at", capture.at());
    var parts = capture.body().split(SandboxProvider.PARTS, -1);
    if (capture.key().channel() == Channel.EMAIL && parts.length == 3) {
      json.with("subject", parts[0]).with("text", parts[1]).with("html", parts[2]);
    } else {
      json.with("text", capture.body());
    }
    return json.end();
  }
}
