package semel.app.front;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import semel.app.loop.SystemClock;
import semel.configuration.Configuration;
import semel.providers.captcha.Said;
import semel.providers.captcha.SiteVerify;
import semel.web.intake.Captcha;

/// The captcha that is configured, as the door asks for it.
public record PersonCheck(
    Configuration.Captcha configured, SiteVerify service, AtomicLong complained)
    implements Captcha {

  private static final Logger LOG = LoggerFactory.getLogger(PersonCheck.class);

  private static final long LOG_EVERY = Duration.ofMinutes(1).toNanos();

  /// Empty where none is configured.
  public static Optional<Captcha> of(
      Optional<Configuration.Captcha> configured, Optional<SiteVerify> service) {
    var begin = new SystemClock().monotonicNanos() - LOG_EVERY;
    return configured.flatMap(
        told -> service.map(asked -> new PersonCheck(told, asked, new AtomicLong(begin))));
  }

  @Override
  public Widget widget() {
    var kind = configured.kind();
    return new Widget(
        kind.script(), kind.look(), configured.siteKey(), kind.field(), kind.origins());
  }

  @Override
  public Verdict verify(String proof) {
    return switch (service.ask(proof)) {
      case Said.Person() -> Verdict.PERSON;
      case Said.NotProven() -> Verdict.NOT_PROVEN;
      case Said.Unknown(var reason) -> {
        complain(reason);
        yield Verdict.UNKNOWN;
      }
    };
  }

  private void complain(String reason) {
    var now = new SystemClock().monotonicNanos();
    var last = complained.get();
    if (now - last >= LOG_EVERY && complained.compareAndSet(last, now)) {
      LOG.warn(
          "Nobody new is registered where a captcha is asked for, it cannot be asked. {}", reason);
    }
  }
}
