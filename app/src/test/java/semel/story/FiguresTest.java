package semel.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import semel.contract.Eventually;
import semel.providers.fake.Fault;
import semel.providers.fake.FaultPlan;

/// The figures of docs/figures.md, measured on real processes; printed, and held to their bounds.
/// Runs with `-Dsemel.figures=true`, on a quiet machine.
@EnabledIfSystemProperty(named = "semel.figures", matches = "true")
final class FiguresTest {

  private static final Pattern SCHEDULED = Pattern.compile("\"scheduledFor\":\"([^\"]+)\"");
  private static final long TICKS_PER_SECOND = 100;
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  private static void figure(String name, Object value, String bound) {
    System.out.printf("FIGURE %-42s %12s  (%s)%n", name, value, bound);
  }

  @Test
  void a_start_is_quick_on_an_empty_folder_and_quicker_after() {
    var first = new ArrayList<Long>();
    var later = new ArrayList<Long>();
    for (var round = 0; round < ROUNDS; round++) {
      var environment = Map.of("SEMEL_DATA_DIR", folder.resolve("data" + round).toString());
      var began = System.nanoTime();
      try (var semel = new SemelProcess(environment, folder.resolve("start.log"))) {
        semel.awaitReady();
        first.add(millisSince(began));
        semel.stop();
        began = System.nanoTime();
        semel.restart();
        semel.awaitReady();
        later.add(millisSince(began));
        semel.stop();
      }
    }
    figure("start, empty folder, median", median(first) + " ms", "6000 ms");
    figure("start, afterwards, median", median(later) + " ms", "3000 ms");
    assertThat(median(first)).isLessThanOrEqualTo(6_000);
    assertThat(median(later)).isLessThanOrEqualTo(3_000);
  }

  @Test
  void messages_leave_on_time_at_twenty_registrations_a_second() {
    try (var stage = new Stage();
        var semel = process(stage, Map.of("SEMEL_DELAY", "5s"))) {
      semel.awaitReady();
      var due = register(semel, 600, Duration.ofMillis(50));
      untilSent(stage, 1_200);
      var lateness = new ArrayList<Long>();
      var early = 0;
      for (var accepted : stage.mobizon.ledger().entries()) {
        var at = due.get("+" + accepted.recipient());
        if (at != null) {
          lateness.add(Duration.between(at, accepted.at()).toMillis());
          early += accepted.at().isBefore(at) ? 1 : 0;
        }
      }
      figure("lateness at 20/s, median", median(lateness) + " ms", "-");
      figure("lateness at 20/s, p99", percentile(lateness, 99) + " ms", "50 ms");
      assertThat(early).isZero();
      assertThat(percentile(lateness, 99)).isLessThanOrEqualTo(50);
    }
  }

  @Test
  void an_idle_semel_costs_next_to_nothing() {
    try (var stage = new Stage();
        var semel =
            process(
                stage,
                Map.of(
                    "SEMEL_SWEEP",
                    "1m",
                    "SEMEL_LEASE",
                    "60s",
                    "SEMEL_PROVIDER_TIMEOUT",
                    "10s",
                    "SEMEL_SETTLE",
                    "10m"))) {
      semel.awaitReady();
      LockSupport.parkNanos(Duration.ofSeconds(15).toNanos()); // start-up work settles
      var seconds = 60;
      var before = ticks(semel.pid());
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
      var percent = 100.0 * (ticks(semel.pid()) - before) / TICKS_PER_SECOND / seconds;
      figure("idle, of one core", "%.2f %%".formatted(percent), "1 %");
      assertThat(percent).isLessThanOrEqualTo(1.0);
    }
  }

  @Test
  void doubts_after_a_kill_are_settled_as_soon_as_the_waits_allow() {
    var wait = Duration.ofSeconds(6 + 6).plusMillis(600);
    try (var stage = new Stage();
        var semel =
            process(
                stage, Map.of("SEMEL_LEASE", "6s", "SEMEL_SETTLE", "6s", "SEMEL_DELAY", "2s"))) {
      semel.awaitReady();
      stage.mobizon.faults(hanging());
      stage.resend.faults(hanging());
      register(semel, 40, Duration.ofMillis(10));
      Eventually.within(
          Duration.ofMinutes(3),
          () -> stage.number("SELECT count(*) FROM semel.message WHERE state = 1") > 20,
          () -> "nothing is claimed");
      semel.kill();
      var began = System.nanoTime();
      stage.mobizon.faults(FaultPlan.calm());
      stage.resend.faults(FaultPlan.calm());
      semel.restart();
      untilSent(stage, 80);
      var took = millisSince(began);
      figure("all settled after kill -9", took + " ms", wait.plusSeconds(5).toMillis() + " ms");
      assertThat(took).isLessThanOrEqualTo(wait.plusSeconds(5).toMillis());
      assertThat(stage.mobizon.ledger().countsByRecipient().values()).containsOnly(1);
    }
  }

  private static FaultPlan hanging() {
    return FaultPlan.always(Fault.HANG_AFTER_ACCEPTING)
        .pausing(Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  @Test
  void memory_stays_small_under_a_hundred_registrations_a_second() {
    try (var stage = new Stage();
        var semel = process(stage, Map.of("SEMEL_DELAY", "2s"))) {
      semel.awaitReady();
      register(semel, 3_000, Duration.ofMillis(10));
      untilSent(stage, 6_000);
      var peak = peakMegabytes(semel.pid());
      figure("peak RSS at 100 registrations/s", peak + " MB", "400 MB");
      assertThat(peak).isLessThanOrEqualTo(400);
    }
  }

  private SemelProcess process(Stage stage, Map<String, String> changes) {
    var environment = new HashMap<>(stage.environment());
    environment.putAll(changes);
    return new SemelProcess(environment, folder.resolve("semel.log"));
  }

  /// Registers people at a steady pace; when each falls due, by phone number.
  private static Map<String, Instant> register(SemelProcess semel, int people, Duration pace) {
    var due = new ConcurrentHashMap<String, Instant>();
    var threads = new ArrayList<Thread>();
    var begin = System.nanoTime();
    for (var person = 1; person <= people; person++) {
      var at = begin + person * pace.toNanos();
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      var number = person;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                var heard = semel.caller().register(number);
                var match = SCHEDULED.matcher(heard.body());
                if (match.find()) {
                  due.put(Caller.phone(number), Instant.parse(match.group(1)));
                }
              }));
    }
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(due).hasSize(people);
    return due;
  }

  private static void untilSent(Stage stage, long messages) {
    var sql = "SELECT count(*) FROM semel.message WHERE state = 4";
    Eventually.within(
        Duration.ofMinutes(2),
        () -> stage.number(sql) == messages,
        () -> stage.number(sql) + " of " + messages + " sent");
  }

  /// User and system time so far, in ticks of 10 ms.
  private static long ticks(long pid) {
    var stat = read("/proc/" + pid + "/stat");
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 15);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static long peakMegabytes(long pid) {
    return read("/proc/" + pid + "/status")
        .lines()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static long median(List<Long> values) {
    return percentile(values, 50);
  }

  private static long percentile(List<Long> values, int percent) {
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
