package semel.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import semel.benchmarks.peer.Provider;

/// A provider that writes down what it takes in a file, which outlives the process that called, and
/// that may never answer.
///
/// @param answer open once it answers
record Ledger(Path file, CountDownLatch answer) implements Provider {

  static Ledger hanging(Path file) {
    return new Ledger(file, new CountDownLatch(1));
  }

  static Ledger answering(Path file) {
    return new Ledger(file, new CountDownLatch(0));
  }

  @Override
  public void take(String message) {
    try {
      // One write at the end of the file: lines of several threads never mix.
      Files.write(
          file,
          (message + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      answer.await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the provider did not answer", e);
    }
  }

  @Override
  public int taken(String message) {
    return (int) lines().stream().filter(message::equals).count();
  }

  List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many lines repeat one that stands before them.
  long repeats() {
    var lines = lines();
    return lines.size() - lines.stream().distinct().count();
  }
}
