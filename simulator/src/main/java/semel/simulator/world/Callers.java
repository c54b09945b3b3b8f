package semel.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import semel.desk.Verdict;
import semel.intake.IdempotencyKey;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.message.State;
import semel.simulator.edge.FaultyIntake;
import semel.simulator.fault.Fault;
import semel.simulator.time.Chance;

/// The people of a world and those who act for them. A request without an answer is repeated with
/// its key until it has one, as the landing page does. Faults: the same person, request or key
/// again; somebody cancels, asks for it now, or settles a doubt by what the provider's ledger says.
final class Callers {

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final int COPIES = 4;
  private static final long PATIENCE = 5 * SECOND;

  private final World world;
  private final Chance chance;
  private final Set<Registration> waiting = new HashSet<>();
  private final Map<LeadId, Registration> acknowledged = new LinkedHashMap<>();

  Callers(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  /// Puts everybody's registration on the agenda; when the last one comes.
  long arrange() {
    var plan = world.plan();
    var at = SECOND;
    for (var person = 0; person < plan.people(); person++) {
      var registration = registration(person, World.CAMPAIGNS.get(0), "key-" + person);
      world.agenda().at(at + chance.nextLong(SECOND), () -> submits(registration));
      if ((person + 1) % plan.crowd() == 0) {
        var mean = plan.between().toNanos() * plan.crowd();
        at += (long) (mean * (0.5 + chance.nextDouble()));
      }
    }
    return at;
  }

  private static Registration registration(int person, String campaign, String key) {
    var phone = "+7701%07d".formatted(person);
    return new Registration(
        campaign,
        "Person " + person,
        new EmailAddress("person" + person + "@example.org"),
        phone,
        new PhoneNumber(phone),
        null,
        null,
        null,
        new IdempotencyKey(key, campaign + person),
        null);
  }

  private void submits(Registration registration) {
    waiting.add(registration);
    attempts(registration);
  }

  private void attempts(Registration registration) {
    if (!waiting.contains(registration)) {
      return;
    }
    var node = world.nodes().get(chance.nextInt(world.nodes().size()));
    node.<Registered>serve(
        door -> door.register(registration),
        answer -> {
          if (!(answer instanceof Registered.Unsure)) {
            hears(node, registration, answer);
          }
        });
    world.agenda().in(PATIENCE + chance.nextLong(PATIENCE), () -> attempts(registration));
  }

  private void hears(Node node, Registration registration, Registered answer) {
    if (!waiting.remove(registration)) {
      return;
    }
    world.answered(registration, answer);
    switch (answer) {
      case Registered.Fresh(var lead, _, var untilDue) -> {
        node.dueIn(untilDue);
        known(lead, registration);
      }
      case Registered.Known(var lead, _) -> acknowledged.put(lead, registration);
      case Registered.Replayed(var lead, _, _) -> acknowledged.put(lead, registration);
      case Registered.KeyReused(),
          Registered.KeyBusy(),
          Registered.Limited _,
          Registered.Crowded(),
          Registered.NoCampaign(),
          Registered.Unsure() -> {}
    }
  }

  private void known(LeadId lead, Registration registration) {
    acknowledged.put(lead, registration);
    var key = registration.key();
    if (strikes(Fault.REPLAYED)) {
      soon(() -> submits(registration));
    }
    if (key != null && strikes(Fault.KEY_REUSED)) {
      var other = new IdempotencyKey(key.value(), key.fingerprint() + " and more");
      soon(() -> submits(again(registration, registration.campaign(), other)));
    }
    if (key != null && strikes(Fault.REGISTERED_AGAIN)) {
      var campaign = World.CAMPAIGNS.get(chance.nextInt(World.CAMPAIGNS.size()));
      var fresh = new IdempotencyKey(key.value() + "'", campaign + key.fingerprint());
      soon(() -> submits(again(registration, campaign, fresh)));
    }
    var message = new MessageKey(lead, chance.nextBoolean() ? Channel.SMS : Channel.EMAIL);
    if (strikes(Fault.CANCELLED)) {
      soon(() -> asks(door -> door.cancel(message)));
    }
    if (strikes(Fault.SENT_NOW)) {
      soon(() -> asks(door -> door.sendNow(message)));
    }
  }

  private static Registration again(
      Registration registration, String campaign, IdempotencyKey key) {
    return new Registration(
        campaign,
        registration.name(),
        registration.email(),
        registration.typedPhone(),
        registration.phone(),
        registration.source(),
        registration.answers(),
        registration.metadata(),
        key,
        registration.origin());
  }

  private interface Wish {
    void at(FaultyIntake door);
  }

  private void asks(Wish wish) {
    var node = world.nodes().get(chance.nextInt(world.nodes().size()));
    node.<Boolean>serve(
        door -> {
          wish.at(door);
          return true;
        },
        _ -> {});
  }

  private void soon(Runnable what) {
    world.agenda().in(chance.nextLong(20 * MINUTE), what);
  }

  /// A person looks at everything that is held, and at what has been in doubt for long.
  void judge() {
    var settle = world.plan().timing().settle();
    for (var row : List.copyOf(world.database().store().table().rows())) {
      var inDoubt =
          switch (row.state()) {
            case State.Held _, State.InDoubt _ -> true;
            case State.Scheduled _,
                State.Claimed _,
                State.Sent _,
                State.Failed _,
                State.Cancelled _ ->
                false;
          };
      if (inDoubt && patient(row.openSince(), settle) && strikes(Fault.JUDGED)) {
        var taken = !world.ledger().of(row.key()).isEmpty();
        var claim = row.message().claim();
        judges(row.key(), new Verdict(claim, taken, "a person", "looked at the provider"));
      }
    }
  }

  /// The request may hang for hours and come more than once, while the doubt is settled and another
  /// is opened: it is of the one that was looked at.
  private void judges(MessageKey key, Verdict verdict) {
    var at = 0L;
    for (var i = 1 + chance.nextInt(COPIES); i > 0; i--) {
      at += chance.happens(0.5) ? chance.nextLong(MINUTE) : chance.nextLong(HOUR);
      world
          .agenda()
          .in(
              at,
              () -> {
                if (!world.faults().stopped()) {
                  asks(door -> door.resolve(key, verdict));
                }
              });
    }
  }

  /// A person looks at the provider's list no sooner than everything must show there.
  private boolean patient(Instant since, Duration settle) {
    return Duration.between(since, world.database().store().now()).compareTo(settle.multipliedBy(2))
        > 0;
  }

  /// Whoever was registered and is no longer there registers again.
  void missed() {
    var table = world.database().store().table();
    var gone = new ArrayList<LeadId>();
    acknowledged.keySet().stream().filter(lead -> table.lead(lead) == null).forEach(gone::add);
    for (var lead : gone) {
      var registration = acknowledged.remove(lead);
      if (registration != null) {
        soon(() -> submits(registration));
      }
    }
  }

  private boolean strikes(Fault fault) {
    return world.faults().strikes(fault);
  }
}
