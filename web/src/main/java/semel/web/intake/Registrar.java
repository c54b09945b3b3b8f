package semel.web.intake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import semel.intake.IdempotencyKey;
import semel.intake.Leads;
import semel.intake.Registered;
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
  }

  /// Told how each registration ended.
  public interface Tally {
    void registration(String outcome);

    void phoneRefused(PhoneNumbers.Reason reason);
  }

  private final Leads leads;
  private final PhoneNumbers numbers;
  private final Consumer<Duration> onRegistered;
  private final Tally tally;

  /// @param onRegistered told how long until a new lead's messages are due
  public Registrar(
      Leads leads, PhoneNumbers numbers, Consumer<Duration> onRegistered, Tally tally) {
    this.leads = leads;
    this.numbers = numbers;
    this.onRegistered = onRegistered;
    this.tally = tally;
  }

  /// Registers a person.
  ///
  /// @param key the caller's name for this request, so that a repeat gets the same answer
  public Outcome register(String campaign, Json.Members body, Optional<String> key) {
    var named =
        key.map(value ->
                new IdempotencyKey(value, Fingerprint.of("POST", "/api/landing/" + campaign, body)))
            .orElse(null);
    return switch (Form.check(campaign, body, named, numbers)) {
      case Form.Checked.Invalid(var fields, var phone) -> {
        phone.ifPresent(tally::phoneRefused);
        refused("invalid");
        yield new Outcome.Invalid(fields);
      }
      case Form.Checked.Valid(var registration) -> {
        var registered = leads.register(registration);
        tally.registration(word(registered));
        if (registered instanceof Registered.Fresh(_, _, var untilDue)) {
          onRegistered.accept(untilDue);
        }
        yield new Outcome.Taken(registered);
      }
    };
  }

  /// What is wrong with the fields of a registration that is not to be made yet.
  public SequencedMap<String, Sentence> flaws(String campaign, Json.Members body) {
    return switch (Form.check(campaign, body, null, numbers)) {
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
      case Registered.Crowded _ -> "crowded";
      case Registered.Unsure _ -> "unsure";
    };
  }
}
