package semel.web.desk;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.desk.LeadFile;
import semel.desk.LeadRow;
import semel.desk.MessagePage;
import semel.desk.MessageRow;
import semel.desk.Totals;
import semel.message.Channel;
import semel.message.State;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.json.StrictReader.Reading;

/// What the operator API shows of each row.
final class Shown {

  private Shown() {}

  static Json page(MessagePage page) {
    return Json.object()
        .with("messages", new Json.Items(page.rows().stream().map(Shown::message).toList()))
        .with("next", page.next())
        .end();
  }

  static Json message(MessageRow row) {
    var claim = row.claim();
    var receipt = row.receipt();
    return Json.object()
        .with("leadId", row.key().lead().toString())
        .with("channel", row.key().channel().key())
        .with("campaign", row.campaign())
        .with("state", row.state().key())
        .with("recipient", row.recipient())
        .with("due", row.due())
        .with("nextAttemptAt", row.state().settled() ? null : row.nextAt())
        .with("attempts", row.attempts())
        .with("settledAt", row.settledAt())
        .with("account", row.account())
        .with("detail", row.detail())
        .with("claim", claim == null ? null : claim.toString())
        .with("receipt", receipt == null ? null : receipt.key())
        .end();
  }

  static Json file(LeadFile file) {
    return Json.object()
        .with("lead", lead(file.lead()))
        .with("messages", new Json.Items(file.messages().stream().map(Shown::message).toList()))
        .with("journal", new Json.Items(file.journal().stream().map(Shown::line).toList()))
        .end();
  }

  static Json lead(LeadRow row) {
    return Json.object()
        .with("id", row.id().toString())
        .with("campaign", row.campaign())
        .with("name", row.name())
        .with("email", row.email())
        .with("phone", row.phone())
        .with("phoneNormalized", row.phoneE164())
        .with("source", row.source())
        .with("answers", stored(row.answers()))
        .with("metadata", stored(row.metadata()))
        .with("createdAt", row.createdAt())
        .with("scheduledFor", row.scheduledFor())
        .with("clicks", row.clicks())
        .with("erased", row.erased())
        .end();
  }

  private static Json line(LeadFile.Line line) {
    var channel = line.channel();
    return Json.object()
        .with("at", line.at())
        .with("channel", channel == null ? null : channel.key())
        .with("from", line.from())
        .with("to", line.to())
        .with("rule", line.rule())
        .with("why", line.why())
        .with("who", line.who())
        .with("mark", line.mark())
        .end();
  }

  static Json totals(Totals totals) {
    var channels = Json.object();
    for (var channel : Channel.values()) {
      Map<State.Name, Long> counts =
          totals.messages().getOrDefault(channel, new EnumMap<>(State.Name.class));
      var states = Json.object();
      for (var state : State.Name.values()) {
        states.with(state.key(), counts.getOrDefault(state, 0L));
      }
      channels.with(channel.key(), states.end());
    }
    return Json.object()
        .with("leads", totals.leads())
        .with("messages", channels.end())
        .with("repeats", Json.counts(totals.repeats()))
        .with("incidents", totals.incidents())
        .with("clicks", totals.clicks())
        .end();
  }

  /// JSON out of the database; what is none is shown as text rather than not at all.
  private static Json stored(@Nullable String text) {
    if (text == null) {
      return new Json.Nothing();
    }
    return switch (StrictReader.read(text.getBytes(StandardCharsets.UTF_8))) {
      case Reading.Read(var json) -> json;
      case Reading.Flawed _ -> new Json.Text(text);
    };
  }
}
