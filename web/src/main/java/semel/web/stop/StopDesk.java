package semel.web.stop;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import semel.message.Recipient;
import semel.stops.Stops;
import semel.users.Act.Deed;
import semel.users.Acts;
import semel.users.Role;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.JsonBody;
import semel.web.http.Route;
import semel.web.intake.Recipients;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// What an operator does with the stop list. Nobody can read it: it is kept as hashes.
public final class StopDesk {

  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Stops stops;
  private final Recipients recipients;
  private final Acts acts;

  /// @param acts told who stopped or lifted something, and nothing about whom
  public StopDesk(Stops stops, Recipients recipients, Acts acts) {
    this.stops = stops;
    this.recipients = recipients;
    this.acts = acts;
  }

  /// Both routes.
  public List<Route> routes() {
    return List.of(
        Route.api(Role.OPERATOR, "POST", "/api/stops", this::stop),
        Route.api(Role.OPERATOR, "POST", "/api/stops/lift", this::lift));
  }

  private Answer stop(Call call) {
    return ofRecipient(
        call,
        recipient -> {
          var changed = stops.stop(recipient, call.visitor().name());
          return told(call, recipient, Deed.STOPPED, changed);
        });
  }

  private Answer lift(Call call) {
    return ofRecipient(
        call, recipient -> told(call, recipient, Deed.STOP_LIFTED, stops.lift(recipient)));
  }

  private Answer ofRecipient(Call call, Function<Recipient, Answer> then) {
    return switch (JsonBody.of(call)) {
      case JsonBody.Refused(var problem) -> Answer.problem(problem, ENGLISH);
      case JsonBody.Sent(var body) ->
          switch (recipients.read(body)) {
            case Recipients.Reading.Wrong(var sentence) ->
                Answer.problem(new Problem(400, sentence.key()), ENGLISH);
            case Recipients.Reading.Named(var recipient) -> then.apply(recipient);
          };
    };
  }

  private Answer told(Call call, Recipient recipient, Deed deed, boolean changed) {
    if (changed) {
      acts.add(call.visitor().name(), deed, recipient.channel().key(), null);
    }
    return Answer.json(
        200,
        Json.object()
            .with("channel", recipient.channel().key())
            .with("recipient", recipient.masked())
            .with("stopped", deed == Deed.STOPPED)
            .with("changed", changed)
            .end());
  }
}
