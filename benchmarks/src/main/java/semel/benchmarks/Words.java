package semel.benchmarks;

import java.util.Map;
import java.util.stream.Collectors;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.report.Figures;
import semel.benchmarks.report.Section;

/// What a reader is told about each measurement.
final class Words {

  private static final String ACCEPT =
      """
      Callers on virtual threads, each waiting until its own registration is durable before it
      makes the next. A call of Semel is one registration: a lead and two messages. A call of
      a peer is one scheduled message without any data about a person. The limit writes
      Semel's rows with one statement and one commit for 500 registrations, and answers
      nobody.
      """;

  private static final String DRAIN =
      """
      Messages that are all due go to a provider that answers at once and costs nothing, until
      the system's own tables say that nothing is left. Semel runs with the settings it ships
      with, each peer with those that its documentation advises for throughput. Semel writes
      each claim durably before the call and keeps every message with its journal; *rows kept*
      is what lies in the tables afterwards. CPU is that of the client's process and of all
      the server's.
      """;

  private static final String CRASH =
      """
      A hundred calls are open: the provider has taken the message and not answered. The
      process is killed (SIGKILL), another one is started at once, and the provider answers
      again. *Sent twice* counts messages that the provider took a second time; it knows no
      idempotency keys. Times count from the kill, the start of the other process included.
      Each peer notices a dead process as soon as its settings allow; Semel runs with
      `SEMEL_LEASE=6s` and `SEMEL_SETTLE=6s`, and asks the provider what it took.
      """;

  private Words() {}

  static String head(int rounds, Map<String, String> facts) {
    return """
    # Beside the peers

    Written by `./semel benchmark --report FILE`. Everything runs on one machine and one
    PostgreSQL that the command brings along; each measurement has a process and an empty
    database of its own. A figure is the median of %d round(s).

    """
            .formatted(rounds)
        + facts(facts);
  }

  static String facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "- %s: %s\n".formatted(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining());
  }

  static Section section(Measurement measurement, Figures figures) {
    return switch (measurement) {
      case ACCEPT -> new Section("accept", "Accepting", ACCEPT, "messages/s", figures);
      case DRAIN -> new Section("drain", "Sending", DRAIN, "messages/s", figures);
      case CRASH -> new Section("crash", "Killed while it sends", CRASH, "sent twice", figures);
    };
  }
}
