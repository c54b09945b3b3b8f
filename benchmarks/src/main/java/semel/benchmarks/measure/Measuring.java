package semel.benchmarks.measure;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import semel.benchmarks.gauge.Order;
import semel.benchmarks.gauge.Teller;
import semel.benchmarks.own.Past;
import semel.benchmarks.own.Semel;
import semel.benchmarks.peer.Candidate;

/// The program of a process that measures one thing once. Its words are an [Order].
public final class Measuring {

  /// Where its database is told, since everybody may read the words of a process.
  public static final String DATABASE = "BENCHMARK_DATABASE";

  private Measuring() {}

  /// Says its figures on standard output; a failure ends it with its reason on standard error.
  public static void main(String[] words) throws Exception {
    var teller =
        new Teller(
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
    follow(Order.of(words), System.getenv(DATABASE), teller);
    // Some of the measured leave threads behind that would keep the process.
    System.exit(0);
  }

  private static void follow(Order order, String url, Teller teller) throws Exception {
    switch (order.what()) {
      case "accept" -> new Accept(teller, order, url).one(candidate(order), levels(order));
      case "accept-limit" -> new Accept(teller, order, url).limit();
      case "door" -> new Door(teller, order, url).measure();
      case "drain" -> {
        var contender =
            candidate(order) == Candidate.SEMEL
                ? new Semel(url, Duration.ZERO, order.number("permits"))
                : candidate(order).open(url, Duration.ZERO);
        new Drain(teller, order, url).counted(contender);
      }
      case "drain-limit" -> new Drain(teller, order, url).counted(Candidate.sendingLimit(url));
      case "posted" -> new Posted(teller, order, url).drain();
      case "posted-alone" -> new Posted(teller, order, url).alone();
      case "late" -> new Late(teller, order).one(candidate(order), url);
      case "victim" -> new Crash(teller, file(order)).victim(candidate(order), url);
      case "heir" ->
          new Crash(teller, file(order))
              .heir(candidate(order), url, Instant.parse(order.text("killed")));
      case "past" ->
          new Past(url).fill(order.number("finished"), order.number("waiting"), teller::progress);
      case "forget" -> new Past(url).forgetWaiting();
      case "idle" -> new Idle(teller, order, url).measure();
      default -> throw new IllegalArgumentException(order.what());
    }
  }

  private static Candidate candidate(Order order) {
    return Candidate.named(order.text("who")).orElseThrow();
  }

  private static Path file(Order order) {
    return Path.of(order.text("file"));
  }

  private static List<Integer> levels(Order order) {
    return Arrays.stream(order.text("callers").split(",")).map(Integer::valueOf).toList();
  }
}
