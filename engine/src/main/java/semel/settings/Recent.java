package semel.settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that is read seldom and asked for often: remembered for a few seconds.
final class Recent<T> {

  /// How late a change is seen that another worker made.
  static final Duration LASTS = Duration.ofSeconds(5);

  private record Memory<T>(T value, long at) {}

  private final Supplier<T> reading;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Memory<T>> memory = new AtomicReference<>();

  /// @param nanos a monotonic clock
  Recent(Supplier<T> reading, LongSupplier nanos) {
    this.reading = reading;
    this.nanos = nanos;
  }

  T get() {
    while (true) {
      var now = nanos.getAsLong();
      var known = memory.get();
      if (known != null && now - known.at() < LASTS.toNanos()) {
        return known.value();
      }
      // What was read before a change must not be remembered after it.
      var read = new Memory<>(reading.get(), now);
      if (memory.compareAndSet(known, read)) {
        return read.value();
      }
    }
  }

  /// It is another now: whoever asks next reads it.
  void outdate(T value) {
    // Not null, which a reader may have seen before: every change is one of its own.
    memory.set(new Memory<>(value, nanos.getAsLong() - LASTS.toNanos()));
  }
}
