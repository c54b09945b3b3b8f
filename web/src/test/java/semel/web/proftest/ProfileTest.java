package semel.web.proftest;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.web.proftest.Interest.CREATOR;
import static semel.web.proftest.Interest.EXPLORER;
import static semel.web.proftest.Interest.HELPER;
import static semel.web.proftest.Interest.LEADER;
import static semel.web.proftest.Interest.MAKER;
import static semel.web.proftest.Interest.ORGANISER;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import semel.web.page.Language;

class ProfileTest {

  /// The same answer to the three questions of each interest.
  private static Profile profile(Map<Interest, String> given) {
    var answers = Answers.NONE;
    for (var question : Questions.shipped().all()) {
      answers = answers.with(question, given.getOrDefault(question.interest(), "1"));
    }
    assertThat(answers.complete()).isTrue();
    return Profile.of(answers);
  }

  @Test
  void the_example_comes_out_as_its_authors_say() {
    var answers =
        Answers.ofJson(
                """
                {"R1":3,"R2":2,"R3":2,"I1":5,"I2":5,"I3":4,"A1":4,"A2":5,"A3":4,
                 "S1":3,"S2":4,"S3":3,"E1":3,"E2":2,"E3":3,"C1":2,"C2":2,"C3":2}\
                """)
            .orElseThrow();
    var profile = Profile.of(answers);
    assertThat(profile.percent())
        .isEqualTo(
            Map.of(MAKER, 33, EXPLORER, 92, CREATOR, 83, HELPER, 58, LEADER, 42, ORGANISER, 25));
    assertThat(profile.letters()).isEqualTo("I A S");
    assertThat(profile.flat()).isFalse();
  }

  @Test
  void of_two_alike_the_one_beside_the_leader_comes_first() {
    var profile = profile(Map.of(LEADER, "5", MAKER, "3", ORGANISER, "3"));
    assertThat(profile.code()).containsExactly(LEADER, ORGANISER, MAKER);
  }

  @Test
  void of_two_alike_far_from_the_leader_the_earlier_letter_comes_first() {
    var profile = profile(Map.of(HELPER, "5", MAKER, "3", EXPLORER, "3"));
    assertThat(profile.code()).containsExactly(HELPER, MAKER, EXPLORER);
  }

  @Test
  void of_two_leaders_the_earlier_letter_leads() {
    var profile = profile(Map.of(ORGANISER, "5", EXPLORER, "5", CREATOR, "2", LEADER, "2"));
    assertThat(profile.code()).containsExactly(EXPLORER, ORGANISER, CREATOR);
  }

  @Test
  void interests_that_are_alike_make_no_code() {
    assertThat(profile(Map.of()).flat()).isTrue();
    assertThat(profile(Map.of(MAKER, "2")).flat()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1111111111111111116", "------------------x"})
  void an_address_that_somebody_changed_carries_no_answers(String text) {
    assertThat(Answers.of(text)).isEqualTo(Answers.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[1,2]", "{}", "{\"R1\":3}", "{\"q1\":3}", "{\"R1\":\"3\"}", "{"})
  void answers_to_other_questions_are_none_to_these(String json) {
    assertThat(Answers.ofJson(json)).isEmpty();
  }

  @Test
  void what_a_registration_keeps_is_read_again() {
    var answers = Answers.of("123451234512345123");
    assertThat(Answers.ofJson(answers.json().text())).contains(answers);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_question_is_asked_once_in_every_language(Language language) {
    var questions = Questions.shipped();
    assertThat(questions.steps()).hasSize(6).allMatch(step -> step.size() == 3);
    assertThat(questions.all().stream().map(q -> q.text().in(language))).doesNotHaveDuplicates();
    for (var interest : Interest.values()) {
      assertThat(questions.all().stream().filter(q -> q.interest() == interest)).hasSize(3);
      assertThat(questions.kind(interest).fields().in(language)).hasSize(3);
    }
  }
}
