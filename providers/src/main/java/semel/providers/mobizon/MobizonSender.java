package semel.providers.mobizon;

import java.util.Optional;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Form;
import semel.providers.wire.Wire;

/// Sends an SMS in one call. Mobizon honours no key: the campaign name carries the message key, so
/// that [MobizonInquiry] can find the message when the answer is lost.
public final class MobizonSender implements Sender {

  private final MobizonSettings settings;
  private final MobizonCalls calls;
  private final SendAnswers answers;

  /// @param wire whose limits are the longest that a call may take
  public MobizonSender(MobizonSettings settings, Wire wire) {
    this.settings = settings;
    this.calls = new MobizonCalls(settings, wire);
    this.answers = new SendAnswers(settings);
  }

  @Override
  public Account account() {
    return settings.account();
  }

  /// The form without the key, which is no part of what is frozen.
  @Override
  public Body compose(Envelope envelope) {
    var form =
        Form.EMPTY
            .with("recipient", digits(envelope))
            .with("text", text(envelope))
            .with("params[name]", envelope.key().text());
    if (settings.from() != null) {
      form = form.with("from", settings.from());
    }
    if (settings.validity() != null) {
      form = form.with("params[validity]", Long.toString(settings.validity().toMinutes()));
    }
    return new Body(form.text());
  }

  static String digits(Envelope envelope) {
    return switch (envelope.recipient()) {
      case PhoneNumber phone -> phone.digits();
      case EmailAddress _ -> throw new IllegalArgumentException("Mobizon sends to numbers only.");
    };
  }

  /// The text in a request to Mobizon, in either of its modes; empty for what is no such request.
  public static Optional<String> text(Body body) {
    var form = new Form(body.value());
    return form.field("text").or(() -> form.field("data[text]"));
  }

  static String text(Envelope envelope) {
    return switch (envelope.content()) {
      case Content.Sms(var text) -> text;
      case Content.Email _ -> throw new IllegalArgumentException("Mobizon sends SMS only.");
    };
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    var form = new Form(claim.body().value());
    return answers.outcome(calls.call("message/sendSmsMessage", form, guard::mayWrite));
  }
}
