package semel.takeover;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;

/// One row of the old `scheduled_notifications`.
///
/// @param only the one channel that it is about; null where it is about both
/// @param word its status as it stands there
/// @param retries how often it was tried again
public record OldEntry(
    String id,
    @Nullable Channel only,
    String word,
    @Nullable Instant scheduledFor,
    @Nullable Instant sentAt,
    @Nullable String error,
    int retries) {

  /// What a status means.
  enum Meaning {
    WAITING,
    UNDER_WAY,
    SENT,
    FAILED,
    CANCELLED,
    /// A word that nobody here knows.
    UNKNOWN
  }

  boolean concerns(Channel channel) {
    return only == null || only == channel;
  }

  Meaning meaning() {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "pending", "scheduled", "waiting" -> Meaning.WAITING;
      case "sending", "processing", "in_progress", "in_doubt" -> Meaning.UNDER_WAY;
      case "sent", "completed", "delivered" -> Meaning.SENT;
      case "failed", "error" -> Meaning.FAILED;
      case "cancelled", "canceled" -> Meaning.CANCELLED;
      default -> Meaning.UNKNOWN;
    };
  }

  /// The channel that a type of the old backend names; null where it names none, or both.
  public static @Nullable Channel channel(@Nullable String type) {
    var word = type == null ? "" : type.toLowerCase(Locale.ROOT);
    var sms = word.contains("sms");
    var email = word.contains("mail");
    return sms == email ? null : sms ? Channel.SMS : Channel.EMAIL;
  }
}
