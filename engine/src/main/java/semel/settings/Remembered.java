package semel.settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Remembers the settings for a few seconds, because every page and every price asks for them.
public final class Remembered implements Installation {

  /// How late a change is seen that another worker made.
  public static final Duration LASTS = Duration.ofSeconds(5);

  private record Memory(Settings settings, long at) {}

  private final Installation installation;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Memory> memory = new AtomicReference<>();

  /// @param nanos a monotonic clock
  public Remembered(Installation installation, LongSupplier nanos) {
    this.installation = installation;
    this.nanos = nanos;
  }

  @Override
  public Settings settings() {
    while (true) {
      var now = nanos.getAsLong();
      var known = memory.get();
      if (known != null && now - known.at() < LASTS.toNanos()) {
        return known.settings();
      }
      // What was read before a change must not be remembered after it.
      var read = new Memory(installation.settings(), now);
      if (memory.compareAndSet(known, read)) {
        return read.settings();
      }
    }
  }

  @Override
  public void change(Settings settings, String who) {
    installation.change(settings, who);
    // Not null, which a reader may have seen before: every change is one of its own.
    memory.set(new Memory(settings, nanos.getAsLong() - LASTS.toNanos()));
  }
}
