package semel.takeover;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;

/// One person of the old tables, on the way to a lead of Semel's own.
///
/// @param lead the old row that stands for all rows of this person
/// @param name null where the old row has none that can be written to
/// @param email null where the old row has none that can be written to
public record Newcomer(
    OldLead lead,
    PhoneNumber phone,
    @Nullable String name,
    @Nullable EmailAddress email,
    Map<Channel, Standing> standings) {

  /// What becomes of a message.
  public enum Fate {
    /// Kept as sent: no message of it leaves any more.
    SENT,
    /// Leaves at its old time, or now where that is over.
    SCHEDULED,
    /// Waits for a person's word.
    HELD,
    /// Never leaves.
    CANCELLED,
    /// Semel knows it already, and better.
    KEPT
  }

  /// What Semel knows of a person already.
  ///
  /// @param heldBefore what an earlier run held, so that only a person can have let it go
  public record Known(Map<Channel, State.Name> states, Set<Channel> heldBefore) {}

  /// Whether a message can be made for this person.
  public boolean reachable() {
    return name != null && email != null;
  }

  public Standing standing(Channel channel) {
    var standing = standings.get(channel);
    return standing == null ? new Standing.Cancelled() : standing;
  }

  /// Whether anything was sent, or may have been: then a later registration must find this lead.
  boolean matters() {
    return standings.values().stream()
        .anyMatch(s -> s instanceof Standing.Sent || s instanceof Standing.Doubtful);
  }

  /// What becomes of one message.
  ///
  /// @param known null for a person who is new
  public Fate fate(Channel channel, @Nullable Known known) {
    var standing = standing(channel);
    if (known == null) {
      return switch (standing) {
        case Standing.Sent _ -> Fate.SENT;
        case Standing.Owed _ -> reachable() ? Fate.SCHEDULED : Fate.CANCELLED;
        // A person could not have it sent either where there is no address.
        case Standing.Doubtful _ -> reachable() ? Fate.HELD : Fate.CANCELLED;
        case Standing.Cancelled _ -> Fate.CANCELLED;
      };
    }
    if (known.states().get(channel) != State.Name.SCHEDULED) {
      return Fate.KEPT;
    }
    return switch (standing) {
      case Standing.Sent _ -> Fate.SENT;
      // What a person ruled on stays ruled: the second run reads the same old row.
      case Standing.Doubtful _ -> known.heldBefore().contains(channel) ? Fate.KEPT : Fate.HELD;
      case Standing.Owed _, Standing.Cancelled _ -> Fate.KEPT;
    };
  }
}
