package semel.simulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import semel.message.MessageKey;
import semel.simulated.rows.Applied;
import semel.simulator.fault.Fault;
import semel.simulator.provider.Ledger.Effect;
import semel.simulator.time.Agenda;

/// What happened in a world: always as a hash, and as lines when it is asked for.
public final class Trace {

  /// What a line is about.
  public enum Kind {
    STATE,
    TAKEN,
    FAULT,
    MACHINE
  }

  /// One line.
  ///
  /// @param at nanoseconds since the world began
  /// @param key the message it is about, null when it is about none
  public record Line(long at, Kind kind, @Nullable MessageKey key, String text) {}

  private static final long PRIME = 0x100000001b3L;

  private final Agenda agenda;
  private final boolean recording;
  private final List<Line> lines = new ArrayList<>();
  private long hash = 0xcbf29ce484222325L;

  public Trace(Agenda agenda, boolean recording) {
    this.agenda = agenda;
    this.recording = recording;
  }

  private void mix(long value) {
    hash = (hash ^ value) * PRIME;
  }

  void changed(Applied change) {
    var after = change.after();
    mix(agenda.now());
    mix(
        after.key().lead().value().getLeastSignificantBits()
            + after.key().channel().key().hashCode());
    mix(after.state().name().key().hashCode() * 31L + change.mark().name().hashCode());
    if (recording && (change.rule() != null || change.before() == null)) {
      var before = change.before();
      var from = before == null ? "new" : before.state().name().key();
      var rule = change.rule() == null ? "T1" : change.rule().name();
      line(
          Kind.STATE,
          after.key(),
          rule + " " + from + " → " + after.state().name().key() + ": " + change.why());
    }
  }

  /// Notes that the provider took a message.
  public void took(Effect effect) {
    mix(effect.at());
    mix(effect.reference().hashCode());
    if (recording) {
      line(Kind.TAKEN, effect.key(), "the provider takes it as " + effect.reference());
    }
  }

  void struck(Fault fault, long number) {
    mix(agenda.now() * 31 + fault.name().hashCode());
    if (recording) {
      line(Kind.FAULT, null, fault + " (" + number + ")");
    }
  }

  /// Notes something about a machine.
  public void machine(String text) {
    mix(text.hashCode() + agenda.now());
    if (recording) {
      line(Kind.MACHINE, null, text);
    }
  }

  /// Notes something about one message in words.
  public void of(MessageKey key, String text) {
    mix(agenda.now() * 31 + text.hashCode());
    if (recording) {
      line(Kind.STATE, key, text);
    }
  }

  private void line(Kind kind, @Nullable MessageKey key, String text) {
    lines.add(new Line(agenda.now(), kind, key, text));
  }

  /// The same for the same seed, always.
  public long hash() {
    return hash;
  }

  public List<Line> lines() {
    return lines;
  }
}
