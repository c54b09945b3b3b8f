package semel.providers.mobizon;

import static semel.providers.Specimens.wire;

import java.time.Duration;
import semel.account.Account;
import semel.account.Outcome;
import semel.contract.ProviderUnderTest;
import semel.dispatch.Claim;
import semel.dispatch.Guard;
import semel.dispatch.Sender;
import semel.message.Body;
import semel.message.Envelope;
import semel.message.MessageKey;
import semel.providers.FaultyProvider;
import semel.providers.Secret;
import semel.providers.fake.FakeMobizon;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;
import semel.reconcile.Inquiry;
import semel.sandbox.Behaviour;

/// Mobizon in three steps as the contracts want a provider: each claim comes with the draft that
/// the one before it chose.
record StagedProvider(FakeMobizon fake, ChosenDrafts drafts) implements ProviderUnderTest {

  StagedProvider() {
    this(new FakeMobizon("kz0"), new ChosenDrafts());
  }

  private MobizonSettings settings() {
    return MobizonSettings.of(fake.uri(), new Secret("kz0"), null);
  }

  @Override
  public Sender sender() {
    var wire = wire(FaultyProvider.PATIENCE);
    return new Granting(new MobizonStagedSender(settings(), drafts, wire, wire), drafts);
  }

  @Override
  public Inquiry inquiry() {
    return new MobizonStagedInquiry(settings(), drafts, wire(FaultyProvider.PATIENCE));
  }

  /// Silent is the step that sends: the others send nothing, and leave no doubt.
  @Override
  public void behave(Behaviour behaviour) {
    if (behaviour == Behaviour.SILENT) {
      var plan = FaultPlan.script(Fault.NONE, Fault.NONE, Fault.HANG_AFTER_ACCEPTING);
      fake.faults(plan.pausing(Duration.ofMillis(50), Duration.ofMillis(1200)));
    } else {
      new FaultyProvider(fake, sender(), null).behave(behaviour);
    }
  }

  @Override
  public int taken(MessageKey key) {
    return new FaultyProvider(fake, sender(), null).taken(key);
  }

  @Override
  public void close() {
    fake.close();
  }

  private record Granting(Sender sender, ChosenDrafts drafts) implements Sender {
    @Override
    public Account account() {
      return sender.account();
    }

    @Override
    public Body compose(Envelope envelope) {
      return sender.compose(envelope);
    }

    @Override
    public Outcome send(Claim claim, Guard guard) {
      return sender.send(drafts.granted(claim), guard);
    }
  }
}
