package semel.web.dashboard.messages;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import semel.board.MessageLine;
import semel.board.Shown;
import semel.message.Channel;
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
    return !line.shown().settled();
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
        yield reason == null ? "—" : reason;
      }
    };
  }

  /// Its price; in doubt with a question mark, and nothing where nothing was charged.
  public String cost(View view) {
    if (segments == 0 || line.shown() == Shown.FAILED || line.shown() == Shown.CANCELLED) {
      return "—";
    }
    var price = view.money((long) segments * view.frame().price());
    return line.shown() == Shown.DOUBT ? price + "?" : price;
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
