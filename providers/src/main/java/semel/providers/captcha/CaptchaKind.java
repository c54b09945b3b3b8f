package semel.providers.captcha;

import java.net.URI;

/// Who can be asked, and what a page needs to show the box.
public enum CaptchaKind {
  /// developers.cloudflare.com/turnstile
  TURNSTILE(
      "https://challenges.cloudflare.com/turnstile/v0/siteverify",
      "https://challenges.cloudflare.com/turnstile/v0/api.js",
      "cf-turnstile",
      "https://challenges.cloudflare.com"),
  /// docs.hcaptcha.com
  HCAPTCHA(
      "https://api.hcaptcha.com/siteverify",
      "https://js.hcaptcha.com/1/api.js",
      "h-captcha",
      "https://hcaptcha.com https://*.hcaptcha.com");

  private final String verify;
  private final String script;
  private final String look;
  private final String origins;

  CaptchaKind(String verify, String script, String look, String origins) {
    this.verify = verify;
    this.script = script;
    this.look = look;
    this.origins = origins;
  }

  /// Where a proof is verified.
  public URI verify() {
    return URI.create(verify);
  }

  /// The script of the box.
  public String script() {
    return script;
  }

  /// The class of the place where the script puts its box.
  public String look() {
    return look;
  }

  /// The field of the form in which the script leaves the proof.
  public String field() {
    return look + "-response";
  }

  /// What the page must be allowed to load from.
  public String origins() {
    return origins;
  }
}
