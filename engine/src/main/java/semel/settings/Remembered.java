package semel.settings;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Remembers the settings for a few seconds, because every page and every price asks for them.
public final class Remembered implements Installation {

  /// How late a change is seen that another worker made.
  public static final Duration LASTS = Recent.LASTS;

  private final Installation installation;
  private final Recent<Settings> recent;

  /// @param nanos a monotonic clock
  public Remembered(Installation installation, LongSupplier nanos) {
    this.installation = installation;
    this.recent = new Recent<>(installation::settings, nanos);
  }

  @Override
  public Settings settings() {
    return recent.get();
  }

  @Override
  public void change(Settings settings, String who) {
    installation.change(settings, who);
    recent.outdate(settings);
  }
}
