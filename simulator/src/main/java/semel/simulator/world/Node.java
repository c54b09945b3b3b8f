package semel.simulator.world;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import semel.account.Account;
import semel.account.Capability;
import semel.dispatch.Claim;
import semel.dispatch.Dispatcher;
import semel.dispatch.RecipientLimit;
import semel.dispatch.Sender;
import semel.lifecycle.RetryPolicy;
import semel.message.Channel;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonInquiry;
import semel.providers.mobizon.MobizonSender;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.mobizon.MobizonStagedInquiry;
import semel.providers.mobizon.MobizonStagedSender;
import semel.providers.resend.ResendSender;
import semel.providers.resend.ResendSettings;
import semel.reconcile.Inquiry;
import semel.reconcile.Reconciler;
import semel.simulator.checkers.safety.NothingSecretIsTold;
import semel.simulator.edge.AccountSender;
import semel.simulator.edge.FaultyClaims;
import semel.simulator.edge.FaultyDoubts;
import semel.simulator.edge.FaultyDrafts;
import semel.simulator.edge.FaultyIntake;
import semel.simulator.edge.Host;
import semel.simulator.edge.SimulatedWire;
import semel.simulator.edge.StallingInquiry;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Provider;
import semel.simulator.time.Chance;
import semel.simulator.time.Crashed;
import semel.simulator.time.NodeClock;
import semel.simulator.time.SimulatedProcess;
import semel.simulator.time.SimulatedThreads;
import semel.worker.Worker;

/// One machine that runs Semel: the product's own worker, dispatchers, reconciler and adapters on
/// simulated edges. It is started again when it dies.
final class Node {

  private static final long SECOND = 1_000_000_000L;
  private static final int STEPS = 4;
  private static final Secret KEY = new Secret(NothingSecretIsTold.SECRET);
  private static final MobizonSettings MOBIZON =
      MobizonSettings.of(URI.create("https://mobizon.example"), KEY, "Academy");
  private static final ResendSettings RESEND =
      ResendSettings.of(URI.create("https://resend.example"), KEY, "Academy <a@academy.example>");

  private final World world;
  private final String name;
  private final NodeClock clock;
  private final Chance chance;
  private SimulatedProcess process;
  private boolean retired;
  private @Nullable Worker worker;
  private @Nullable FaultyIntake intake;

  Node(World world, String name, NodeClock clock, Chance chance) {
    this.world = world;
    this.name = name;
    this.clock = clock;
    this.chance = chance;
    this.process = new SimulatedProcess(world.agenda(), world.strands());
  }

  /// A copy of this machine: the same clock and the same chance from here on.
  Node copied() {
    return new Node(world, name + "-clone", clock, chance.copy());
  }

  /// Starts the process: recovery first, then the loops.
  void start() {
    process = new SimulatedProcess(world.agenda(), world.strands());
    var host = new Host(process, clock, world.agenda(), world.faults(), this::died);
    var plan = world.plan();
    intake =
        new FaultyIntake(
            host, world.database(), plan.timing().settle(), world.terms().retry(Channel.SMS));
    var made = worker(host);
    worker = made;
    world.trace().machine(name + " starts");
    process.begin(() -> {
      try {
        made.recover();
      } catch (Crashed crashed) {
        throw crashed;
      } catch (RuntimeException _) {
        host.dies(Fault.REFUSED); // a worker that cannot recover does not start
      }
      made.start();
    });
  }

  private Worker worker(Host host) {
    var plan = world.plan();
    var journal = new NodeJournal(host.process(), world);
    var claims = world.design().claims(new FaultyClaims(host, world.database()));
    var sms = sender(world.terms().account(Channel.SMS), mobizon(host));
    var resend = wire(host, world.resend(), world.terms().bounds());
    var email = sender(world.terms().account(Channel.EMAIL), new ResendSender(RESEND, resend));
    var dispatchers =
        List.of(sms, email).stream()
            .map(sender ->
                new Dispatcher(
                    sender,
                    claims,
                    (slug, key, lead) -> sender.compose(world.campaign(slug).render(key, lead)),
                    journal,
                    settings(sender.account().channel())))
            .toList();
    var reconciler =
        new Reconciler(
            List.of(sms.account(), email.account()),
            inquiries(host),
            new FaultyDoubts(host, world.database()),
            journal,
            new Reconciler.Settings(
                world.design().reconciling(plan.timing()),
                world.terms().retry(Channel.SMS),
                clock));
    return new Worker(
        new Worker.Settings(plan.timing(), World.DELAY, Duration.ofMinutes(1), plan.permits()),
        dispatchers,
        reconciler,
        new SimulatedThreads(host.process(), world.agenda(), world::quietUntil),
        journal);
  }

