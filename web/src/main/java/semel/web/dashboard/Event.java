package semel.web.dashboard;

import org.jspecify.annotations.Nullable;
import semel.desk.LeadFile;
import semel.message.Channel;

/// How a line of the journal looks: its icon and colour, and the words that head it.
///
/// @param key of the words, after `lead.`
public record Event(LeadFile.Line line, String key, String icon, String look) {

  /// The look of a line.
  public static Event of(LeadFile.Line line) {
    if (line.mark().equals("INCIDENT")) {
      return new Event(line, "incident", "warn", "failed");
    }
    if (line.mark().equals("REPEAT") || (line.to().isEmpty() && line.from().isEmpty())) {
      return new Event(line, "repeat", "blocked", "blocked");
    }
    if (line.from().isEmpty()) {
      return new Event(line, "registered", "check", "delivered");
    }
    return line.from().equals(line.to()) ? noted(line) : moved(line);
  }

  private static Event noted(LeadFile.Line line) {
    return new Event(line, "noted", "info", "cancelled");
  }

  private static Event moved(LeadFile.Line line) {
    return switch (line.to()) {
      case "scheduled" ->
          line.from().equals("in-doubt") || line.from().equals("held")
              ? new Event(line, "absent", "restart", "scheduled")
              : new Event(line, "again", "scheduled", "scheduled");
      case "claimed" -> new Event(line, "claimed", "sending", "sending");
      case "in-doubt" -> new Event(line, "doubt", "doubt", "doubt");
      case "held" -> new Event(line, "held", "doubt", "doubt");
      case "sent" ->
          line.from().equals("claimed")
              ? new Event(line, "accepted", "sent", "sent")
              : new Event(line, "found", "search", "sent");
      case "failed" -> new Event(line, "failed", "failed", "failed");
      case "cancelled" -> new Event(line, "cancelled", "cancelled", "cancelled");
      default -> noted(line);
    };
  }

  public @Nullable Channel channel() {
    return line.channel();
  }

  /// Whether it belongs on the line of the person rather than of a message.
  public boolean ofLead() {
    return line.channel() == null;
  }
}
