package semel.web.proftest;

import java.util.List;
import semel.web.page.Language;
import semel.web.proftest.Questions.Question;

/// One step of the test.
///
/// @param step from 1
/// @param refused whether the step was sent with gaps
public record QuizModel(Answers answers, int step, boolean refused) {

  public Questions all() {
    return Questions.shipped();
  }

  public List<Question> questions() {
    return all().steps().get(step - 1);
  }

  public int steps() {
    return all().steps().size();
  }

  /// Whether the question was left open when the step was sent.
  public boolean gap(Question question) {
    return refused && answers.of(question) == 0;
  }

  public long gaps() {
    return questions().stream().filter(this::gap).count();
  }

  /// Half a minute for each step that is left.
  public int minutesLeft() {
    return (steps() + 1 - step) / 2;
  }

  /// Where this step is sent.
  public String action(Language language) {
    return Places.step(language, answers, step);
  }

  /// The step before.
  public String back(Language language) {
    return Places.step(language, answers, step - 1);
  }
}
