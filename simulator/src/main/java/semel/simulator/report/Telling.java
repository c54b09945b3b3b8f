package semel.simulator.report;

import static semel.simulator.report.Html.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import semel.simulator.world.Trace;

/// How one person got several SMS from the backend that Semel replaces, told with the phone on
/// which they arrived.
final class Telling {

  private Telling() {}

  static String html(List<Beat> beats) {
    var taken = beats.stream().filter(beat -> beat.kind() == Trace.Kind.TAKEN).toList();
    return """
    <section class="card" aria-labelledby="told">
    <header><h2 id="told">How one person got %s SMS</h2></header>
    <div class="story">
    <ol>
    <li><div><b>Three paths lead to a send.</b><p>A timer from the registration, a pass each \
    minute, a recovery at every start.</p></div></li>
    <li><div><b>Each looks at a flag, sends, and then sets it.</b><p>While the provider is \
    slow to answer, the flag still says: not sent.</p></div></li>
    <li><div><b>So the next path sends as well.</b><p>Here that happened %s times. No machine \
    died, nothing lied: an answer was slow.</p></div></li>
    <li><div><b>Semel claims first.</b><p>The claim is committed before the first byte, and an \
    open one is asked about, never sent again to find out.</p></div></li>
    </ol>
    <div class="phone" role="img" aria-label="A phone with %s messages">
    %s</div></div></section>
    """
        .formatted(taken.size(), sends(beats), taken.size(), bubbles(beats, taken));
  }

  private static long sends(List<Beat> beats) {
    return beats.stream().filter(beat -> beat.shown().word().equals("Sends")).count();
  }

  private static String bubbles(List<Beat> beats, List<Beat> taken) {
    return IntStream.range(0, taken.size())
        .mapToObj(number -> {
          var beat = taken.get(number);
          return """
          <span class="when">%s</span>
          <div class="bubble%s"><b>Your result is ready.</b><small>%s</small></div>
          """
              .formatted(
                  text(Story.clock(beat.at())), number == 0 ? "" : " again", text(by(beats, beat)));
        })
        .collect(Collectors.joining());
  }

  /// The path whose answer came with the acceptance; it may have died before.
  private static String by(List<Beat> beats, Beat taken) {
    return beats.stream()
        .filter(beat -> beat.at() == taken.at() && beat.shown().word().equals("Flag set"))
        .map(beat -> "sent by the " + beat.title().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("sent by a path that had no answer yet");
  }
}
