package semel.settings;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// Settings that are read by some threads and changed by others, in many orders of their steps.
final class RememberedThreadsTest {

  @Test
  void what_was_changed_here_is_what_everybody_here_sees_afterwards() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .iterations(5)
        .invocationsPerIteration(200)
        .check(Shared.class);
  }

  private record Plain(AtomicReference<Settings> kept) implements Installation {
    @Override
    public Settings settings() {
      return kept.get();
    }

    @Override
    public void change(Settings settings, String who) {
      kept.set(settings);
    }
  }

  /// Time stands still, so that nothing that is remembered grows too old.
  public static class Shared {
    private final Plain plain = new Plain(new AtomicReference<>(Settings.USUAL));
    private final Remembered remembered = new Remembered(plain, () -> 0);

    @Operation
    public int price() {
      return remembered.settings().segmentPrice();
    }

    @Operation
    public void change(@Param(gen = IntGen.class, conf = "1:3") int price) {
      remembered.change(new Settings(ZoneId.of("Asia/Almaty"), price), "boss");
    }
  }
}
