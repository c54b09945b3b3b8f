package semel.web.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Origin;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.web.json.Json;
import semel.web.problem.Problem.Sentence;

/// Takes registrations, whichever way they came: checks them, names them by their key, writes them,
/// and tells who wants to know.
public final class Registrar {

  /// What a registration came to.
  public sealed interface Outcome {
    /// It was taken, or the store says why not.
    record Taken(Registered registered) implements Outcome {}

    /// At least one wrong field, by name, in the order of the form.
    record Invalid(SequencedMap<String, Sentence> fields) implements Outcome {}

    /// Whether a person calls could not be found out. Nothing was written.
    record Unproven() implements Outcome {}
  }

  /// Told how each registration ended.
  public interface Tally {
    void registration(String outcome);

    void phoneRefused(PhoneNumbers.Reason reason);
  }

  /// Whom a campaign lets in.
  public interface Rules {
    /// The numbers that it takes.
    PhoneNumbers numbers(String campaign);

    /// Who tells people from programs; empty where nobody is asked.
    Optional<Captcha> captcha(String campaign);
  }

  /// The member that holds the proof of being a person. It is good for once, so it is neither kept
  /// nor part of what makes two requests the same.
  public static final String PROOF = "captchaToken";

  private static final int PROOF_MAX = 8_192;

  private final Leads leads;
  private final Rules rules;
  private final Consumer<Duration> onRegistered;
  private final Tally tally;

  /// @param onRegistered told how long until a new lead's messages are due
  public Registrar(Leads leads, Rules rules, Consumer<Duration> onRegistered, Tally tally) {
    this.leads = leads;
    this.rules = rules;
    this.onRegistered = onRegistered;
    this.tally = tally;
  }

  /// Registers a person.
  ///
  /// @param key the caller's name for this request, so that a repeat gets the same answer
  /// @param origin null when no limit of the door concerns it
  public Outcome register(
      String campaign, Json.Members sent, Optional<String> key, @Nullable Origin origin) {
    var body = withoutProof(sent);
    var named =
        key.map(value ->
                new IdempotencyKey(value, Fingerprint.of("POST", "/api/landing/" + campaign, body)))
            .orElse(null);
    return switch (Form.check(campaign, body, named, rules.numbers(campaign))) {
      case Form.Checked.Invalid(var fields, var phone) -> {
        phone.ifPresent(tally::phoneRefused);
        refused("invalid");
        yield new Outcome.Invalid(fields);
      }
      case Form.Checked.Valid(var registration) ->
          origin == null
              ? taken(registration)
              : rules
                  .captcha(campaign)
                  .flatMap(captcha -> unproven(captcha, sent))
                  .orElseGet(() -> taken(registration.from(origin)));
    };
  }

  private Outcome taken(Registration registration) {
    var registered = leads.register(registration);
    tally.registration(word(registered));
    if (registered instanceof Registered.Fresh(_, _, var untilDue)) {
      onRegistered.accept(untilDue);
    }
    return new Outcome.Taken(registered);
  }

  /// Asked last, because a proof is good for once; empty for a person.
  private Optional<Outcome> unproven(Captcha captcha, Json.Members sent) {
    if (!(sent.values().get(PROOF) instanceof Json.Text(var proof))
        || proof.isBlank()
        || proof.length() > PROOF_MAX) {
      return Optional.of(notProven("captcha.missing"));
    }
    return switch (captcha.verify(proof)) {
      case PERSON -> Optional.empty();
      case NOT_PROVEN -> Optional.of(notProven("captcha.refused"));
      case UNKNOWN -> {
        refused("unproven");
        yield Optional.of(new Outcome.Unproven());
      }
    };
  }

  private Outcome notProven(String sentence) {
    refused("invalid");
    var fields = new LinkedHashMap<String, Sentence>();
    fields.put(PROOF, new Sentence(sentence));
    return new Outcome.Invalid(fields);
  }

  private static Json.Members withoutProof(Json.Members sent) {
    if (!sent.values().containsKey(PROOF)) {
      return sent;
    }
    var rest = new LinkedHashMap<>(sent.values());
    rest.remove(PROOF);
    return new Json.Members(rest);
  }

  /// What the forms of a campaign show to tell people from programs.
  public Optional<Captcha.Widget> widget(String campaign) {
    return rules.captcha(campaign).map(Captcha::widget);
  }

  /// What is wrong with the fields of a registration that is not to be made yet.
  public SequencedMap<String, Sentence> flaws(String campaign, Json.Members body) {
    return switch (Form.check(campaign, withoutProof(body), null, rules.numbers(campaign))) {
      case Form.Checked.Invalid(var fields, _) -> fields;
      case Form.Checked.Valid _ -> new LinkedHashMap<>();
    };
  }

  /// Counts a registration that never became one.
  void refused(String outcome) {
    tally.registration(outcome);
  }

  private static String word(Registered registered) {
    return switch (registered) {
      case Registered.Fresh _ -> "fresh";
      case Registered.Known _ -> "known";
      case Registered.Replayed _ -> "replayed";
      case Registered.KeyReused _ -> "key-reused";
      case Registered.KeyBusy _ -> "key-busy";
      case Registered.NoCampaign _ -> "no-campaign";
      case Registered.Limited _ -> "limited";
      case Registered.Crowded _ -> "crowded";
      case Registered.Unsure _ -> "unsure";
    };
  }
}
