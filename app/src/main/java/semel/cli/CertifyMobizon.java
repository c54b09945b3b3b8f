package semel.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import semel.app.Certifying;
import semel.configuration.Configuration;
import semel.message.Recipient.PhoneNumber;
import semel.providers.mobizon.certification.Certificate;
import semel.providers.mobizon.certification.Certification;

/// The conversation of `./semel doctor --certify-mobizon`: it costs money, so a person has to be
/// there, name a number of their own, and type what they agree to.
record CertifyMobizon(Configuration configuration, Terminal terminal, PrintWriter out) {

  static final String PHRASE = "send at most " + Certification.SMS_MAX + " SMS to my own number";

  int run() {
    var certification = Certifying.mobizon(configuration, this::say, this::count);
    if (certification.isEmpty()) {
      say("MOBIZON_API_KEY is missing: there is no account to certify. Nothing was sent.");
      return Semel.CANNOT;
    }
    if (!terminal.isThere()) {
      say("This sends SMS that cost money, so it runs in a terminal only. Nothing was sent.");
      return Semel.CANNOT;
    }
    say("This finds out at Mobizon itself whether MOBIZON_MODE=staged may be used.");
    var number = terminal.ask("Your own mobile number, such as +77771234567:").flatMap(this::phone);
    if (number.isEmpty()) {
      say("That is no number of that form. Nothing was sent.");
      return Semel.NO;
    }
    var agreed = terminal.ask("Type \"" + PHRASE + "\" to go on:");
    if (!agreed.equals(Optional.of(PHRASE))) {
      say("That is not what it says. Nothing was sent.");
      return Semel.NO;
    }
    return verdict(certification.get().run(number.get()));
  }

  private int verdict(Certificate certificate) {
    for (var point : certificate.points()) {
      say(
          "%-12s %s%s: %s"
              .formatted(
                  point.verdict().words(),
                  point.name(),
                  point.needed() ? " (staged needs it)" : "",
                  point.sentence()));
    }
    if (certificate.stagedMayBeUsed()) {
      say("MOBIZON_MODE=staged may be used with this account.");
      return Semel.DONE;
    }
    say("MOBIZON_MODE=staged is not certified for this account: stay with one-call.");
    return Semel.NO;
  }

  private Optional<PhoneNumber> phone(String typed) {
    try {
      return Optional.of(new PhoneNumber(typed.replaceAll("[ ()-]", "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private OptionalInt count(String question) {
    var typed = terminal.ask(question + " (a number; empty when you do not know)").orElse("");
    return typed.matches("[0-9]{1,2}")
        ? OptionalInt.of(Integer.parseInt(typed))
        : OptionalInt.empty();
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
