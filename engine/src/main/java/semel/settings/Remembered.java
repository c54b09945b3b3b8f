package semel.settings;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Remembers the settings for a few seconds, because every page and every price asks for them.
public final class Remembered implements Installation {

  /// How late a change is seen that another worker made.
  public static final Duration LASTS = Duration.ofSeconds(5);

  private record Memory(Settings settings, long at) {}

  private final Installation installation;
  private final LongSupplier nanos;
  private volatile @Nullable Memory memory;

  /// @param nanos a monotonic clock
  public Remembered(Installation installation, LongSupplier nanos) {
    this.installation = installation;
    this.nanos = nanos;
  }

  @Override
  public Settings settings() {
    var now = nanos.getAsLong();
    var known = memory;
    if (known == null || now - known.at() >= LASTS.toNanos()) {
      known = new Memory(installation.settings(), now);
      memory = known;
    }
    return known.settings();
  }

  @Override
  public void change(Settings settings, String who) {
    installation.change(settings, who);
    memory = null;
  }
}
