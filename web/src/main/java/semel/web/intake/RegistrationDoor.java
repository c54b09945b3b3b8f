package semel.web.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.intake.IntakeLimits;
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

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final Logger LOG = LoggerFactory.getLogger(RegistrationDoor.class);
  private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");
  private static final Problem NO_CAMPAIGN = new Problem(404, "campaign.unknown");
  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final Duration CROWDED = Duration.ofSeconds(2);
  private static final Duration UNSURE = Duration.ofSeconds(5);
  private static final Problem UNPROVEN =
      new Problem(503, "registration.unproven").retryAfter(Duration.ofSeconds(30));

  private final Registrar registrar;
  private final Function<String, Optional<Locale>> language;

  /// @param language of a campaign; its visitors read it
  public RegistrationDoor(Registrar registrar, Function<String, Optional<Locale>> language) {
    this.registrar = registrar;
    this.language = language;
  }

  @Override
  public Answer handle(Call call) {
    var campaign = call.parameter("campaign");
    var locale = language.apply(campaign).orElse(Locale.ENGLISH);
    return switch (taken(campaign, call)) {
      case Taken.Done(var answer) -> answer;
      case Taken.Refused(var problem) -> {
        LOG.debug("A registration was answered {}: {}", problem.status(), problem.detail().key());
        yield Answer.problem(problem, Sentences.of(locale));
      }
    };
  }

  private sealed interface Taken {
    record Done(Answer answer) implements Taken {}

    record Refused(Problem problem) implements Taken {}
  }

  private Taken taken(String campaign, Call call) {
    if (!SLUG.matcher(campaign).matches()) {
      return refused(NO_CAMPAIGN, "no-campaign");
    }
    var keys = call.headers("Idempotency-Key");
    if (keys.size() > 1) {
      return refused(new Problem(400, "key.several"), "invalid");
    }
    if (!keys.isEmpty() && !KEY.matcher(keys.getFirst()).matches()) {
      return refused(new Problem(400, "key.bad"), "invalid");
    }
    return switch (JsonBody.of(call)) {
      case JsonBody.Refused(var problem) -> refused(problem, "invalid");
      case JsonBody.Sent(var body) ->
          switch (registrar.register(campaign, body, keys.stream().findFirst(), Origins.of(call))) {
            case Registrar.Outcome.Invalid(var fields) -> new Taken.Refused(Problem.fields(fields));
            case Registrar.Outcome.Unproven() -> new Taken.Refused(UNPROVEN);
            case Registrar.Outcome.Taken(var registered) -> told(registered, call);
          };
    };
  }

  /// Before the registrar saw it.
  private Taken refused(Problem problem, String outcome) {
    registrar.refused(outcome);
    return new Taken.Refused(problem);
  }

  private static Taken told(Registered registered, Call call) {
    return switch (registered) {
      case Registered.Fresh(var lead, var scheduledFor, _) -> done(lead, scheduledFor, true, call);
      case Registered.Known(var lead, var scheduledFor) -> done(lead, scheduledFor, false, call);
      case Registered.Replayed(var lead, var scheduledFor, var wasFresh) ->
          done(lead, scheduledFor, wasFresh, call);
      case Registered.KeyReused() -> new Taken.Refused(new Problem(422, "key.reused"));
      case Registered.KeyBusy() -> new Taken.Refused(new Problem(409, "key.busy").retryAfter(BUSY));
      case Registered.NoCampaign() -> new Taken.Refused(NO_CAMPAIGN);
      case Registered.Limited(var scope, var left) -> new Taken.Refused(limited(scope, left));
      case Registered.Crowded() ->
          new Taken.Refused(new Problem(503, "registration.crowded").retryAfter(CROWDED));
      case Registered.Unsure() ->
          new Taken.Refused(new Problem(503, "registration.unsure").retryAfter(UNSURE));
    };
  }

  /// Whether the person is known does not matter, so the answer does not tell.
  private static Problem limited(IntakeLimits.Scope scope, Duration left) {
    var sentence =
        switch (scope) {
          case ADDRESS, NETWORK -> "registration.limited-here";
          case PREFIX, BLOCK -> "registration.limited-numbers";
          case CAMPAIGN -> "registration.limited-campaign";
        };
    return new Problem(429, sentence).retryAfter(left);
  }

  private static Taken done(LeadId lead, Instant scheduledFor, boolean fresh, Call call) {
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
}
