package semel.web.proftest;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import semel.campaign.Campaign;
import semel.campaign.LinkCode;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.web.http.Answer;
import semel.web.http.Call;
import semel.web.http.FormBody;
import semel.web.http.FormBody.Form;
import semel.web.http.Route;
import semel.web.intake.FormTokens;
import semel.web.intake.Origins;
import semel.web.intake.Registrar;
import semel.web.json.Json;
import semel.web.page.Language;
import semel.web.page.Pages;
import semel.web.page.Words;
import semel.web.problem.Problem.Sentence;
import semel.web.problem.Sentences;

/// The career test under `/proftest`: six steps, the form for the contacts, the result. Everything
/// works without a script, and nothing is kept of whoever does not register.
public final class ProfTestPages {

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");
  private static final String SOON = "soon";
  private static final Form EMPTY = new Form(Map.of());
  private static final String CONSENT = "consent";
  private static final String MESSAGES = "messages";
  private static final String KEY = "key";
  private static final String SHOWN = "shown";

  /// A field that nobody sees, and that programs fill in which fill in everything.
  private static final String TRAP = "website";

  private final Registrar registrar;
  private final Leads leads;
  private final Campaign campaign;
  private final Pages pages;
  private final FormTokens tokens;

  /// @param campaign that those who take the test are registered for
  /// @param tokens tell when a form was shown
  public ProfTestPages(
      Registrar registrar, Leads leads, Campaign campaign, Pages pages, FormTokens tokens) {
    this.registrar = registrar;
    this.leads = leads;
    this.campaign = campaign;
    this.pages = pages;
    this.tokens = tokens;
  }

  /// The routes of the test.
  public List<Route> routes() {
    return List.of(
        Route.open("GET", Places.TEST, this::step),
        Route.open("POST", Places.TEST, call -> onForm(call, this::answered)),
        Route.open("GET", Places.REGISTER, this::registerPage),
        Route.open("POST", Places.REGISTER, call -> onForm(call, this::registered)),
        Route.open("GET", Places.RESULT, this::result),
        Route.open("GET", Places.RESULT + "/{code}", this::kept));
  }

  private interface OnForm {
    Answer answer(Call call, Form form);
  }

  private Answer onForm(Call call, OnForm then) {
    return switch (FormBody.of(call)) {
      case FormBody.Refused(var problem) -> pages.problem(call, problem);
      case FormBody.Sent(var form) -> then.answer(call, form);
    };
  }

  private Answer step(Call call) {
    var answers = answers(call);
    return quiz(call, 200, new QuizModel(answers, step(call, answers), false));
  }

  private Answer answered(Call call, Form form) {
    var before = answers(call);
    var step = step(call, before);
    var answers = before;
    var questions = Questions.shipped().steps().get(step - 1);
    for (var question : questions) {
      answers = answers.with(question, form.line(question.id()));
    }
    if (!answers.answers(questions)) {
      return quiz(call, 422, new QuizModel(answers, step, true));
    }
    var language = language(call);
    if (step < Questions.shipped().steps().size()) {
      return Answer.seeOther(Places.step(language, answers, step + 1));
    }
    return Answer.seeOther(
        answers.complete()
            ? Places.register(language, answers)
            : Places.step(language, answers, answers.firstGap()));
  }

  private Answer registerPage(Call call) {
    var answers = answers(call);
    return answers.complete()
        ? form(call, 200, EMPTY, Map.of(), "")
        : Answer.seeOther(Places.step(language(call), answers, answers.firstGap()));
  }

