package semel.simulator.old;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.lifecycle.Moment;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.Content;
import semel.message.Envelope;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.Recipient.PhoneNumber;
import semel.providers.Secret;
import semel.providers.mobizon.MobizonSender;
import semel.providers.mobizon.MobizonSettings;
import semel.simulator.checkers.Violation;
import semel.simulator.edge.Host;
import semel.simulator.edge.SimulatedWire;
import semel.simulator.fault.Fault;
import semel.simulator.fault.Faults;
import semel.simulator.provider.Ledger;
import semel.simulator.provider.SimulatedMobizon;
import semel.simulator.time.Agenda;
import semel.simulator.time.Chance;
import semel.simulator.time.NodeClock;
import semel.simulator.time.SimulatedProcess;
import semel.simulator.time.Strands;
import semel.simulator.world.Trace;

/// One world of the old backend: one process, one table with a flag, the same provider and wire.
final class OldWorld {

  private static final Instant START = Instant.parse("2025-12-14T09:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /// The old backend waited for an answer as long as it took.
  private static final long PATIENCE = 5 * MINUTE;

  /// What became of it.
  record End(
      long messages,
      long nanos,
      int most,
      Map<Fault, Long> faults,
      long hash,
      List<Trace.Line> timeline,
      @Nullable Violation violation) {}

  /// A row of the old table.
  private static final class Lead {
    private final MessageKey key;
    private final PhoneNumber phone;
    private final long scheduledFor;
    private boolean smsSent;

    Lead(MessageKey key, PhoneNumber phone, long scheduledFor) {
      this.key = key;
      this.phone = phone;
      this.scheduledFor = scheduledFor;
    }
  }

  private final Agenda agenda = new Agenda();
  private final Trace trace = new Trace(agenda, true);
  private final Ledger ledger = new Ledger();
  private final Map<MessageKey, Lead> table = new LinkedHashMap<>();
  private final Chance chance;
  private final int people;
  private final Strands strands;
  private final Faults faults;
  private final SimulatedMobizon mobizon;
  private final NodeClock clock;
  private SimulatedProcess process;
  private MobizonSender sender;

  OldWorld(Chance chance, int people, Map<Fault, Double> probabilities, Strands strands) {
    this.chance = chance;
    this.people = people;
    this.strands = strands;
    this.faults = new Faults(probabilities, chance.forPurpose("faults"), null, (_, _) -> {});
    this.mobizon = new SimulatedMobizon(agenda, faults, ledger, START, 0);
    this.clock = new NodeClock(agenda, START, 1, 1);
    this.process = new SimulatedProcess(agenda, strands);
    this.sender = sender();
    ledger.watch(trace::took);
  }

  private MobizonSender sender() {
    var host = new Host(process, clock, agenda, faults, _ -> {});
    var bounds = new SimulatedWire.Bounds(PATIENCE, 0, 0, 0);
    var settings =
        MobizonSettings.of(URI.create("https://mobizon.example"), new Secret("simulated"), null);
    return new MobizonSender(settings, new SimulatedWire(host, mobizon, () -> false, bounds));
  }

  End run() {
    for (var person = 0; person < people; person++) {
      var number = person;
      agenda.at(person * 2L * MINUTE + chance.nextLong(MINUTE), () -> register(number));
    }
    var last = people * 2L * MINUTE + OldBackend.DELAY.toNanos() + 30 * MINUTE;
    for (var at = MINUTE; at < last; at += MINUTE) {
      agenda.at(at, this::minutePass);
    }
    for (var at = 7 * MINUTE; at < last; at += 20 * MINUTE) {
      agenda.at(at + chance.nextLong(10 * MINUTE), this::restart);
    }
    while (agenda.step(last)) {
      // Each entry is one step.
    }
    return end();
  }

  private void register(int person) {
    var key = new MessageKey(new LeadId(new UUID(chance.nextLong(), person)), Channel.SMS);
    var phone = new PhoneNumber("+7701%07d".formatted(person));
    var lead = new Lead(key, phone, agenda.now() + OldBackend.DELAY.toNanos());
    table.put(key, lead);
    trace.of(key, "registered; setTimeout for ten minutes");
    setTimeout(lead);
  }

  private void setTimeout(Lead lead) {
    process.at(lead.scheduledFor, () -> process.begin(() -> execute(lead, "timer")));
  }

  private void minutePass() {
    overdue().forEach(lead -> process.begin(() -> execute(lead, "pass of the minute")));
  }

  /// A planned restart: what is open dies with the process, and recovery begins.
  private void restart() {
    if (faults.strikes(Fault.QUIESCE)) {
      process.die();
      process = new SimulatedProcess(agenda, strands);
      sender = sender();
      trace.machine("pm2 restart");
      agenda.in(SECOND, this::recover);
    }
  }

  private void recover() {
    for (var lead : table.values()) {
      if (!lead.smsSent && lead.scheduledFor > agenda.now()) {
        setTimeout(lead);
      }
    }
    overdue().forEach(lead -> process.begin(() -> execute(lead, "recovery at start")));
  }

  private List<Lead> overdue() {
    var overdue = new ArrayList<Lead>();
    for (var lead : table.values()) {
      if (!lead.smsSent && lead.scheduledFor <= agenda.now()) {
        overdue.add(lead);
      }
    }
    return overdue;
  }

  /// A flag checked before a send is the same race with a smaller window.
  private void execute(Lead lead, String who) {
    if (lead.smsSent) {
      return;
    }
    trace.of(lead.key, who + ": sms_sent is false, so it sends");
    var envelope = new Envelope(lead.key, lead.phone, new Content.Sms("Your result is ready."));
    var claim =
        new Claim(
            lead.key,
            ClaimId.draw(chance),
            lead.phone,
            sender.compose(envelope),
            Moment.now(clock),
            Duration.ofDays(1),
            null);
    if (sender.send(claim, () -> true) instanceof Outcome.Accepted) {
      lead.smsSent = true;
      trace.of(lead.key, who + ": the answer came, sms_sent = true");
    }
  }

  private End end() {
    process.die();
    agenda.settle();
    var worst =
        table.keySet().stream()
            .max((a, b) -> Integer.compare(ledger.of(a).size(), ledger.of(b).size()))
            .orElseThrow();
    var most = ledger.of(worst).size();
    var timeline =
        trace.lines().stream()
            .filter(line -> line.key() == null || line.key().equals(worst))
            .filter(line -> around(line, worst))
            .toList();
    var violation =
        most < 2
            ? null
            : new Violation(
                "S1", ledger.of(worst).get(1).at(), worst, "one lead got " + most + " SMS");
    return new End(
        table.size(), agenda.now(), most, faults.counts(), trace.hash(), timeline, violation);
  }

  private boolean around(Trace.Line line, MessageKey key) {
    var lead = table.get(key);
    return lead != null
        && line.at() >= lead.scheduledFor - OldBackend.DELAY.toNanos()
        && line.at() <= lead.scheduledFor + 15 * MINUTE;
  }
}
