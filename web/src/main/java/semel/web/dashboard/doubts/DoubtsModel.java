package semel.web.dashboard.doubts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.DoubtCase;
import semel.campaign.Segments;
import semel.message.Channel;
import semel.message.MessageKey;
import semel.message.State;

/// What the page of doubts shows.
///
/// @param open the one whose evidence is shown, null when there is none
/// @param text of its SMS, where that can be read
/// @param settle how long after its lease a doubt waits before a person may say: not sent
/// @param ruled what was decided just before, null when nothing was
public record DoubtsModel(
    List<DoubtCase> doubts,
    @Nullable DoubtCase open,
    @Nullable String text,
    Duration settle,
    @Nullable Ruled ruled) {

  /// A message that was in doubt until somebody decided.
  ///
  /// @param name of the lead, null once erased
  /// @param state which it has now
  public record Ruled(MessageKey key, @Nullable String name, State.Name state) {

    /// Of the words that say what was done.
    public String words() {
      return switch (state) {
        case SENT -> "doubts.ruled-sent";
        case SCHEDULED, CLAIMED -> "doubts.ruled-again";
        case FAILED, CANCELLED -> "doubts.ruled-ended";
        case IN_DOUBT, HELD -> "doubts.ruled-open";
      };
    }
  }

  public DoubtsModel {
    doubts = List.copyOf(doubts);
  }

  /// The others, oldest first.
  public List<DoubtCase> others() {
    return doubts.stream().filter(doubt -> !doubt.equals(open)).toList();
  }

  /// The one to look at after this: the next younger, else the oldest; null when this is the last.
  public @Nullable DoubtCase next(DoubtCase doubt) {
    var at = doubts.indexOf(doubt);
    if (at >= 0 && at + 1 < doubts.size()) {
      return doubts.get(at + 1);
    }
    return doubts.stream().filter(other -> !other.equals(doubt)).findFirst().orElse(null);
  }

  /// Where somebody goes who leaves this to Semel.
  public String kept(DoubtCase doubt) {
    var next = next(doubt);
    return next == null ? "/in-doubt" : place(next);
  }

  /// Until then Semel finds out better than a person: only after it may somebody say that it was
  /// not sent. Null where Semel cannot find out.
  public @Nullable Instant deadline(DoubtCase doubt) {
    var open = doubt.leaseUntil().isAfter(doubt.since()) ? doubt.leaseUntil() : doubt.since();
    return doubt.held() ? null : open.plus(settle);
  }

  /// Whether it is still better left to Semel.
  public boolean early(DoubtCase doubt, Instant now) {
    var deadline = deadline(doubt);
    return deadline != null && deadline.isAfter(now);
  }

  public boolean isSms(DoubtCase doubt) {
    return doubt.message().key().channel() == Channel.SMS;
  }

  /// The segments at stake, one where the text cannot be read.
  public int segments() {
    return text == null ? 1 : Segments.of(text).count();
  }

  /// How long a doubt is open: `3:04`, or `2:10:00` from an hour on.
  public String age(DoubtCase doubt, Instant now) {
    var age = Duration.between(doubt.since(), now);
    var seconds = Math.max(0, age.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /// How many seconds there are until it is looked at again.
  public long left(DoubtCase doubt, Instant now) {
    var next = doubt.nextCheck();
    return next == null ? 0 : Math.max(0, Duration.between(now, next).toSeconds());
  }

  /// Where a doubt is opened.
  public String place(DoubtCase doubt) {
    var key = doubt.message().key();
    return "/in-doubt?lead=" + key.lead() + "&channel=" + key.channel().key();
  }

  /// Where its verdict is sent.
  public String verdict(DoubtCase doubt) {
    var key = doubt.message().key();
    return "/in-doubt/" + key.lead() + "/" + key.channel().key();
  }

  public Leaning leaning(DoubtCase doubt) {
    return Leaning.of(doubt);
  }

  public String claim(DoubtCase doubt) {
    var claim = doubt.message().claim();
    return claim == null ? "" : claim.value().toString();
  }
}