  private Answer registered(Call call, Form form) {
    var answers = answers(call);
    if (!answers.complete()) {
      return registerPage(call);
    }
    if (form.has(Places.SWITCH)) {
      return form(call, 200, form, Map.of(), "");
    }
    if (form.has(Places.CHECK)) {
      var flaws = flaws(call, form, registrar.flaws(campaign.slug(), body(call, form)));
      flaws.keySet().retainAll(Set.of(form.line(Places.CHECK)));
      return form(call, 200, form, flaws, "");
    }
    if (!form.line(TRAP).isEmpty()) {
      // No more than asked again: a browser may have filled it in for a person.
      return form(call, 422, without(form, TRAP), Map.of(), "trap");
    }
    if (!form.has(MESSAGES)) {
      return Answer.seeOther(Places.result(language(call), answers, ""));
    }
    var hasty = hasty(form);
    var body = body(call, form);
    if (!form.has(CONSENT) || !hasty.isEmpty()) {
      var flaws = flaws(call, form, registrar.flaws(campaign.slug(), body));
      return form(call, 422, form, flaws, hasty);
    }
    try {
      return switch (registrar.register(campaign.slug(), body, key(form), Origins.of(call))) {
        case Registrar.Outcome.Invalid(var fields) ->
            form(call, 422, form, flaws(call, form, fields), "");
        case Registrar.Outcome.Unproven() ->
            form(call, 503, form, Map.of(), "unproven").with("Retry-After", "30");
        case Registrar.Outcome.Taken(var registered) -> told(call, form, registered);
      };
    } catch (UncheckedIOException _) {
      return form(call, 503, form, Map.of(), "again").with("Retry-After", "5");
    }
  }

  /// The answer does not tell whether the person was known before, and whose link is whose is told
  /// by the messages alone: a number that somebody types in is not yet theirs.
  private Answer told(Call call, Form form, Registered registered) {
    return switch (registered) {
      case Registered.Fresh _, Registered.Known _ -> sends(call, Long.toString(due()));
      case Registered.Replayed _ -> sends(call, SOON);
      case Registered.KeyReused() -> form(call, 422, without(form, KEY), Map.of(), "reused");
      case Registered.KeyBusy() ->
          form(call, 409, form, Map.of(), "again").with("Retry-After", "2");
      case Registered.Limited(_, var left) ->
          form(call, 429, form, Map.of(), "limited")
              .with("Retry-After", Long.toString(left.toSeconds()));
      case Registered.Crowded(), Registered.Unsure() ->
          form(call, 503, form, Map.of(), "again").with("Retry-After", "5");
      case Registered.NoCampaign() ->
          throw new IllegalStateException("the campaign of the test was never published");
    };
  }

  private static Answer sends(Call call, String sends) {
    return Answer.seeOther(Places.result(language(call), answers(call), sends));
  }

  /// Why a form is shown again that was sent too soon, or too late; empty where it was neither.
  private String hasty(Form form) {
    return switch (tokens.judge(form.line(KEY), form.line(SHOWN), pages.now())) {
      case GOOD -> "";
      case TOO_YOUNG -> "quick";
      case WORTHLESS -> "stale";
    };
  }

  private static Map<String, String> flaws(Call call, Form form, Map<String, Sentence> fields) {
    var language = language(call);
    var sentences = Sentences.of(language.locale());
    var flaws = new LinkedHashMap<String, String>();
    fields.forEach((field, sentence) -> flaws.put(field, sentences.say(sentence)));
    if (!form.has(CONSENT)) {
      flaws.put(CONSENT, Words.of(language).say("proftest.flaw-consent"));
    }
    return flaws;
  }

  private Json.Members body(Call call, Form form) {
    var proof = registrar.widget(campaign.slug()).map(widget -> form.line(widget.field()));
    return Json.object()
        .with(Registrar.PROOF, proof.orElse(null))
        .with("name", form.text("name"))
        .with("email", form.text("email"))
        .with("phone", form.text("phone"))
        .with("source", "proftest")
        .with("answers", answers(call).json())
        .with("lang", language(call).code())
        .with("consents", Json.texts(List.of("data", "messages")))
        .end();
  }

  private static Optional<String> key(Form form) {
    return Call.uuid(form.line(KEY)).map(uuid -> "proftest-" + uuid);
  }

  private static Form without(Form form, String field) {
    var fields = new LinkedHashMap<>(form.fields());
    fields.remove(field);
    return new Form(fields);
  }

