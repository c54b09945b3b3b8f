package semel.web.receipts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.reconcile.Inbox;
import semel.reconcile.ProviderEvent;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.JsonBody;
import semel.web.http.Route;
import semel.web.json.Json;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// `POST /webhooks/resend` and `/webhooks/mobizon`: keeps an event durably and answers. An event
/// that came before is answered alike and changes nothing.
public final class Webhooks {

  /// Told of every event that was turned away.
  @FunctionalInterface
  public interface Tally {
    void refused(String provider, String reason);
  }

  /// What the webhooks are set up with.
  ///
  /// @param resendSecret of Resend's webhook; without it nothing from there can be believed
  /// @param mobizon whether there is an account at Mobizon whose statuses can be read
  /// @param mobizonSecret of Mobizon's webhook, if it has one
  /// @param clock that signatures are compared with
  public record Terms(
      Optional<String> resendSecret,
      boolean mobizon,
      Optional<String> mobizonSecret,
      InstantSource clock) {

    @Override
    public String toString() {
      return "Terms[secrets are not shown]";
    }
  }

  private static final String RESEND = "resend";
  private static final String MOBIZON = "mobizon";
  private static final String REPORT = "sms-delivery-report";
  private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
  private static final Answer RECEIVED =
      Answer.json(200, Json.object().with("received", true).end());
  private static final Duration CROWDED = Duration.ofMinutes(1);
  private static final Sentences ENGLISH = Sentences.of(Locale.ENGLISH);

  private final Inbox inbox;
  private final Optional<Svix> resend;
  private final boolean mobizon;
  private final Optional<MobizonSign> mobizonSign;
  private final InstantSource clock;
  private final Tally tally;

  public Webhooks(Inbox inbox, Terms terms, Tally tally) {
    this.inbox = inbox;
    this.resend = terms.resendSecret().map(Svix::new);
    this.mobizon = terms.mobizon();
    this.mobizonSign = terms.mobizonSecret().map(MobizonSign::new);
    this.clock = terms.clock();
    this.tally = tally;
  }

  public List<Route> routes() {
    return List.of(
        Route.open("POST", "/webhooks/resend", this::resend),
        Route.open("POST", "/webhooks/mobizon", this::mobizon));
  }

  private Answer resend(Call call) {
    if (resend.isEmpty()) {
      return refused(new Problem(404, "webhook.resend-off"));
    }
    return switch (JsonBody.raw(call)) {
      case JsonBody.Raw.Refused(var problem) -> refused(problem);
      case JsonBody.Raw.Whole(var bytes) -> {
        var signed =
            new Svix.Signed(
                header(call, "id"), header(call, "timestamp"), header(call, "signature"));
        yield switch (resend.get().judge(signed, bytes, clock.instant())) {
          case GENUINE -> genuine(signed.id(), bytes);
          case UNSIGNED -> turnedAway(RESEND, "unsigned", "webhook.unsigned");
          case STALE -> turnedAway(RESEND, "stale", "webhook.stale");
          case FORGED -> turnedAway(RESEND, "forged", "webhook.forged");
        };
      }
    };
  }

  /// Svix has two names for each; one that comes twice is none.
  private static String header(Call call, String name) {
    var values = call.headers("svix-" + name);
    var found = values.isEmpty() ? call.headers("webhook-" + name) : values;
    return found.size() == 1 ? found.getFirst() : "";
  }

  private Answer genuine(String id, ByteBuffer bytes) {
    return switch (JsonBody.of(bytes)) {
      case JsonBody.Refused(var problem) -> refused(problem);
      case JsonBody.Sent _ ->
          kept(
              new ProviderEvent(
                  RESEND, id, StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()));
    };
  }

  private Answer mobizon(Call call) {
    if (!mobizon) {
      return refused(new Problem(404, "webhook.mobizon-off"));
    }
    return switch (JsonBody.of(call)) {
      case JsonBody.Refused(var problem) -> refused(problem);
      case JsonBody.Sent(var body) -> mobizon(body);
    };
  }

  private Answer mobizon(Json.Members body) {
    var id = plain(body, "eventId");
    if (!ID.matcher(id).matches()) {
      return refused(new Problem(400, "webhook.no-event"));
    }
    var signed =
        new MobizonSign.Signed(
            id, plain(body, "attempt"), plain(body, "eventCreateTs"), plain(body, "sign"));
    if (mobizonSign.isPresent() && signed.sign().isEmpty()) {
      return turnedAway(MOBIZON, "unsigned", "webhook.unsigned");
    }
    return mobizonSign.isPresent() && !mobizonSign.get().isOf(signed)
        ? turnedAway(MOBIZON, "forged", "webhook.forged")
        : hinted(id, body);
  }

  /// Nothing vouches for what it says, and without a secret anybody may say it: of a report about
  /// an SMS only the names are kept, and of anything else, or of no SMS, nothing.
  private Answer hinted(String id, Json.Members body) {
    if (!plain(body, "eventType").equals(REPORT)
        || !(body.values().get("data") instanceof Json.Members about)) {
      return RECEIVED;
    }
    var names = Json.object();
    for (var name : List.of("messageId", "campaignId")) {
      var value = plain(about, name);
      if (NUMBER.matcher(value).matches()) {
        names.with(name, value);
      }
    }
    var named = names.end();
    if (named.values().isEmpty()) {
      return RECEIVED;
    }
    var kept = Json.object().with("eventType", REPORT).with("data", named);
    return kept(new ProviderEvent(MOBIZON, id, kept.end().text()));
  }

  /// A text or a number as it is written; Mobizon sends ids as either. Empty for anything else.
  private static String plain(Json.Members body, String name) {
    var value = body.values().get(name);
    if (value instanceof Json.Text(var text)) {
      return text;
    }
    return value instanceof Json.Figure(var digits) ? digits : "";
  }

  private Answer kept(ProviderEvent event) {
    return switch (inbox.keep(event)) {
      case NEW, KNOWN -> RECEIVED;
      case FULL -> {
        tally.refused(event.provider(), "crowded");
        yield refused(new Problem(429, "webhook.crowded").retryAfter(CROWDED));
      }
    };
  }

  private Answer turnedAway(String provider, String reason, String sentence) {
    tally.refused(provider, reason);
    return refused(new Problem(401, sentence));
  }

  private static Answer refused(Problem problem) {
    return Answer.problem(problem, ENGLISH);
  }
}
