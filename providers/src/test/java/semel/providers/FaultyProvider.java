package semel.providers;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import semel.contract.ProviderUnderTest;
import semel.dispatch.Sender;
import semel.message.MessageKey;
import semel.providers.fake.FakeProvider;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.reconcile.Inquiry;
import semel.sandbox.Behaviour;

/// A fake over HTTP as the contracts of the ports want a provider.
public record FaultyProvider(FakeProvider fake, Sender sender, @Nullable Inquiry asked)
    implements ProviderUnderTest {

  /// How long the adapters wait for an answer: less than a silent fake is silent.
  public static final Duration PATIENCE = Duration.ofMillis(900);

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final Duration SILENCE = Duration.ofMillis(1200);

  @Override
  public Inquiry inquiry() {
    if (asked == null) {
      throw new UnsupportedOperationException("This provider is never asked.");
    }
    return asked;
  }

  @Override
  public void behave(Behaviour behaviour) {
    var plan =
        switch (behaviour) {
          case NORMAL -> FaultPlan.calm();
          case SLOW -> FaultPlan.always(Fault.SLOW);
          case SILENT -> FaultPlan.always(Fault.HANG_AFTER_ACCEPTING);
          case REFUSES -> FaultPlan.always(Fault.REFUSE);
          case DOWN -> FaultPlan.random(0, Map.of(Fault.RATE_LIMIT, 1.0, Fault.LIST_ERROR, 1.0));
        };
    fake.faults(plan.pausing(MOMENT, SILENCE));
  }

  @Override
  public int taken(MessageKey key) {
    return (int)
        fake.ledger().entries().stream().filter(entry -> entry.marker().equals(key.text())).count();
  }

  @Override
  public void close() {
    fake.close();
  }
}
