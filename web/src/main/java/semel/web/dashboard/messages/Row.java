package semel.web.dashboard.messages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import semel.board.MessageLine;
import semel.message.Channel;
import semel.web.dashboard.Cause;
import semel.web.dashboard.Cost;
import semel.web.page.View;

/// One message in a list.
///
/// @param segments of its SMS, zero where it has no text that can be read
public record Row(MessageLine line, int segments) {

  public boolean isSms() {
    return line.key().channel() == Channel.SMS;
  }

  /// Names the message in forms.
  public String key() {
    return line.key().lead() + ":" + line.key().channel().key();
  }

  public String lead() {
    return "/leads/" + line.key().lead();
  }

  /// Whether it can still be stopped.
  public boolean cancels() {
    return line.shown().stoppable();
  }

  /// What came of it, in the viewer's words.
  public String result(View view) {
    var settled = line.times().settled();
    return switch (line.shown()) {
      case SENT -> {
        var due = line.times().due();
        yield settled == null
            ? view.say("messages.accepted", account())
            : view.say(
                "messages.accepted-after",
                account(),
                view.times().precise(positive(Duration.between(due, settled))));
      }
      case SENDING -> view.say("messages.waits-for", account());
      case SCHEDULED -> "—";
      case WAITING, DOUBT, FAILED, CANCELLED -> {
        var reason = line.reason();
        yield reason == null
            ? "—"
            : Cause.known(view, reason)
                .orElseGet(() -> view.say("messages.because-" + line.shown().key()));
      }
    };
  }

  /// What the provider said of it, as it was said, or reported later; empty where it said nothing.
  public String quote(View view) {
    var reason = line.reason();
    return switch (line.shown()) {
      case WAITING, DOUBT, FAILED, CANCELLED -> reason == null ? "" : Cause.quote(view, reason);
      case SENT -> {
        var receipt = line.receipt();
        yield receipt == null ? "" : view.say("messages.receipt-" + receipt.key());
      }
      case SENDING, SCHEDULED -> "";
    };
  }

  /// Its price; in doubt with a question mark, and nothing where nothing was charged.
  public String cost(View view) {
    return Cost.of(view, line.shown(), segments);
  }

  private String account() {
    var account = line.account();
    return account == null ? "" : account.value();
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /// The name, null once erased.
  public @Nullable String name() {
    return line.name();
  }
}
