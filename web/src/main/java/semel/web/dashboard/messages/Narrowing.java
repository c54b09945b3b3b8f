package semel.web.dashboard.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.board.Filter;
import semel.web.page.View;

/// One thing that narrows a list, in the viewer's words.
///
/// @param without where the list is that all others narrow
/// @param seen whether the page shows it otherwise, as a tab or a switch that is on
public record Narrowing(String words, String without, boolean seen) {

  static List<Narrowing> of(Lens lens, View view) {
    var chips = lens.chips();
    var period = chips.period();
    var channel = chips.channel();
    var all = new Collected(lens, new ArrayList<>());
    if (lens.view() != Filter.View.ALL) {
      var words = view.say("messages.view-" + lens.view().key());
      all.add("view", words, lens.view() != Filter.View.DOUBLED);
    }
    if (!chips.shown().isEmpty()) {
      var words = chips.shown().stream().sorted().map(one -> view.say("states." + one.key()));
      all.add("state", words.collect(Collectors.joining(", ")), false);
    }
    all.add("channel", channel == null ? null : view.say("shell." + channel.key()), true);
    all.add("campaign", said(view, "messages.campaign", chips.campaign()), false);
    all.add("lang-of", said(view, "messages.language", chips.language()), false);
    all.add("period", period == null ? null : view.say("shell." + period.key()), false);
    all.add("q", lens.text().isEmpty() ? null : view.say("messages.text", lens.text()), false);
    return all.list();
  }

  private static @Nullable String said(View view, String key, @Nullable String value) {
    return value == null ? null : view.say(key, value);
  }

  private record Collected(Lens lens, List<Narrowing> list) {
    void add(String name, @Nullable String words, boolean seen) {
      if (words != null) {
        list.add(new Narrowing(words, lens.with(name, ""), seen));
      }
    }
  }
}
