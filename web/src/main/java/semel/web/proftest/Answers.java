package semel.web.proftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import semel.web.json.Json;
import semel.web.json.StrictReader;
import semel.web.proftest.Questions.Question;

/// What somebody answered so far. It travels from page to page in their addresses, so that nothing
/// is kept of whoever leaves no contacts.
///
/// @param digits one for each question in the order of asking, from 1 to 5, or a dash
public record Answers(String digits) {

  private static final Questions QUESTIONS = Questions.shipped();
  private static final Pattern FORM = Pattern.compile("[1-5-]{" + QUESTIONS.all().size() + "}");
  private static final Pattern DIGIT = Pattern.compile("[1-5]");

  /// Of somebody who begins.
  public static final Answers NONE = new Answers("-".repeat(QUESTIONS.all().size()));

  /// The answers that an address carries; one that somebody changed carries none.
  static Answers of(String text) {
    return FORM.matcher(text).matches() ? new Answers(text) : NONE;
  }

  /// The answers of a registration; empty when it has others than to these questions.
  static Optional<Answers> ofJson(String json) {
    if (!(StrictReader.read(json.getBytes(UTF_8))
        instanceof StrictReader.Reading.Read(Json.Members(var values)))) {
      return Optional.empty();
    }
    var answers = NONE;
    for (var question : QUESTIONS.all()) {
      if (values.get(question.id()) instanceof Json.Figure(var digits)) {
        answers = answers.with(question, digits);
      }
    }
    return Optional.of(answers).filter(Answers::complete);
  }

  /// As a registration keeps them.
  Json.Members json() {
    var json = Json.object();
    QUESTIONS.all().stream()
        .filter(question -> of(question) > 0)
        .forEach(question -> json.with(question.id(), of(question)));
    return json.end();
  }

  /// With one more; what is no answer changes nothing.
  Answers with(Question question, String answer) {
    return DIGIT.matcher(answer).matches()
        ? new Answers(
            digits.substring(0, question.place()) + answer + digits.substring(question.place() + 1))
        : this;
  }

  /// From 1 to 5, or 0 for not answered.
  public int of(Question question) {
    return Math.max(0, Character.digit(digits.charAt(question.place()), 10));
  }

  boolean complete() {
    return digits.indexOf('-') < 0;
  }

  boolean answers(List<Question> questions) {
    return questions.stream().allMatch(question -> of(question) > 0);
  }

  /// The first step with a gap, from 1; the last one where there is none.
  int firstGap() {
    var steps = QUESTIONS.steps();
    for (var step = 1; step < steps.size(); step++) {
      if (!answers(steps.get(step - 1))) {
        return step;
      }
    }
    return steps.size();
  }
}
