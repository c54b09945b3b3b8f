package semel.sandbox;

import java.time.Duration;
import java.util.List;
import semel.account.Account;
import semel.account.AccountId;
import semel.account.Capability;
import semel.account.Finding;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Channel;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.ProviderReference;
import semel.reconcile.Doubt;
import semel.reconcile.Inquiry;

/// The provider of a Semel without keys. Its SMS side can be asked but takes a repeat for a second
/// message, as Mobizon does; its email side honours the message key, as Resend does.
public final class SandboxProvider implements Sender, Inquiry {

  /// Lets time pass for the one who calls.
  @FunctionalInterface
  public interface Wait {
    void pass(Duration duration);
  }

  private static final Duration SLOW = Duration.ofSeconds(8);
  private static final Duration DOWN_PAUSE = Duration.ofSeconds(2);

  /// Separates subject, text and HTML of a captured email.
  public static final String PARTS = "\u001f";

  private final Account account;
  private final Captures captures;
  private final Wait wait;
  private final Duration request;

  /// @param request the longest exchange: how long a silent sandbox is waited for
  public SandboxProvider(Channel channel, Captures captures, Wait wait, Duration request) {
    this.account =
        new Account(new AccountId("sandbox-" + channel.key()), channel, capability(channel));
    this.captures = captures;
    this.wait = wait;
    this.request = request;
  }

  private static Capability capability(Channel channel) {
    return switch (channel) {
      case SMS -> new Capability.Lookup();
      case EMAIL -> new Capability.Keyed(Duration.ofHours(20));
    };
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Body compose(Envelope envelope) {
    return switch (envelope.content()) {
      case Content.Sms(var text) -> new Body(text);
      case Content.Email(var subject, var text, var html, _) ->
          new Body(String.join(PARTS, subject, text, html));
    };
  }

  @Override
  public Outcome send(Claim claim, Guard guard) {
    var behaviour = captures.behaviour(account.channel());
    if (!guard.mayWrite()) {
      return new Outcome.NotSent("too late in the lease", Outcome.Scope.MESSAGE, Duration.ZERO);
    }
    return switch (behaviour) {
      case NORMAL -> take(claim);
      case SLOW -> {
        var outcome = take(claim);
        if (SLOW.compareTo(request) < 0) {
          wait.pass(SLOW);
          yield outcome;
        }
        wait.pass(request);
        yield new Outcome.Unknown("no answer in time");
      }
      case SILENT -> {
        var _ = take(claim);
        wait.pass(request);
        yield new Outcome.Unknown("no answer in time");
      }
      case REFUSES -> new Outcome.Refused("the sandbox was told to refuse");
      case DOWN -> new Outcome.NotSent("the sandbox is down", Outcome.Scope.ACCOUNT, DOWN_PAUSE);
    };
  }

  private Outcome take(Claim claim) {
    return new Outcome.Accepted(captures.take(claim.key(), claim.recipient(), claim.body()));
  }

  @Override
  public Finding ask(Doubt doubt) {
    return switch (captures.behaviour(account.channel())) {
      case DOWN -> new Finding.NoAnswer("the sandbox is down");
      case SILENT -> new Finding.NoAnswer("the sandbox never answers");
      case NORMAL, SLOW, REFUSES -> found(captures.taken(doubt.key()));
    };
  }

  private static Finding found(List<Capture> taken) {
    return switch (taken.size()) {
      case 0 -> new Finding.Absent("the sandbox never took it");
      case 1 -> new Finding.Found(new ProviderReference(taken.getFirst().reference()));
      default -> new Finding.Ambiguous("the sandbox took it " + taken.size() + " times");
    };
  }
}