  private Answer result(Call call) {
    var answers = answers(call);
    if (!answers.complete()) {
      return Answer.seeOther(Places.step(language(call), answers, answers.firstGap()));
    }
    var model =
        call.query("sends")
            .map(sends -> ResultModel.of(answers, ResultModel.From.REGISTRATION, due(sends)))
            .orElseGet(() -> ResultModel.of(answers, ResultModel.From.ANSWERS, null));
    return shown(call, 200, language(call), "proftest/result.jte", model);
  }

  private Answer kept(Call call) {
    var code = call.parameter("code");
    var lead =
        Optional.of(code)
            .filter(text -> CODE.matcher(text).matches())
            .flatMap(text -> leads.answers(new LinkCode(text)));
    if (lead.isEmpty()) {
      return shown(call, 404, language(call), "proftest/none.jte", "unknown");
    }
    var own = Optional.ofNullable(lead.get().language()).flatMap(Language::of);
    var language = Pages.ofStranger(call, own);
    return Optional.ofNullable(lead.get().answers())
        .flatMap(Answers::ofJson)
        .map(answers -> ResultModel.of(answers, ResultModel.From.LINK, null))
        .map(model -> shown(call, 200, language, "proftest/result.jte", model))
        .orElseGet(() -> shown(call, 404, language, "proftest/none.jte", "unanswered"));
  }

  private Answer quiz(Call call, int code, QuizModel model) {
    return pages.open(call, code, language(call), "proftest/quiz.jte", model);
  }

  /// The form; one whose key was lost gets a new one.
  private Answer form(Call call, int code, Form typed, Map<String, String> flaws, String refused) {
    var language = language(call);
    var key = Call.uuid(typed.line(KEY)).orElseGet(UUID::randomUUID).toString();
    var widget = registrar.widget(campaign.slug());
    var model =
        new RegisterModel(
            answers(call),
            Preview.of(campaign, Words.of(language), pages.now()),
            key,
            shown(key, typed.line(SHOWN)),
            widget.orElse(null),
            typed,
            flaws,
            refused);
    var page = shown(call, code, language, "proftest/register.jte", model);
    return widget.map(box -> page.embedding(box.origins())).orElse(page);
  }

  /// The token that the form had: who is asked to press the button once more need not wait again.
  private String shown(String key, String token) {
    return tokens.judge(key, token, pages.now()) == FormTokens.Finding.WORTHLESS
        ? tokens.issue(key, pages.now())
        : token;
  }

  /// A page that is somebody's own, so no search engine keeps it.
  private Answer shown(Call call, int code, Language language, String template, Object model) {
    return pages
        .open(call, code, language, template, model)
        .with("X-Robots-Tag", "noindex, nofollow");
  }

  /// When the messages of a form that is sent now come, in whole seconds since 1970. The address of
  /// the result carries it, so a reload does not begin to wait anew; it is no time of the lead,
  /// which may be an older one.
  private long due() {
    return pages.now().plus(campaign.delay()).plusNanos(999_999_999).getEpochSecond();
  }

  /// The time that an address carries; null for none, or for one that no form can have written.
  private @Nullable Instant due(String sends) {
    if (!SECONDS.matcher(sends).matches()) {
      return null;
    }
    var at = Instant.ofEpochSecond(Long.parseLong(sends));
    return at.getEpochSecond() > due() ? null : at;
  }

  private static Language language(Call call) {
    return Pages.ofStranger(call, Optional.empty());
  }

  private static Answers answers(Call call) {
    return Answers.of(call.query("answers").orElse(""));
  }

  /// The step that the address names, or the first with a gap.
  private static int step(Call call, Answers answers) {
    var named = call.query("step").filter(text -> text.matches("[1-9]")).map(Integer::valueOf);
    return named
        .filter(step -> step <= Questions.shipped().steps().size())
        .orElseGet(answers::firstGap);
  }
}
