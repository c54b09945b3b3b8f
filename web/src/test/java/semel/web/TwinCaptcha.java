package semel.web;

import java.util.ArrayList;
import java.util.List;
import semel.web.intake.Captcha;

/// Takes one proof for a person, as long as it is not away.
final class TwinCaptcha implements Captcha {

  static final String PERSON = "proof-of-a-person";

  final List<String> asked = new ArrayList<>();
  boolean away;

  @Override
  public Widget widget() {
    return new Widget(
        "https://challenges.example/api.js",
        "cf-turnstile",
        "site-key",
        "cf-turnstile-response",
        "https://challenges.example");
  }

  @Override
  public synchronized Verdict verify(String proof) {
    asked.add(proof);
    if (away) {
      return Verdict.UNKNOWN;
    }
    return proof.equals(PERSON) ? Verdict.PERSON : Verdict.NOT_PROVEN;
  }
}
