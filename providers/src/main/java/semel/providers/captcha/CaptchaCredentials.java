package semel.providers.captcha;

import semel.providers.Credentials;

/// Has a proof looked at that is none: whoever says so has taken the secret.
public record CaptchaCredentials(SiteVerify service) implements Credentials {

  private static final String NO_PROOF = "semel-doctor";

  @Override
  public Report ask() {
    return switch (service.ask(NO_PROOF)) {
      // The services have secrets for tests, with which everybody is a person.
      case Said.Person() -> new Report(true, "The captcha takes the secret, and any proof.");
      case Said.NotProven() -> new Report(true, "The captcha takes the secret.");
      case Said.Unknown(var reason) -> new Report(false, "The captcha cannot be asked: " + reason);
    };
  }
}
