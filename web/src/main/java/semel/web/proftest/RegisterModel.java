package semel.web.proftest;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.web.http.FormBody.Form;
import semel.web.intake.Captcha;
import semel.web.page.Language;

/// The form for the contacts.
///
/// @param key names this view of the form, so that a second press is the same registration
/// @param shown the token that tells when the form was shown
/// @param box null where nobody is asked to prove that they are a person
/// @param typed what the person filled in before
/// @param flaws what is wrong, by field
/// @param refused the sentence above the form, by its last word; empty where nothing was refused
public record RegisterModel(
    Answers answers,
    Preview preview,
    String key,
    String shown,
    Captcha.@Nullable Widget box,
    Form typed,
    Map<String, String> flaws,
    String refused) {

  /// A field of this name was filled in wrongly.
  public boolean flawed(String field) {
    return flaws.containsKey(field);
  }

  public String flaw(String field) {
    return flaws.getOrDefault(field, "");
  }

  /// What describes a field: its flaw where it has one, its hint where it has one.
  public String describedBy(String field, String hint) {
    return flawed(field) ? (field + "-flaw " + hint).strip() : hint;
  }

  /// Where the form is sent.
  public String action(Language language) {
    return Places.register(language, answers);
  }

  /// The last step of the test.
  public String back(Language language) {
    return Places.step(language, answers, Questions.shipped().steps().size());
  }
}
