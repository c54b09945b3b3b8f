package semel.web.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.message.LeadId;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.JsonBody;
import semel.web.http.Route;
import semel.web.http.Visitor;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// `POST /api/landing/{campaign}`: takes one registration and says what became of it.
public final class RegistrationDoor implements Route.Handler {

  /// What the door needs to know of its surroundings.
  ///
  /// @param language of a campaign; its visitors read it
  /// @param onRegistered told how long until a new lead's messages are due
  public record Surroundings(
      Leads leads,
      PhoneNumbers numbers,
      Function<String, Optional<Locale>> language,
      Consumer<Duration> onRegistered,
      Tally tally) {}

  /// Told how each registration ended.
  public interface Tally {
    void registration(String outcome);

    void phoneRefused(PhoneNumbers.Reason reason);
  }

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final Logger LOG = LoggerFactory.getLogger(RegistrationDoor.class);
  private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");
  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final Duration UNSURE = Duration.ofSeconds(5);

  private final Surroundings around;

  public RegistrationDoor(Surroundings around) {
    this.around = around;
  }

  @Override
  public Answer handle(Call call) {
    var campaign = call.parameter("campaign");
    var language = around.language().apply(campaign).orElse(Locale.ENGLISH);
    return switch (taken(campaign, call)) {
      case Taken.Done(var answer) -> answer;
      case Taken.Refused(var problem, var outcome) -> {
        around.tally().registration(outcome);
        LOG.debug("A registration was answered {}: {}", problem.status(), problem.detail().key());
        yield Answer.problem(problem, Sentences.of(language));
      }
    };
  }

  private sealed interface Taken {
    record Done(Answer answer) implements Taken {}

    record Refused(Problem problem, String outcome) implements Taken {}
  }

  private Taken taken(String campaign, Call call) {
    if (!SLUG.matcher(campaign).matches()) {
      return noCampaign();
    }
    var keys = call.headers("Idempotency-Key");
    if (keys.size() > 1) {
      return invalid(new Problem(400, "key.several"));
    }
    if (!keys.isEmpty() && !KEY.matcher(keys.getFirst()).matches()) {
      return invalid(new Problem(400, "key.bad"));
    }
    return switch (JsonBody.of(call)) {
      case JsonBody.Refused(var problem) -> invalid(problem);
      case JsonBody.Sent(var body) ->
          switch (Form.check(campaign, body, key(keys, campaign, body), around.numbers())) {
            case Form.Checked.Invalid(var fields, var phone) -> {
              phone.ifPresent(around.tally()::phoneRefused);
              yield invalid(Problem.fields(fields));
            }
            case Form.Checked.Valid(var registration) ->
                told(around.leads().register(registration), call);
          };
    };
  }

  private static @Nullable IdempotencyKey key(
      List<String> keys, String campaign, Json.Members body) {
    return keys.isEmpty()
        ? null
        : new IdempotencyKey(
            keys.getFirst(), Fingerprint.of("POST", "/api/landing/" + campaign, body));
  }

  private Taken told(Registered registered, Call call) {
    return switch (registered) {
      case Registered.Fresh(var lead, var scheduledFor, var untilDue) -> {
        around.onRegistered().accept(untilDue);
        yield done("fresh", lead, scheduledFor, true, call);
      }
      case Registered.Known(var lead, var scheduledFor) ->
          done("known", lead, scheduledFor, false, call);
      case Registered.Replayed(var lead, var scheduledFor, var wasFresh) ->
          done("replayed", lead, scheduledFor, wasFresh, call);
      case Registered.KeyReused() ->
          new Taken.Refused(new Problem(422, "key.reused"), "key-reused");
      case Registered.KeyBusy() ->
          new Taken.Refused(new Problem(409, "key.busy").retryAfter(BUSY), "key-busy");
      case Registered.NoCampaign() -> noCampaign();
      case Registered.Unsure() ->
          new Taken.Refused(new Problem(503, "registration.unsure").retryAfter(UNSURE), "unsure");
    };
  }

  private Taken done(String outcome, LeadId lead, Instant scheduledFor, boolean fresh, Call call) {
    around.tally().registration(outcome);
    var json =
        Json.object()
            .with("success", true)
            .with("leadId", lead.toString())
            .with("scheduledFor", scheduledFor);
    if (!fresh && isOfOperators(call)) {
      json.with("duplicate", true);
    }
    return new Taken.Done(Answer.json(fresh ? 201 : 200, json.end()));
  }

  /// They alone learn that a person was known already.
  private static boolean isOfOperators(Call call) {
    return call.known().filter(visitor -> visitor.kind() != Visitor.Kind.LOCAL).isPresent();
  }

  private static Taken noCampaign() {
    return new Taken.Refused(new Problem(404, "campaign.unknown"), "no-campaign");
  }

  private static Taken invalid(Problem problem) {
    return new Taken.Refused(problem, "invalid");
  }
}
