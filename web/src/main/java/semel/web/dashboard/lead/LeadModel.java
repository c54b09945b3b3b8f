package semel.web.dashboard.lead;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.board.Listing.LeadLine;
import semel.board.MessageLine;
import semel.board.Shown;
import semel.campaign.Segments;
import semel.desk.LeadRow;
import semel.message.Channel;
import semel.web.dashboard.Event;
import semel.web.dashboard.PersonName;
import semel.web.dashboard.reveal.Person;

/// What the page of a lead shows.
///
/// @param smsText what was sent or will be; null while it is not rendered
public record LeadModel(
    LeadRow lead,
    LeadLine line,
    Person person,
    List<Event> events,
    Timeline timeline,
    @Nullable String smsText) {

  /// The question whether a lead is to be erased.
  ///
  /// @param typed instead of the word that confirms it, null when nothing was sent yet
  public record Erasing(LeadRow lead, @Nullable String typed) {
    public boolean mistyped() {
      return typed != null;
    }
  }

  /// The question whether a message is to be stopped.
  public record Stopping(LeadRow lead, Channel channel) {}

  /// What can be said of the whole, worst first.
  public String verdict() {
    var states = messages().stream().map(MessageLine::shown).toList();
    if (events.stream().anyMatch(event -> event.key().equals("incident"))) {
      return "incident";
    }
    if (states.contains(Shown.DOUBT)) {
      return "doubt";
    }
    if (states.contains(Shown.FAILED)) {
      return "failed";
    }
    if (states.stream().allMatch(state -> state == Shown.SENT)) {
      var doubted = events.stream().anyMatch(event -> event.key().equals("doubt"));
      return doubted ? "settled" : "well";
    }
    if (states.contains(Shown.CANCELLED)) {
      return "cancelled";
    }
    return "waiting";
  }

  /// Both messages, as far as they are there.
  public List<MessageLine> messages() {
    return Stream.of(line.sms(), line.email())
        .flatMap(message -> Optional.ofNullable(message).stream())
        .toList();
  }

  /// Whether something was never sent and may be made due now.
  public boolean resends() {
    return messages().stream().anyMatch(message -> message.shown().stoppable());
  }

  public @Nullable Segments segments() {
    return smsText == null ? null : Segments.of(smsText);
  }

  /// The first letter, for where a face would be.
  public String initials() {
    var name = lead.name();
    var shown = name == null ? "" : PersonName.harmless(name).strip();
    return shown.isEmpty() ? "–" : Character.toString(shown.codePointAt(0));
  }

  public boolean isSms(MessageLine message) {
    return message.key().channel() == Channel.SMS;
  }
}
