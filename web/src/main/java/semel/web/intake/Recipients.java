package semel.web.intake;

import java.util.Optional;
import semel.message.Recipient;
import semel.message.Recipient.EmailAddress;
import semel.web.json.Json;
import semel.web.problem.Problem.Sentence;

/// Reads the one number or address that an operator names, as registrations are read.
public record Recipients(PhoneNumbers numbers) {

  private static final String PHONE = "phone";
  private static final String EMAIL = "email";

  /// What a body turned out to be.
  public sealed interface Reading {
    /// It names somebody.
    record Named(Recipient recipient) implements Reading {}

    /// It does not, or not well.
    record Wrong(Sentence sentence) implements Reading {}
  }

  /// Reads an address alone; empty for what no mail can be sent to.
  public static Optional<EmailAddress> address(String typed) {
    return EmailAddresses.read(typed) instanceof EmailAddresses.Reading.Usable(var address)
        ? Optional.of(address)
        : Optional.empty();
  }

  /// Reads `{"phone": …}` or `{"email": …}`.
  public Reading read(Json.Members body) {
    var values = body.values();
    if (values.size() == 1 && values.get(PHONE) instanceof Json.Text(var typed)) {
      return switch (numbers.read(typed)) {
        case PhoneNumbers.Reading.Reachable(var number) -> new Reading.Named(number);
        case PhoneNumbers.Reading.Unusable(var reason) ->
            new Reading.Wrong(new Sentence("phone." + Form.word(reason)));
      };
    }
    if (values.size() == 1 && values.get(EMAIL) instanceof Json.Text(var typed)) {
      return switch (EmailAddresses.read(typed)) {
        case EmailAddresses.Reading.Usable(var address) -> new Reading.Named(address);
        case EmailAddresses.Reading.Unusable(var reason) ->
            new Reading.Wrong(new Sentence("email." + Form.word(reason)));
      };
    }
    return new Reading.Wrong(new Sentence("stop.one"));
  }
}
