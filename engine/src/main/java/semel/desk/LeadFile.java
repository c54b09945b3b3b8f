package semel.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;

/// All that is known of a lead.
public record LeadFile(LeadRow lead, List<MessageRow> messages, List<Line> journal) {

  /// One line of the journal; `channel` is null where it concerns the lead itself.
  public record Line(
      Instant at,
      @Nullable Channel channel,
      String from,
      String to,
      @Nullable String rule,
      String why,
      String who,
      String mark) {}
}
