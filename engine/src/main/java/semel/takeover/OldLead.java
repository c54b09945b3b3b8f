package semel.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;

/// One row of the old `landing_leads`, with what the old `scheduled_notifications` says about it.
///
/// @param line its place in the order of reading, counted from 1
/// @param answers JSON text, or null
/// @param metadata JSON text, or null
/// @param flags what the row says of each channel
public record OldLead(
    String id,
    long line,
    Person person,
    @Nullable String source,
    @Nullable String answers,
    @Nullable String metadata,
    @Nullable Instant created,
    int clicks,
    Map<Channel, Flag> flags,
    List<OldEntry> entries) {

  /// Who it is about, as typed.
  public record Person(@Nullable String name, @Nullable String email, @Nullable String phone) {}

  /// What the row of the lead says about one channel.
  ///
  /// @param sent null where it says neither yes nor no
  public record Flag(
      @Nullable Boolean sent,
      @Nullable Instant sentAt,
      @Nullable String error,
      @Nullable Instant clickedAt) {

    /// Nothing at all.
    public static final Flag NONE = new Flag(null, null, null, null);
  }

  /// What it says about a channel.
  public Flag flag(Channel channel) {
    return flags.getOrDefault(channel, Flag.NONE);
  }

  /// The rows about a channel.
  public List<OldEntry> entries(Channel channel) {
    return entries.stream().filter(entry -> entry.concerns(channel)).toList();
  }
}
