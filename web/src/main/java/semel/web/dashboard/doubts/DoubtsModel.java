package semel.web.dashboard.doubts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.board.DoubtCase;
import semel.campaign.Segments;
import semel.message.Channel;

/// What the page of doubts shows.
///
/// @param open the one whose evidence is shown, null when there is none
/// @param text of its SMS, where that can be read
public record DoubtsModel(List<DoubtCase> doubts, @Nullable DoubtCase open, @Nullable String text) {

  public DoubtsModel {
    doubts = List.copyOf(doubts);
  }

  /// The others, oldest first.
  public List<DoubtCase> others() {
    return doubts.stream().filter(doubt -> !doubt.equals(open)).toList();
  }

  public boolean isSms(DoubtCase doubt) {
    return doubt.message().key().channel() == Channel.SMS;
  }

  /// The segments at stake, one where the text cannot be read.
  public int segments() {
    return text == null ? 1 : Segments.of(text).count();
  }

  public long smsCount() {
    return doubts.stream().filter(this::isSms).count();
  }

  /// How long a doubt is open: `3:04`, or `2:10:00` from an hour on.
  public String age(DoubtCase doubt, Instant now) {
    var age = Duration.between(doubt.since(), now);
    var seconds = Math.max(0, age.toSeconds());
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
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
