package semel.web.proftest;

import java.net.URI;
import semel.web.page.Language;

/// The addresses of the test's pages. Each carries the language and the answers, so that no page
/// depends on a cookie.
public final class Places {

  /// Where the test begins.
  public static final String TEST = "/proftest";

  static final String REGISTER = TEST + "/register";
  static final String RESULT = TEST + "/result";

  private Places() {}

  /// Where the test is for people who come from outside.
  public static URI at(URI publicUrl) {
    return URI.create(publicUrl.toString().replaceAll("/+$", "") + TEST);
  }

  /// Where the test begins in a language.
  public static String test(Language language) {
    return TEST + "?lang=" + language.code();
  }

  static String step(Language language, Answers answers, int step) {
    return of(TEST, language, answers) + "&step=" + step;
  }

  static String register(Language language, Answers answers) {
    return of(REGISTER, language, answers);
  }

  /// @param sends whether the link to it comes by SMS and email
  static String result(Language language, Answers answers, boolean sends) {
    return of(RESULT, language, answers) + (sends ? "&sends=yes" : "");
  }

  private static String of(String path, Language language, Answers answers) {
    return path + "?lang=" + language.code() + "&answers=" + answers.digits();
  }
}
