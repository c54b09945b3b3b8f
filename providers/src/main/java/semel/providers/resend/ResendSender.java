package semel.providers.resend;

import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Json;
import semel.providers.wire.Wire;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends an email under its message key. Whoever repeats a message sends the same key and the very
/// bytes that were frozen; Resend then answers as it did before, or says that it is still at it.
public final class ResendSender implements Sender {

  private final ResendSettings settings;
  private final ResendCalls calls;
  private final SendAnswers answers;

  /// @param wire whose limits are the longest that a call may take
  public ResendSender(ResendSettings settings, Wire wire) {
    this.settings = settings;
    this.calls = new ResendCalls(settings, wire);
    this.answers = new SendAnswers(settings);
  }

  @Override
  public Account account() {
    return settings.account();
  }

  /// The members keep this order; Resend may compare the bytes of a repeat.
  @Override
  public Body compose(Envelope envelope) {
    var json = Json.create().put("from", settings.from());
    json.putArray("to").add(address(envelope));
    switch (envelope.content()) {
      case Content.Email(var subject, var text, var html, var stopLink) -> {
        json.put("subject", subject).put("html", html).put("text", text);
        unsubscribe(stopLink, json.putObject("headers"));
      }
      case Content.Sms _ -> throw new IllegalArgumentException("Resend sends email only.");
    }
    tag(envelope.key(), json.putArray("tags"));
    return new Body(json.toString());
  }

  /// RFC 8058: with both headers a mailbox unsubscribes by itself, for which it takes https alone.
  private static void unsubscribe(String stopLink, ObjectNode headers) {
    headers.put("List-Unsubscribe", "<" + stopLink + ">");
    if (stopLink.startsWith("https:")) {
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }

  private static String address(Envelope envelope) {
    return switch (envelope.recipient()) {
      case EmailAddress email -> email.address();
      case PhoneNumber _ -> throw new IllegalArgumentException("Resend sends to addresses only.");
    };
  }

  /// Tags come back with every event. They take letters, digits, `_` and `-`, so the message key,
  /// which has colons, is given in its parts.
  private static void tag(MessageKey key, ArrayNode tags) {
    tags.addObject().put("name", "lead").put("value", key.lead().toString());
    tags.addObject().put("name", "channel").put("value", key.channel().key());
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    return answers.outcome(calls.send(claim.key(), claim.body(), guard::mayWrite));
  }
}
