package semel.simulator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static semel.simulator.report.Html.count;
import static semel.simulator.report.Html.icon;
import static semel.simulator.report.Html.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.simulator.Totals;
import semel.simulator.Verdict;
import semel.simulator.old.OldBackend;

/// A verdict as one page that needs nothing else.
public final class Report {

  private static final String CSS = resource("report.css");
  private static final String ICONS = resource("icons.svg");
  private static final String COPY =
      """
      <script>document.addEventListener('click',e=>{\
      const b=e.target.closest('[data-copy]');if(!b)return;\
      const c=document.getElementById(b.dataset.copy).textContent;\
      const said=()=>{const s=b.querySelector('span');s.textContent='Copied';\
      setTimeout(()=>s.textContent='Copy',1500)};\
      navigator.clipboard?navigator.clipboard.writeText(c).then(said,()=>{}):0})</script>
      """;

  private Report() {}

  private static String resource(String name) {
    try (var in = requireNonNull(Report.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The whole page.
  public static String page(Verdict verdict) {
    var found = verdict.found();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \
    'unsafe-inline'; script-src 'unsafe-inline'">
    <title>%s</title>
    <style>
    """
            .formatted(text("Semel simulator: " + (found == null ? "held" : "failed")))
        + CSS
        + "</style></head>\n<body>\n"
        + ICONS
        + top(verdict)
        + "<main>\n"
        + hero(verdict)
        + (found == null ? "" : failure(verdict, found))
        + invariants(verdict)
        + counts(verdict.totals())
        + "<p class=\"end\">The same seed gives the same worlds and the same hash. The"
        + " providers' own ledger is the judge, not what Semel wrote down.</p>\n"
        + "</main></div>\n"
        + COPY
        + "</body></html>\n";
  }

  private static String top(Verdict verdict) {
    return """
    <div class="page"><header class="top"><svg class="logo" viewBox="0 0 24 24" \
    aria-hidden="true"><rect width="24" height="24" rx="7" fill="var(--ink)"/><path \
    d="M16.9 8.3A6 6 0 1 0 18 12" fill="none" stroke="var(--on-ink)" stroke-width="2" \
    stroke-linecap="round"/><circle cx="12" cy="12" r="2.3" \
    fill="light-dark(#56BFE2,#0B6A8A)"/></svg>
    <h1>Semel simulator</h1><span class="grow"></span><span class="tag">design: %s</span>\
    <span class="tag">commit: %s</span>\
    </header>
    """
        .formatted(text(verdict.design()), text(Story.commit()));
  }

  private static String hero(Verdict verdict) {
    var found = verdict.found();
    return """
    <section class="card" aria-label="Verdict">
    <div class="verdict %s"><div class="h"><span class="disc">%s</span><div>
    <p class="say">%s</p><p class="why">%s</p></div></div>
    <div class="cmds">%s%s</div></div>
    %s</section>
    """
        .formatted(
            found == null ? "delivered" : "failed",
            icon(found == null ? "blocked" : "failed"),
            text(say(verdict, found)),
            text(why(verdict, found)),
            copied("Seed", "seed", String.valueOf(verdict.seed())),
            copied("Replay", "replay", found == null ? replay(verdict) : found.replay()),
            figures(verdict));
  }

  private static String say(Verdict verdict, Verdict.@Nullable Found found) {
    var messages = count(verdict.totals().messages(), "message");
    return found == null
        ? messages + ", 0 second sends, 0 lost"
        : found.violation().invariant() + " failed: " + found.violation().what();
  }

  private static String why(Verdict verdict, Verdict.@Nullable Found found) {
    var totals = verdict.totals();
    if (found == null) {
      return "Every invariant held in %s, in which %s struck."
          .formatted(count(totals.worlds(), "world"), count(totals.faultsSum(), "fault"));
    }
    return "What should hold: %s. It did not, within %s in %s of the design %s."
        .formatted(
            Invariant.says(found.violation().invariant()),
            count(totals.messages(), "message"),
            count(totals.worlds(), "world"),
            verdict.design());
  }

  private static String replay(Verdict verdict) {
    return "./semel simulate --seed "
        + verdict.seed()
        + " --messages "
        + verdict.totals().messages();
  }

  private static String copied(String name, String id, String value) {
    return """
    <div class="cmd"><span class="k">%s</span><code id="%s">%s</code>\
    <button class="btn" type="button" data-copy="%s" aria-label="Copy: %s">%s<span>Copy</span>\
    </button></div>
    """
        .formatted(name, id, text(value), id, name, icon("copy"));
  }

  private static String figures(Verdict verdict) {
    var totals = verdict.totals();
    return Stream.of(
            figure(count(totals.messages()), "messages"),
            figure(Html.span(totals.nanos()), "simulated"),
            figure(count(totals.faultsSum()), "faults struck"),
            figure(count(Math.round(verdict.messagesPerSecond())), took(verdict)),
            figure(
                count(Math.round(verdict.timesRealTime())) + "×",
                "real time, at one message a minute"),
            figure(hash(totals), "trace hash, the same for the same seed"))
        .collect(Collectors.joining("", "<ul class=\"figures\">", "</ul>"));
  }

  private static String hash(Totals totals) {
    return "<code>%016x</code>".formatted(totals.hash());
  }

  private static String took(Verdict verdict) {
    return String.format(Locale.ROOT, "messages a second, for %,.1f s", verdict.seconds());
  }

  private static String figure(String value, String name) {
    return "<li><b>%s</b><span>%s</span></li>\n".formatted(value, name);
  }

  private static String failure(Verdict verdict, Verdict.Found found) {
    var beats = Beat.of(found);
    return (verdict.design().equals(OldBackend.NAME) ? Telling.html(beats) : "")
        + timeline(found, beats);
  }

  private static String timeline(Verdict.Found found, List<Beat> beats) {
    var key = found.violation().key();
    return """
    <section class="card" aria-labelledby="line">
    <header><h2 id="line">The first violating timeline</h2><span class="muted small">%s</span>\
    </header>
    %s%s</section>
    """
        .formatted(
            key == null ? "about no single message" : "<code>" + text(key) + "</code>",
            new Swim(beats).html(),
            Journal.html(beats));
  }

  private static String invariants(Verdict verdict) {
    return """
    <section class="card" aria-labelledby="inv"><header><h2 id="inv">Invariants</h2>\
    <span class="muted small">%s</span></header>
    <div class="body"><div class="tiles">
    %s</div></div></section>
    """
        .formatted(
            watched(verdict),
            Stream.of(Invariant.values())
                .map(invariant -> tile(invariant, verdict))
                .collect(Collectors.joining()));
  }

  private static String watched(Verdict verdict) {
    return verdict.holds()
        ? "watched at every step of every world"
        : "watched until the first one failed";
  }

  private static String tile(Invariant invariant, Verdict verdict) {
    var shown = shown(invariant, verdict);
    return """
    <div class="tile %s">%s<b>%s</b><span class="w">%s</span><p>%s</p></div>
    """
        .formatted(
            shown.colour(), icon(shown.icon()), invariant, shown.word(), text(invariant.says()));
  }

  private static Shown shown(Invariant invariant, Verdict verdict) {
    var found = verdict.found();
    if (found != null && found.violation().invariant().equals(invariant.name())) {
      return new Shown("failed", "failed", "failed");
    }
    if (!invariant.watched()) {
      return new Shown("cancelled", "scheduled", "not yet: no receipts");
    }
    if (verdict.design().equals(OldBackend.NAME) && invariant != Invariant.S1) {
      return new Shown("cancelled", "cancelled", "not watched here");
    }
    return new Shown("delivered", "check", found == null ? "held" : "held so far");
  }

  private static String counts(Totals totals) {
    return """
    <section class="card" aria-labelledby="flt"><header><h2 id="flt">Faults injected</h2>\
    <span class="muted small">bars grow with the square root of the count</span></header>
    <div class="body"><div class="bars cols">
    %s</div></div></section>
    """
            .formatted(Tally.faults(totals))
        + (totals.rules().isEmpty() ? "" : engine(totals));
  }

  private static String engine(Totals totals) {
    return """
    <section class="card" aria-labelledby="en"><header><h2 id="en">How the messages ended</h2>\
    </header>
    <div class="body bars pair"><ul>
    %s</ul></div></section>
    <section class="card" aria-labelledby="tr"><header><h2 id="tr">Transitions</h2></header>
    <div class="body bars rules pair"><ul>
    %s</ul></div></section>
    """
        .formatted(Tally.ends(totals), Tally.rules(totals));
  }
}
