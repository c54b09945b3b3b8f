package semel.desk;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.LeadId;

/// Port: everything there is, row by row, streamed. Reads only.
public interface Archive {

  /// One repeat that was stopped.
  ///
  /// @param channel null where it would have been a whole lead: one SMS and one email
  /// @param who the door, SQL, a worker or a person
  /// @param source where the lead came from
  record Repeat(
      Instant at,
      LeadId lead,
      @Nullable Channel channel,
      String reason,
      String who,
      @Nullable String detail,
      @Nullable String source) {}

  /// Every lead, oldest first.
  void leads(Consumer<LeadRow> consumer);

  /// Every message, oldest lead first.
  void messages(Consumer<MessageRow> consumer);

  /// Every repeat that was stopped, oldest first.
  void repeats(Consumer<Repeat> consumer);
}
