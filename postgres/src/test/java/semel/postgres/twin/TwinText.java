package semel.postgres.twin;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import semel.message.Channel;
import semel.message.State;
import semel.postgres.row.Codes;
import semel.simulated.rows.Answered;
import semel.simulated.rows.Gate;
import semel.simulated.rows.Lead;
import semel.simulated.rows.Line;
import semel.simulated.rows.Row;
import semel.simulated.rows.Table;

/// The rows of the twin as texts, in the form in which [StoppedDatabase] tells its own. Rows never
/// change, so a text is made once for each.
final class TwinText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Table table;
  private final Map<String, Object> seen = new HashMap<>();
  private final Map<String, String> texts = new TreeMap<>();

  TwinText(Table table) {
    this.table = table;
  }

  Map<String, String> texts() {
    return texts;
  }

  /// Makes the texts anew where something changed; the names of what did.
  Set<String> refresh() {
    var changed = new LinkedHashSet<String>();
    for (var row : table.rows()) {
      var name = "message " + row.key().lead() + " " + Codes.of(row.key().channel());
      if (!row.equals(seen.put(name, row))) {
        texts.put(name, text(row));
        changed.add(name);
      }
    }
    for (var lead : table.leads()) {
      var name = "lead " + lead.id();
      if (!lead.equals(seen.put(name, lead))) {
        texts.put(name, text(lead));
        changed.add(name);
      }
      lines(lead, changed);
    }
    gates(changed);
    table.repeats().forEach((why, count) -> put("repeats " + why, "" + count, changed));
    var keys =
        String.join(", ", table.answeredByAge().stream().map(TwinText::text).sorted().toList());
    put("keys", keys.isEmpty() ? "null" : keys, changed);
    return changed;
  }

  private void put(String name, String text, Set<String> changed) {
    if (!text.equals(texts.put(name, text))) {
      changed.add(name);
    }
  }

  /// Those of each message in their order; what one batch tells of several messages has none.
  private void lines(Lead lead, Set<String> changed) {
    var lines = table.journal(lead.id());
    var known = (int) requireNonNullElse(seen.put("lines " + lead.id(), lines.size()), 0);
    var counts = new EnumMap<Channel, Integer>(Channel.class);
    for (var i = 0; i < lines.size(); i++) {
      var channel = lines.get(i).entry().key().channel();
      var count = counts.merge(channel, 1, Integer::sum);
      if (i >= known) {
        var name = "journal " + lead.id() + " " + Codes.of(channel) + " " + count;
        put(name, text(lines.get(i)), changed);
      }
    }
  }

  private void gates(Set<String> changed) {
    for (var account : Played.ACCOUNTS) {
      var name = account.id().value();
      put("gate " + name, text(table.gate(name)), changed);
      var looks = table.gate(name + ":look-ups");
      if (looks.spacingMicros() != 0) {
        put("gate " + name + ":look-ups", text(looks), changed);
      }
    }
  }

  private static String text(Row row) {
    var m = row.message();
    var columns = row.columns();
    var trace = row.trace();
    var state = m.state().name();
    var draft = m.attempts().draft();
    var settledAt =
        switch (m.state()) {
          case State.Sent(var at, _) -> at;
          case State.Failed(var at, _) -> at;
          case State.Cancelled(var at, _) -> at;
          case State.Scheduled _, State.Claimed _, State.InDoubt _, State.Held _ -> null;
        };
    var reference = m.state() instanceof State.Sent(_, var known) ? known.value() : "-";
    return joined(
        Codes.of(state),
        flag(Codes.of(state) <= 2),
        time(m.due()),
        time(columns.nextAt()),
        time(m.notAfter()),
        or(trace.account()),
        m.attempts().number(),
        m.attempts().spent(),
        flag(m.attempts().exposed()),
        or(draft == null ? null : draft.value()),
        time(m.attempts().firstAt()),
        or(m.claim()),
        or(trace.claimedBy()),
        time(trace.claimedAt()),
        time(columns.leaseUntil()),
        time(columns.doubtSince()),
        time(columns.absentAt()),
        flag(m.cancelRequested()),
        trace.body() == null ? "-" : trace.body().value(),
        time(settledAt),
        reference,
        or(columns.reason()));
  }

  private static String text(Lead lead) {
    var person = lead.person();
    var visits = lead.visits();
    return joined(
        lead.campaign(),
        or(person == null ? null : person.name()),
        or(person == null ? null : person.email().address()),
        or(person == null ? null : person.typedPhone()),
        or(person == null ? null : person.phone().e164()),
        or(person == null ? null : person.source()),
        flag(person != null && person.answers() != null),
        time(lead.scheduledFor()),
        time(lead.createdAt()),
        visits.clicks(),
        time(visits.sms()),
        time(visits.email()),
        time(lead.eraseAskedAt()),
        flag(lead.erased()));
  }

  private static String text(Line line) {
    var entry = line.entry();
    return joined(
        time(line.at()),
        Codes.of(entry.from()),
        Codes.of(entry.to()),
        entry.rule() == null ? "-" : Codes.of(entry.rule()),
        entry.why(),
        entry.who(),
        Codes.of(entry.mark()),
        line.attempt(),
        or(line.claim()),
        time(line.claimedAt()));
  }

  private static String text(Gate gate) {
    return joined(
        gate.spacingMicros(),
        gate.spacingMicros() == 0 ? 0 : gate.burst(),
        time(gate.tat()),
        time(gate.pausedUntil()),
        or(gate.pauseReason()));
  }

  private static String text(Answered answered) {
    return answered.key() + " " + answered.fresh() + " " + time(answered.createdAt());
  }

  private static String joined(Object... columns) {
    return String.join("|", Stream.of(columns).map(String::valueOf).toList());
  }

  private static String flag(boolean flag) {
    return flag ? "t" : "f";
  }

  private static String or(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  /// As the server writes an instant.
  static String time(@Nullable Instant at) {
    if (at == null) {
      return "-";
    }
    var micros = at.get(ChronoField.MICRO_OF_SECOND);
    var fraction = micros == 0 ? "" : ("." + (1_000_000 + micros)).replace(".1", ".");
    while (fraction.endsWith("0")) {
      fraction = fraction.substring(0, fraction.length() - 1);
    }
    return SECONDS.format(at) + fraction + "+00";
  }
}
