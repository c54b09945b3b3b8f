package semel.providers.resend;

import semel.providers.Credentials;
import semel.providers.Quote;
import semel.providers.Secret;
import semel.providers.wire.Answer;
import semel.providers.wire.Exchange;
import semel.providers.wire.Wire;

/// Asks for the newest email. A key that may only send is told so, which is an answer too.
public final class ResendCredentials implements Credentials {

  private final ResendCalls calls;
  private final Secret apiKey;

  public ResendCredentials(ResendSettings settings, Wire wire) {
    this.calls = new ResendCalls(settings, wire);
    this.apiKey = settings.apiKey();
  }

  @Override
  public Report ask() {
    return switch (calls.newest()) {
      case Exchange.Answered(var answer) -> judge(answer);
      case Exchange.NotWritten(var reason) -> unasked(reason);
      case Exchange.Lost(var reason) -> unasked(reason);
      case Exchange.Stopped() -> unasked("The question was not asked.");
    };
  }

  private Report judge(Answer answer) {
    if (answer.code() == 200) {
      return new Report(true, "Resend takes the key.");
    }
    var complaint = Complaint.of(answer);
    if (complaint.isEmpty()) {
      return unasked("It answered HTTP " + answer.code() + " without a reason.");
    }
    return switch (complaint.get().name()) {
      case "restricted_api_key" -> new Report(true, "Resend takes the key, for sending only.");
      case "rate_limit_exceeded" -> unasked("It answered that there are too many calls.");
      default -> {
        var said = Quote.of(complaint.get().message(), apiKey);
        yield new Report(
            false, "Resend does not take the key: " + complaint.get().name() + " " + said + ".");
      }
    };
  }

  private static Report unasked(String reason) {
    return new Report(false, "Resend could not be asked about the key: " + reason);
  }
}