  private Sender mobizon(Host host) {
    var sending = wire(host, world.mobizon(), world.terms().bounds());
    return switch (world.plan().sms()) {
      case Capability.Staged() -> {
        var drafts = world.design().drafts(new FaultyDrafts(host, world.database()));
        var preparing = wire(host, world.mobizon(), world.terms().bounds().within(preparing()));
        yield new MobizonStagedSender(MOBIZON, drafts, preparing, sending);
      }
      case Capability.Lookup(), Capability.Blind(), Capability.Keyed(_) ->
          new MobizonSender(MOBIZON, sending);
    };
  }

  /// As the product does: the calls that send nothing leave enough of a lease for the one that
  /// does.
  private Duration preparing() {
    var timing = world.plan().timing();
    var left = timing.lease().minus(timing.margin()).minus(timing.request());
    return left.dividedBy(STEPS);
  }

  private SimulatedWire wire(Host host, Provider provider, SimulatedWire.Bounds bounds) {
    return new SimulatedWire(host, provider, world::outage, bounds);
  }

  private Sender sender(Account account, Sender adapter) {
    return world.design().sender(new AccountSender(account, adapter, this::leaves));
  }

  private void leaves(Claim claim) {
    world.leaves(claim);
  }

  private List<Inquiry> inquiries(Host host) {
    return asked(host).stream().<Inquiry>map(it -> new StallingInquiry(it, host)).toList();
  }

  private List<Inquiry> asked(Host host) {
    var mobizon = wire(host, world.mobizon(), world.terms().bounds());
    return switch (world.plan().sms()) {
      case Capability.Lookup() -> List.of(new MobizonInquiry(MOBIZON, mobizon));
      case Capability.Staged() ->
          List.of(
              new MobizonStagedInquiry(MOBIZON, new FaultyDrafts(host, world.database()), mobizon));
      case Capability.Blind(), Capability.Keyed(_) -> List.of();
    };
  }

  private Dispatcher.Settings settings(Channel channel) {
    var plan = world.plan();
    RetryPolicy retry = world.terms().retry(channel);
    var limit =
        channel == Channel.SMS && plan.oneAnHour()
            ? new RecipientLimit(1, Duration.ofHours(1), plan.timing().settle())
            : null;
    return new Dispatcher.Settings(name, plan.timing(), retry, limit, clock, chance);
  }

  /// The process died: somebody starts it again, and in a storm it dies again at once.
  private void died(Fault cause) {
    world.trace().machine(name + " dies of " + cause);
    var faults = world.faults();
    var slow = faults.strikes(Fault.SLOW_START);
    var rest =
        slow ? faults.of(Fault.SLOW_START).between(SECOND, 600 * SECOND) : chance.nextLong(SECOND);
    world.agenda().in(rest, this::restart);
  }

  private void restart() {
    if (process.isDead() && !retired) {
      start();
    }
  }

  /// Dies now, whatever it does.
  void kill(Fault cause) {
    if (!process.isDead()) {
      process.die();
      died(cause);
    }
  }

  /// Ends for ever.
  void retire() {
    retired = true;
    process.die();
  }

  /// Stops in good order: claims nothing more, and dies when its calls have had their time.
  void quiesce() {
    if (worker != null && !process.isDead()) {
      worker.quiesce();
      var ending = process;
      var calls = world.plan().timing().request().toNanos() + 2 * SECOND;
      world
          .agenda()
          .in(
              calls,
              () -> {
                if (ending == process) {
                  kill(Fault.QUIESCE);
                }
              });
    }
  }

  /// Serves one request of a caller, who hears of the answer unless the machine dies first.
  <T> void serve(Function<FaultyIntake, T> request, Consumer<T> answer) {
    var door = intake;
    if (door == null || process.isDead()) {
      return;
    }
    process.begin(() -> {
      T result;
      try {
        result = request.apply(door);
      } catch (Crashed crashed) {
        throw crashed;
      } catch (RuntimeException _) {
        return; // the caller gets a 503
      }
      world.agenda().in(0, () -> answer.accept(result));
    });
  }

  /// Something falls due after `delay`: the timer of the product.
  void dueIn(Duration delay) {
    if (worker != null && !process.isDead()) {
      worker.dueIn(delay);
    }
  }
}
