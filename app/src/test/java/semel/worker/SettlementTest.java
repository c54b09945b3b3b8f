package semel.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.contract.Scene.BLIND;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SENT;
import static semel.worker.ThreadNames.runs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.account.Finding;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.lifecycle.Timing;
import semel.message.ProviderReference;
import semel.reconcile.Reconciler;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedStore;

/// The loops that sweep and watch, on a simulated store and a provider that is asked.
@Timeout(900)
class SettlementTest extends StoreContract {

  private static final Timing TIMING =
      Timing.of(LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration WATCH = Duration.ofMillis(500);

  private final SimulatedInquiry inquiry = new SimulatedInquiry(SMS);
  private final SimulatedJournal journal = new SimulatedJournal();
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final Thread.@Nullable UncaughtExceptionHandler usual =
      Thread.getDefaultUncaughtExceptionHandler();
  private WatchedDoubts doubts = new WatchedDoubts(new SimulatedStore().doubts());
  private @Nullable Settlement settlement;

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    doubts = new WatchedDoubts(opened.doubts());
    return opened;
  }

  @BeforeEach
  void noticeWhatIsThrown() {
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
    inquiry.answers(_ -> new Finding.Found(new ProviderReference("p-1")));
    // The database's clock runs ahead, so that no pause between two questions takes a test's time.
    doubts.beforeReading = () -> store.passed(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    if (settlement != null) {
      settlement.close();
    }
    Thread.setDefaultUncaughtExceptionHandler(usual);
    assertThat(runs("sweep")).isFalse();
    assertThat(runs("reconcile")).isFalse();
    assertThat(uncaught).isEmpty();
  }

  private void start() {
    var settings = new Reconciler.Settings(TIMING, Scene.RETRY, new SystemClock());
    var reconciler =
        new Reconciler(List.of(SMS, BLIND), List.of(inquiry), doubts, journal, settings);
    settlement = new Settlement(reconciler, LONG, WATCH, new SystemThreads(), journal);
    settlement.start();
  }

  @Test
  void a_lapsed_lease_is_swept_and_what_the_provider_took_is_found() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.plusSeconds(1));
    start();
    eventually("found", () -> scene.state(sms(lead)) == SENT);
    assertThat(inquiry.asked()).hasSize(1);
  }

  @Test
  void what_nobody_can_be_asked_about_is_held() {
    var lead = scene.due(1);
    scene.lapsed(BLIND);
    start();
    eventually("held", () -> scene.state(sms(lead)) == HELD);
  }

  @Test
  void the_sweep_comes_back_when_the_lease_of_another_worker_lapses() {
    inquiry.answers(_ -> new Finding.NoAnswer("not now"));
    doubts.beforeReading = () -> {}; // a look at the doubts must not end the lease itself
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.minusMillis(200));
    doubts.beforeSweep =
        () -> {
          if (doubts.sweeps.get() == 2) {
            store.passed(Duration.ofSeconds(1)); // the database's clock runs with ours
          }
        };
    start();
    eventually("swept once", () -> doubts.sweeps.get() >= 1);
    eventually("in doubt", () -> scene.state(sms(lead)) == IN_DOUBT);
    assertThat(doubts.sweeps).hasValue(2);
  }

  @Test
  void a_lease_that_lapsed_and_cannot_be_swept_makes_no_loop_spin() {
    doubts.lapse = Duration.ofSeconds(-30);
    var begun = System.nanoTime();
    start();
    eventually("swept eleven times", () -> doubts.sweeps.get() >= 11);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void a_lease_that_lapses_after_the_next_sweep_changes_nothing() {
    doubts.lapse = LONG.plusHours(1);
    start();
    eventually("swept once", () -> doubts.sweeps.get() == 1);
    doubts.lapse = null;
    var lead = scene.due(1);
    scene.claimOne(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    assertThat(doubts.sweeps).hasValue(1);
  }

  @Test
  void a_finding_that_cannot_be_recorded_is_told_in_a_line_and_asked_for_again() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    doubts.beforeSettling =
        () -> {
          if (doubts.settlings.get() == 1) {
            throw WatchedDoubts.away();
          }
        };
    start();
    eventually("recorded", () -> scene.state(sms(lead)) == SENT);
    assertThat(journal.troubles())
        .containsExactly(
            "What was learnt about " + sms(lead) + " is not recorded: the database is away");
    assertThat(inquiry.asked()).hasSize(2);
  }

  @Test
  void an_adapter_that_fails_ends_nothing() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    inquiry.answers(_ -> {
      if (inquiry.asked().size() == 1) {
        throw new IllegalStateException("a mistake of ours");
      }
      return new Finding.Found(new ProviderReference("p-2"));
    });
    start();
    eventually("found after all", () -> scene.state(sms(lead)) == SENT);
  }

  @Test
  void a_database_that_is_away_ends_no_sweep() {
    doubts.beforeSweep =
        () -> {
          if (doubts.sweeps.get() == 1) {
            throw WatchedDoubts.away();
          }
        };
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(LEASE.plusSeconds(1));
    start();
    eventually("found", () -> scene.state(sms(lead)) == SENT);
  }
}
