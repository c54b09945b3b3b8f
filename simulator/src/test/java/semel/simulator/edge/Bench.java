package semel.simulator.edge;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import semel.dispatch.Claim;
import semel.dispatch.Sender;
import semel.lifecycle.Moment;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.resend.ResendSettings;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.provider.Ledger;
import semel.simulator.provider.Provider;
import semel.simulator.time.Agenda;
import semel.simulator.time.Chance;
import semel.simulator.time.Crashed;
import semel.simulator.time.NodeClock;
import semel.simulator.time.SimulatedProcess;
import semel.simulator.time.Strands;

/// One machine with its edges, on which a test may run anything that lets time pass. The faults it
/// is made with strike every time.
public final class Bench implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  public static final Duration REQUEST = Duration.ofSeconds(20);
  public static final Duration APPLY = Duration.ofSeconds(10);
  public static final Duration SETTLE = Duration.ofMinutes(2);
  public static final MobizonSettings MOBIZON =
      MobizonSettings.of(URI.create("https://mobizon.example"), new Secret("simulated"), null);
  public static final ResendSettings RESEND =
      ResendSettings.of(
          URI.create("https://resend.example"), new Secret("simulated"), "semel@example.org");

  private static final PhoneNumber PHONE = new PhoneNumber("+77010000001");
  private static final EmailAddress ADDRESS = new EmailAddress("person1@example.org");

  public final Agenda agenda = new Agenda();
  public final Ledger ledger = new Ledger();
  public final Faults faults;
  public final Host host;
  final List<Fault> deaths = new ArrayList<>();
  private final Strands strands = new Strands();
  private final NodeClock clock = new NodeClock(agenda, START, 1, 1);
  private final SimulatedProcess process = new SimulatedProcess(agenda, strands);
  private boolean outage;

  public Bench(Fault... always) {
    var probabilities = new EnumMap<Fault, Double>(Fault.class);
    for (var fault : always) {
      probabilities.put(fault, 1.0);
    }
    this.faults = new Faults(probabilities, new Chance(11), null, (_, _) -> {});
    this.host = new Host(process, clock, agenda, faults, deaths::add);
  }

  public SimulatedWire wire(Provider provider) {
    var bounds =
        new SimulatedWire.Bounds(
            REQUEST.toNanos(), APPLY.toNanos(), REQUEST.toNanos(), SETTLE.toNanos());
    return new SimulatedWire(host, provider, () -> outage, bounds);
  }

  public void outage(boolean now) {
    outage = now;
  }

  /// What came of it once nothing was left to happen; null when the machine died over it.
  public <T> @Nullable T run(Supplier<T> work) {
    var results = new ArrayList<T>();
    process.begin(() -> results.add(work.get()));
    runAll();
    return results.isEmpty() ? null : results.getFirst();
  }

  public void runAll() {
    while (agenda.step(Long.MAX_VALUE)) {
      // Each entry is one step.
    }
  }

  public void passes(Duration time) {
    agenda.in(time.toNanos(), () -> {});
    runAll();
  }

  /// Whether the machine is dead.
  boolean dead() {
    try {
      process.alive();
      return false;
    } catch (Crashed _) {
      return true;
    }
  }

  public static MessageKey key(Channel channel) {
    return new MessageKey(new LeadId(new UUID(1, 2)), channel);
  }

  /// A claim of an SMS.
  public Claim sms(Sender sender) {
    var key = key(Channel.SMS);
    var envelope = new Envelope(key, PHONE, new Content.Sms("Your result is ready."));
    return new Claim(
        key,
        claimId(),
        PHONE,
        sender.compose(envelope),
        Moment.now(clock),
        Duration.ofDays(1),
        null);
  }

  /// A claim of an email.
  public Claim email(Sender sender, String text) {
    var key = key(Channel.EMAIL);
    var content =
        new Content.Email("Your result", text, "<p>" + text + "</p>", "https://e.kz/u/1e");
    var body = sender.compose(new Envelope(key, ADDRESS, content));
    return new Claim(key, claimId(), ADDRESS, body, Moment.now(clock), Duration.ofDays(1), null);
  }

  private static ClaimId claimId() {
    return new ClaimId(new UUID(3, 4));
  }

  @Override
  public void close() {
    strands.close();
  }
}
