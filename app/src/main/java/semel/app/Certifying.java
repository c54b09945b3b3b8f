package semel.app;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import semel.app.loop.SystemClock;
import semel.configuration.Configuration;
import semel.providers.mobizon.certification.Certification;
import semel.providers.mobizon.certification.Circumstances;

/// What `./semel doctor --certify-mobizon` runs.
public final class Certifying {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Certifying() {}

  /// Empty without a key for Mobizon.
  ///
  /// @param progress is told what happens
  /// @param owner answers how many SMS arrived
  public static Optional<Certification> mobizon(
      Configuration configuration, Consumer<String> progress, Function<String, OptionalInt> owner) {
    var outside = new Outside(configuration);
    var circumstances =
        new Circumstances(new SystemClock(), SystemClock::pass, PATIENCE, progress, owner);
    return outside.mobizon().map(s -> new Certification(s, outside.wire(), circumstances));
  }
}
