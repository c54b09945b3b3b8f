package semel.takeover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.takeover.OldEntry.Meaning;

/// How one message of an old lead stands, by all that the old tables say about it.
///
/// The old backend sent first and noted it after, from three places at once. So what it noted as
/// sent was sent; what it noted as waiting is owed only while it had no reason yet to touch it; and
/// whatever else it says, it may have been sent.
public sealed interface Standing {

  /// It was sent, `at` by the best that is known.
  record Sent(@Nullable Instant at) implements Standing {}

  /// It was never touched, and is due then.
  record Owed(Instant due) implements Standing {}

  /// The old backend gave it up before it touched it.
  record Cancelled() implements Standing {}

  /// Nobody can know whether it was sent; `words` are what the old rows say.
  record Doubtful(String words) implements Standing {}

  /// Reads what an old lead says of a channel.
  ///
  /// @param quietSince when the old backend stopped: what was due before, it may have sent
  static Standing of(Channel channel, OldLead lead, Instant quietSince) {
    var flag = lead.flag(channel);
    var entries = lead.entries(channel);
    var name = channel.name().toLowerCase(Locale.ROOT) + "_sent";
    var own = entries.stream().filter(entry -> entry.only() != null).toList();
    var ownSent = has(own, Meaning.SENT);
    if (Boolean.TRUE.equals(flag.sent())) {
      var denied = has(own, Meaning.FAILED) || has(own, Meaning.CANCELLED);
      return denied && !ownSent
          ? new Doubtful(name + " is true, yet " + said(own))
          : new Sent(sentAt(lead, flag, entries));
    }
    if (ownSent || (has(entries, Meaning.SENT) && flag.sent() == null)) {
      return new Sent(sentAt(lead, flag, entries));
    }
    var words = new ArrayList<String>();
    if (flag.sentAt() != null) {
      words.add(name + "_at is set, yet " + name + " is not");
    }
    if (flag.error() != null) {
      words.add("it says: " + cut(flag.error()));
    }
    if (entries.stream().anyMatch(Standing::touched)) {
      words.add(said(entries) + (flag.sent() == null ? "" : " and " + name + " is false"));
    }
    if (!words.isEmpty()) {
      return new Doubtful(String.join("; ", words));
    }
    return waiting(entries, quietSince);
  }

  /// Of messages that nobody has touched.
  private static Standing waiting(List<OldEntry> entries, Instant quietSince) {
    if (entries.isEmpty()) {
      return new Doubtful("no row says whether it was ever to be sent");
    }
    var open = entries.stream().filter(entry -> entry.meaning() == Meaning.WAITING).toList();
    if (open.isEmpty()) {
      return new Cancelled();
    }
    if (open.stream().anyMatch(entry -> entry.scheduledFor() == null)) {
      return new Doubtful(said(open) + " and has no time");
    }
    var first =
        open.stream()
            .flatMap(entry -> Optional.ofNullable(entry.scheduledFor()).stream())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return first.isAfter(quietSince)
        ? new Owed(first)
        : new Doubtful(
            said(open)
                + " since "
                + first
                + ", and the old backend may have sent it and not noted"
                + " it yet");
  }

  /// One person may stand in several old rows: whoever was sent to in any was sent to.
  ///
  /// @param ids of the old leads, in the order of their standings
  static Standing together(List<String> ids, List<Standing> standings) {
    if (standings.size() == 1) {
      return standings.getFirst();
    }
    var sent = standings.stream().filter(Sent.class::isInstance).findFirst();
    if (sent.isPresent()) {
      return sent.get();
    }
    if (standings.stream().allMatch(Cancelled.class::isInstance)) {
      return standings.getFirst();
    }
    return new Doubtful(
        cut("the same person stands in " + ids.size() + " rows: " + String.join(", ", ids)));
  }

  private static boolean touched(OldEntry entry) {
    return switch (entry.meaning()) {
      case UNDER_WAY, SENT, FAILED, UNKNOWN -> true;
      case WAITING, CANCELLED ->
          entry.retries() > 0 || entry.error() != null || entry.sentAt() != null;
    };
  }

  private static boolean has(List<OldEntry> entries, Meaning meaning) {
    return entries.stream().anyMatch(entry -> entry.meaning() == meaning);
  }

  private static @Nullable Instant sentAt(OldLead lead, OldLead.Flag flag, List<OldEntry> entries) {
    if (flag.sentAt() != null) {
      return flag.sentAt();
    }
    var told =
        Stream.concat(
                entries.stream().map(entry -> Optional.ofNullable(entry.sentAt())),
                entries.stream().map(entry -> Optional.ofNullable(entry.scheduledFor())))
            .flatMap(Optional::stream)
            .findFirst();
    return told.isPresent() ? told.get() : lead.created();
  }

  private static String said(List<OldEntry> entries) {
    var words =
        entries.stream()
            .map(entry ->
                "row "
                    + entry.id()
                    + " is '"
                    + entry.word()
                    + "'"
                    + (entry.retries() > 0 ? " after " + entry.retries() + " retries" : "")
                    + Optional.ofNullable(entry.error()).map(e -> " (" + cut(e) + ")").orElse(""))
            .toList();
    return cut(String.join(", ", words));
  }

  private static String cut(String text) {
    var most = 160;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
