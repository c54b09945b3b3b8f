package semel.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import semel.benchmarks.measure.Measurement;
import semel.benchmarks.peer.Candidate;
import semel.benchmarks.report.Figures;
import semel.benchmarks.report.Section;

/// What a reader is told about each measurement.
final class Words {

  private static final String ACCEPT =
      """
      Callers on virtual threads, each waiting until its own registration is durable before it
      makes the next. A call of Semel is one registration: a lead and two messages. A call of
      a peer is one scheduled message without any data about a person. Over HTTP the service
      runs in a process of its own as it ships, and is called over kept connections by a load
      of this machine, which takes its part of the cores and of the rates; *messages/CPU s*,
      what a second of CPU of the service and the database is good for, leaves the load out.
      CPU is that of the process that writes (over HTTP the service) and of all the server's.
      The limit writes Semel's rows with one statement and one commit for 500 registrations,
      and answers nobody.
      """;

  private static final String DRAIN =
      """
      Messages that are all due go to a provider that answers at once and costs nothing, until
      the system's own tables say that nothing is left. Semel writes each claim durably before
      the call and keeps every message with its journal; *rows kept* is what lies in the tables
      afterwards. CPU is that of the client's process and of all the server's. The limit claims
      and completes Semel's rows with one statement and one commit for 500 messages, in two
      sessions, and decides nothing about any of them.
      """;

  private static final String HTTP =
      """
      The same with a provider on this machine that is called over HTTP, by the wire that Semel
      ships with: a connection for each call, so that none is ever repeated. Beside it what the
      same wire does with as many calls open where no database is. The provider has a process of
      its own and takes its part of the cores in both.
      """;

  private static final String LATE =
      """
      Messages fall due at an even pace, first 20 a second, then half as many as the same system
      was seen to send (Semel with the settings it ships with). How much later than due the
      handler was called; *early* counts calls before that. What falls due at the high pace was
      all registered before.
      """;

  private static final String CRASH =
      """
      A hundred calls are open: the provider has taken the message and not answered. The
      process is killed (SIGKILL), another one is started at once, and the provider answers
      again. *Sent twice* counts messages that the provider took a second time; it knows no
      idempotency keys. Times count from the kill, the start of the other process included.
      Each peer notices a dead process as soon as its settings allow; graphile-worker, which
      notices after four hours, is told which of its workers are dead, as an operator would.
      Semel runs with `SEMEL_LEASE=6s` and `SEMEL_SETTLE=6s`, and asks the provider what it took.
      """;

  private static final String HISTORY =
      """
      Semel alone: 256 callers, then a drain with the settings it ships with, in an empty database
      and in one whose messages were all sent during the last month. And the service as it ships
      in a database where many messages wait and none is due: what it and the database spend.
      """;

  private Words() {}

  static String head(int rounds, Map<String, String> facts) {
    return """
    # Beside the peers

    Written by `./semel benchmark --report FILE`. Everything runs on one machine and one
    PostgreSQL that the command brings along; each measurement has a process and an empty
    database of its own. A figure is the median of %d round(s). So that it comes to an end, JobRunr
    is given a quarter of the messages, Quartz an eighth, and in accepting the peers on Node a
    quarter, one caller alone a tenth.

    """
            .formatted(rounds)
        + facts(facts);
  }

  static String facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "- %s: %s\n".formatted(fact.getKey(), fact.getValue()))
        .collect(Collectors.joining());
  }

  /// How everybody is set up, and which page says that this is how.
  ///
  /// @param leftOut those who could not be measured here, each with the reason
  static String candidates(List<Candidate> candidates, Map<Candidate, String> leftOut) {
    var lines = new StringBuilder("\n| measured | settings | advised by |\n|---|---|---|\n");
    candidates.forEach(one ->
        lines.append(
            "| %s | %s | [page](%s) |\n"
                .formatted(one.title(), one.tuning().settings(), one.tuning().advised())));
    leftOut.forEach(
        (one, reason) -> lines.append("| %s | left out: %s | |\n".formatted(one.title(), reason)));
    return lines.toString();
  }

  static Section section(Measurement measurement, Figures figures) {
    return switch (measurement) {
      case ACCEPT -> new Section("accept", "Accepting", ACCEPT, "messages/s", figures);
      case DRAIN -> new Section("drain", "Sending", DRAIN, "messages/s", figures);
      case HTTP -> new Section("http", "Sending over HTTP", HTTP, "messages/s", figures);
      case LATE -> new Section("late", "Late", LATE, "p99 ms", figures);
      case CRASH -> new Section("crash", "Killed while it sends", CRASH, "sent twice", figures);
      case HISTORY -> new Section("history", "With a long past", HISTORY, "sent/s", figures);
    };
  }
}
