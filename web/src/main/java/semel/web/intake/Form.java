package semel.web.intake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import semel.intake.IdempotencyKey;
import semel.intake.Registration;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.web.json.Json;
import semel.web.problem.Problem.Sentence;

/// Checks the fields of one registration and finds everything that is wrong with them at once.
final class Form {

  /// What a body turned out to be.
  sealed interface Checked {
    /// A registration.
    record Valid(Registration registration) implements Checked {}

    /// At least one wrong field, by name, in the order of the form; `phone` tells why where the
    /// number was the reason.
    record Invalid(SequencedMap<String, Sentence> fields, Optional<PhoneNumbers.Reason> phone)
        implements Checked {}
  }

  static final int NAME_MAX = 200;
  static final int PHONE_MAX = 64;
  static final int SOURCE_MAX = 200;

  private final Json.Members body;
  private final PhoneNumbers numbers;
  private final SequencedMap<String, Sentence> wrong = new LinkedHashMap<>();
  private Optional<PhoneNumbers.Reason> phoneReason = Optional.empty();

  private Form(Json.Members body, PhoneNumbers numbers) {
    this.body = body;
    this.numbers = numbers;
  }

  /// Checks a body.
  static Checked check(
      String campaign, Json.Members body, @Nullable IdempotencyKey key, PhoneNumbers numbers) {
    var form = new Form(body, numbers);
    var name = form.name();
    var email = form.email();
    var typed = form.line("phone", PHONE_MAX);
    var phone = typed == null ? null : form.phone(typed);
    var source = form.source();
    if (name == null || email == null || typed == null || phone == null || !form.wrong.isEmpty()) {
      return new Checked.Invalid(form.wrong, form.phoneReason);
    }
    return new Checked.Valid(
        new Registration(
            campaign,
            name,
            email,
            typed,
            phone,
            source,
            answers(body),
            Metadata.of(body).map(Json::text).orElse(null),
            key,
            null));
  }

  private @Nullable String name() {
    return line("name", NAME_MAX);
  }

  private @Nullable EmailAddress email() {
    var typed = line("email", Integer.MAX_VALUE);
    if (typed == null) {
      return null;
    }
    return switch (EmailAddresses.read(typed)) {
      case EmailAddresses.Reading.Usable(var address) -> address;
      case EmailAddresses.Reading.Unusable(var reason) -> {
        wrong("email", "email." + word(reason));
        yield null;
      }
    };
  }

  private @Nullable PhoneNumber phone(String typed) {
    return switch (numbers.read(typed)) {
      case PhoneNumbers.Reading.Reachable(var number) -> number;
      case PhoneNumbers.Reading.Unusable(var reason) -> {
        wrong("phone", "phone." + word(reason));
        phoneReason = Optional.of(reason);
        yield null;
      }
    };
  }

  private @Nullable String source() {
    var value = body.values().get("source");
    var absent = value == null || value instanceof Json.Nothing;
    return absent || (value instanceof Json.Text(var text) && text.isBlank())
        ? null
        : line("source", SOURCE_MAX);
  }

  /// One line of text without the spaces around it.
  private @Nullable String line(String field, int charactersMax) {
    var value = body.values().get(field);
    return switch (value) {
      case null -> wrong(field, field + ".missing");
      case Json.Nothing() -> wrong(field, field + ".missing");
      case Json.Text(var text) -> {
        var stripped = text.strip();
        if (text.codePoints().anyMatch(Form::breaksLine)) {
          yield wrong(field, field + ".control");
        }
        if (stripped.codePoints().allMatch(Form::isInvisible)) {
          yield wrong(field, field + ".missing");
        }
        if (stripped.codePointCount(0, stripped.length()) > charactersMax) {
          yield wrong(field, field + ".too-long", Integer.toString(charactersMax));
        }
        yield stripped;
      }
      case Json.Members _, Json.Items _, Json.Figure _, Json.Truth _ ->
          wrong(field, field + ".type");
    };
  }

  private @Nullable String wrong(String field, String key, String... places) {
    wrong.put(field, new Sentence(key, places));
    return null;
  }

  private static boolean breaksLine(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isInvisible(int c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
  }

  private static @Nullable String answers(Json.Members body) {
    var answers = body.values().getOrDefault("answers", body.values().get("proftestAnswers"));
    return answers == null ? null : answers.text();
  }

  /// How a reason is written in the names of sentences.
  static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
