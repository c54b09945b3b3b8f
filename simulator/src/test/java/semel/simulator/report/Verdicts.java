package semel.simulator.report;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.simulator.Totals;
import semel.simulator.Verdict;
import semel.simulator.checkers.Violation;
import semel.simulator.fault.Fault;
import semel.simulator.world.Trace;

/// Verdicts made by hand.
final class Verdicts {

  static final MessageKey KEY = new MessageKey(new LeadId(new UUID(1, 2)), Channel.SMS);

  private static final long SECOND = 1_000_000_000L;

  private Verdicts() {}

  static Totals totals() {
    var totals = new Totals();
    totals.add(
        1_000, 4 * 3_600 * SECOND, Map.of(Fault.CRASH, 3L, Fault.COMMIT_UNSEEN, 12L), 0xabcL);
    totals.add(234, 3_600 * SECOND, Map.of(Fault.CRASH, 1L), 0xdefL);
    return totals;
  }

  static Verdict held() {
    return new Verdict("semel", 42, totals(), 2, null);
  }

  static Trace.Line line(long second, Trace.Kind kind, String text) {
    var about =
        switch (kind) {
          case STATE, TAKEN -> KEY;
          case FAULT, MACHINE -> null;
        };
    return new Trace.Line(second * SECOND, kind, about, text);
  }

  /// S1 fails: taken at 602 and 662 seconds.
  static Verdict failed(String design, String what) {
    var lines =
        List.of(
            line(0, Trace.Kind.MACHINE, "node-1 starts"),
            line(2, Trace.Kind.STATE, "T1 new → scheduled: registered"),
            line(602, Trace.Kind.STATE, "T2 scheduled → claimed: claimed"),
            line(602, Trace.Kind.FAULT, "NO_ID (3)"),
            line(602, Trace.Kind.FAULT, "NO_ID (4)"),
            line(602, Trace.Kind.TAKEN, "the provider takes it as 900020"),
            line(602, Trace.Kind.STATE, "T7 claimed → scheduled: not sent"),
            line(662, Trace.Kind.TAKEN, "the provider takes it as 900021"));
    var found =
        new Verdict.Found(
            new Violation("S1", 662 * SECOND, KEY, what),
            lines,
            "./semel simulate --seed 42 --world 3");
    return new Verdict(design, 42, totals(), 2, found);
  }

  /// One person got two SMS from the backend that Semel replaces.
  static Verdict old() {
    var lines =
        List.of(
            line(0, Trace.Kind.STATE, "registered; setTimeout for ten minutes"),
            line(600, Trace.Kind.STATE, "timer: sms_sent is false, so it sends"),
            line(660, Trace.Kind.STATE, "pass of the minute: sms_sent is false, so it sends"),
            line(700, Trace.Kind.TAKEN, "the provider takes it as 900005"),
            line(700, Trace.Kind.STATE, "timer: the answer came, sms_sent = true"),
            line(710, Trace.Kind.TAKEN, "the provider takes it as 900007"));
    var found =
        new Verdict.Found(
            new Violation("S1", 710 * SECOND, KEY, "one lead got 2 SMS"),
            lines,
            "./semel simulate");
    return new Verdict("seed", 42, totals(), 2, found);
  }
}
