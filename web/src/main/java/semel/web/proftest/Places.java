package semel.web.proftest;

import java.net.URI;
import semel.web.page.Language;

/// The addresses of the test's pages. Each carries the language and the answers, so that no page
/// depends on a cookie.
public final class Places {

  /// Where the test begins.
  public static final String TEST = "/proftest";

  /// The field of a form that is sent to be shown in another language, and for nothing else.
  public static final String SWITCH = "switch";

  /// The field of a form that is sent to hear what is wrong with one of the others; its value names
  /// that one.
  static final String CHECK = "check";

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

  /// @param sends when the link to it comes by SMS and email; empty for not at all
  static String result(Language language, Answers answers, String sends) {
    return of(RESULT, language, answers) + (sends.isEmpty() ? "" : "&sends=" + sends);
  }

  private static String of(String path, Language language, Answers answers) {
    return path + "?lang=" + language.code() + "&answers=" + answers.digits();
  }
}
