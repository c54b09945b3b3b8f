package semel.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.problem.Problem;
import semel.web.problem.Sentences;

/// Turns a template and what it shows into an answer: a whole page, or a part that replaces one of
/// a page.
public final class Pages {

  private static final String LANGUAGE = "semel-language";
  private static final String THEME = "semel-theme";
  private static final Pattern IN_LANGUAGE = Pattern.compile("([?&])lang=[a-z]*(&|$)");
  private static final Pattern EVERYBODYS =
      Pattern.compile("/(proftest|[lu]|api/landing/track)(?![^/?])");
  private static final String KEEP = "; Path=/; Max-Age=31536000; SameSite=Lax";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Surroundings surroundings;

  /// What pages stand in.
  ///
  /// @param zone whose clock they show
  /// @param frame the numbers beside the navigation
  public record Surroundings(InstantSource clock, Supplier<ZoneId> zone, Supplier<Frame> frame) {}

  public Pages(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// Shows a page.
  ///
  /// @param template with the parameters `view` and `page`
  /// @param model what it shows
  public Answer page(Call call, Section section, String template, Object model) {
    return page(call, 200, section, template, model);
  }

  /// Shows a page with another code than 200.
  public Answer page(Call call, int code, Section section, String template, Object model) {
    return remembering(call, answer(code, template, view(call, section), model));
  }

  /// Shows a page of those that are for everybody: it asks nothing of the database, so it comes
  /// while that is away.
  public Answer open(Call call, int code, Language language, String template, Object model) {
    var words = Words.of(language);
    var times = new Times(surroundings.zone.get(), words, surroundings.clock.instant());
    var view =
        new View(words, times, theme(call), Section.OVERVIEW, call.place(), null, Frame.EMPTY);
    return answer(code, template, view, model);
  }

  /// The language of somebody who has no settings here.
  ///
  /// @param usual that of the person, as far as it is known
  public static Language ofStranger(Call call, Optional<Language> usual) {
    return call.query("lang")
        .flatMap(Language::of)
        .or(() -> usual)
        .or(() -> call.cookie(LANGUAGE).flatMap(Language::of))
        .orElseGet(() -> Language.accepted(call.headers("Accept-Language"), Language.RU));
  }

  /// What time it is for pages.
  public Instant now() {
    return surroundings.clock.instant();
  }

  /// Tells what went wrong, on a page that asks nothing more of the database. Whoever is where
  /// everybody may be is not led to the dashboard.
  public Answer problem(Call call, Problem problem) {
    var open = EVERYBODYS.matcher(call.place()).lookingAt();
    var words = Words.of(open ? ofStranger(call, Optional.empty()) : language(call));
    var times = new Times(ZoneOffset.UTC, words, surroundings.clock.instant());
    var path = open ? call.place() : "/";
    var view = new View(words, times, theme(call), Section.OVERVIEW, path, null, Frame.EMPTY);
    var key =
        switch (problem.status()) {
          case 403 -> problem.detail().key().equals("call.not-meant") ? "refused" : "forbidden";
          case 404 -> "not-found";
          case 503 -> "database";
          case 500 -> "broken";
          default -> "refused";
        };
    var sentence = Sentences.of(words.language().locale()).say(problem.detail());
    var places = problem.detail().places();
    var model =
        new ProblemModel(
            problem.status(), key, sentence, places.isEmpty() ? "" : places.getFirst());
    var template = open ? "proftest/problem.jte" : "problem.jte";
    var answer =
        problem.detail().key().equals("link.unknown")
            ? answer(problem.status(), "proftest/none.jte", view, "unknown")
            : answer(problem.status(), template, view, model);
    return problem.retryAfter().isZero()
        ? answer
        : answer.with("Retry-After", Long.toString(problem.retryAfter().toSeconds()));
  }

  private Answer answer(int code, String template, View view, Object model) {
    var out = new StringOutput();
    templates.render(template, Map.of("view", view, "page", model), out);
    return Answer.html(code, out.toString());
  }

  /// How this caller looks at a page.
  public View view(Call call, Section section) {
    var words = Words.of(language(call));
    var times = new Times(surroundings.zone.get(), words, surroundings.clock.instant());
    var visitor = call.known().orElse(null);
    var frame = surroundings.frame.get();
    return new View(words, times, theme(call), section, call.place(), visitor, frame);
  }

  /// What the query asks for, what the person set, what was chosen in this browser, what the
  /// browser asks for, in this order.
  public static Language language(Call call) {
    return call.query("lang")
        .flatMap(Language::of)
        .or(() -> call.known().map(v -> v.preferences().language()).flatMap(Language::of))
        .or(() -> call.cookie(LANGUAGE).flatMap(Language::of))
        .orElseGet(() -> Language.accepted(call.headers("Accept-Language"), Language.RU));
  }

  private static Theme theme(Call call) {
    return Theme.of(call.query("theme").or(() -> call.cookie(THEME)).orElse(""));
  }

  /// Has the browser remember a language, for pages that ask nobody in.
  public static Answer remembering(Language language, Answer answer) {
    return answer.with("Set-Cookie", LANGUAGE + "=" + language.code() + KEEP);
  }

  /// A place that leaves its language to the visitor.
  public static String inNoLanguage(String place) {
    return IN_LANGUAGE
        .matcher(place)
        .replaceAll(found -> found.group(2).isEmpty() ? "" : found.group(1));
  }

  /// What the query chose is chosen for the next pages too.
  private static Answer remembering(Call call, Answer answer) {
    var language = call.query("lang").flatMap(Language::of);
    var theme = call.query("theme").map(Theme::of);
    if (language.isPresent()) {
      return remembering(language.get(), answer);
    }
    return theme.isPresent()
        ? answer.with("Set-Cookie", THEME + "=" + theme.get().key() + KEEP)
        : answer;
  }
}
