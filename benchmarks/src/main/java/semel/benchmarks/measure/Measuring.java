package semel.benchmarks.measure;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import semel.benchmarks.peer.Candidate;

/// The program of a process that measures one thing once. Its first words are what; the others what
/// that needs.
public final class Measuring {

  /// Where its database is told, since everybody may read the words of a process.
  public static final String DATABASE = "BENCHMARK_DATABASE";

  private Measuring() {}

  /// Says its figures on standard output; a failure ends it with its reason on standard error.
  public static void main(String[] words) throws Exception {
    var url = System.getenv(DATABASE);
    var teller =
        new Teller(
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
    switch (words[0]) {
      case "accept" -> new Accept(teller, number(words[2])).one(candidate(words[1]), url);
      case "limit" -> new Accept(teller, number(words[2])).limit(url);
      case "drain" ->
          new Drain(teller, number(words[2]), Long.parseLong(words[3]))
              .one(candidate(words[1]), url);
      case "victim" -> new Crash(teller, Path.of(words[2])).victim(candidate(words[1]), url);
      case "heir" ->
          new Crash(teller, Path.of(words[2]))
              .heir(candidate(words[1]), url, Instant.parse(words[3]));
      default -> throw new IllegalArgumentException(words[0]);
    }
    // Some of the measured leave threads behind that would keep the process.
    System.exit(0);
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static Candidate candidate(String key) {
    return Candidate.named(key).orElseThrow();
  }
}
