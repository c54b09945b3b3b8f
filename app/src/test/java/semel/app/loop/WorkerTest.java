package semel.app.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.app.loop.Threads.runs;
import static semel.contract.Eventually.eventually;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.configuration.Configuration;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Dispatcher;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.Channel;
import semel.message.LeadId;
import semel.monitor.Alert;
import semel.monitor.Alerts;
import semel.monitor.Monitor;
import semel.monitor.Snapshot;
import semel.reconcile.Reconciler;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;
import semel.simulated.SimulatedStore;

/// A whole worker: two deliveries, a settlement, a monitor; its three triggers and its end.
@Timeout(60)
class WorkerTest extends StoreContract {

  private static final Timing USUAL =
      Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Duration LONG = Duration.ofHours(1);
  private static final List<String> THREADS =
      Stream.concat(
              Stream.of("sweep", "reconcile", "monitor"),
              Stream.of(SMS, EMAIL).flatMap(a -> Stream.of("claim-" + a.id(), "record-" + a.id())))
          .toList();

  private final Map<Channel, SimulatedSender> senders =
      Map.of(Channel.SMS, new SimulatedSender(SMS), Channel.EMAIL, new SimulatedSender(EMAIL));
  private final SimulatedJournal journal = new SimulatedJournal();
  private final List<String> alarms = new CopyOnWriteArrayList<>();
  private WatchedDoubts doubts = new WatchedDoubts(new SimulatedStore().doubts());
  private @Nullable Worker worker;

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    doubts = new WatchedDoubts(opened.doubts());
    return opened;
  }

  private Worker worker(Timing timing) {
    var delivery = new Configuration.Delivery(Scene.DELAY, timing, LONG, 8, Optional.empty());
    var clock = new SystemClock();
    var dispatchers =
        senders.values().stream()
            .map(sender ->
                new Dispatcher(
                    sender,
                    store.claims(),
                    (_, key, lead) -> new Body(key + lead.name()),
                    journal,
                    new Dispatcher.Settings("worker", timing, RETRY, null, clock, new Random(7))))
            .toList();
    var reconciler =
        new Reconciler(
            List.of(SMS, EMAIL),
            List.of(new SimulatedInquiry(SMS)),
            doubts,
            journal,
            new Reconciler.Settings(timing, RETRY, clock));
    var made = new Worker(delivery, dispatchers, reconciler, monitor());
    worker = made;
    return made;
  }

  private Monitor monitor() {
    var snapshot =
        new Snapshot(Map.of(), Duration.ZERO, Duration.ZERO, Map.of("again", 1L), 0, 0, List.of());
    return new Monitor(() -> snapshot, new OneAlert(), alert -> alarms.add(alert.text()));
  }

  /// A book that keeps what was raised last.
  private static final class OneAlert implements Alerts {
    private @Nullable Alert raised;

    @Override
    public void raise(Alert alert) {
      raised = alert;
    }

    @Override
    public List<Entry> takeUntold() {
      return raised == null ? List.of() : List.of(new Entry(1, raised));
    }

    @Override
    public void told(Entry entry) {
      raised = null;
    }
  }

  @AfterEach
  void stop() {
    if (worker != null && THREADS.stream().anyMatch(name -> runs(name))) {
      worker.stop();
    }
    assertThat(THREADS).noneMatch(name -> runs(name));
  }

  private void untilSent(LeadId lead) {
    eventually(
        "both are sent", () -> scene.state(sms(lead)) == SENT && scene.state(email(lead)) == SENT);
  }

  private void sentOnce() {
    assertThat(senders.values()).allSatisfy(sender -> assertThat(sender.written()).hasSize(1));
  }

  @Test
  void recovery_sweeps_before_anything_is_claimed() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    store.passed(Scene.LEASE.plusSeconds(1));
    var worker = worker(USUAL);
    assertThat(worker.recover()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.state(email(lead))).isEqualTo(SCHEDULED);
    worker.start();
    eventually("the email is sent", () -> scene.state(email(lead)) == SENT);
    assertThat(senders.get(Channel.SMS)).extracting(s -> s.written().size()).isEqualTo(0);
  }

  @Test
  void recovery_says_when_the_next_lease_lapses() {
    scene.due(1);
    scene.claimOne(SMS);
    store.passed(Duration.ofSeconds(20));
    assertThat(worker(USUAL).recover()).contains(Scene.LEASE.minusSeconds(20));
  }

  @Test
  void what_is_due_at_the_start_is_sent_on_both_channels() {
    var lead = scene.due(1);
    worker(USUAL).start();
    untilSent(lead);
    sentOnce();
  }

  @Test
  void the_timer_wakes_both_channels() {
    var worker = worker(USUAL);
    worker.start();
    var first = scene.due(1);
    worker.dueIn(Duration.ofMillis(10));
    untilSent(first);
    sentOnce();
  }

  @Test
  void all_triggers_together_send_once() {
    var lead = scene.due(1);
    var worker = worker(USUAL);
    worker.recover();
    worker.start();
    for (var i = 0; i < 200; i++) {
      worker.dueIn(Duration.ofNanos(i));
      worker.recover();
    }
    untilSent(lead);
    sentOnce();
  }

  @Test
  void the_sweep_comes_at_least_twice_a_lease_however_long_its_own_time_is() {
    var lease = Duration.ofMillis(600);
    worker(Timing.of(lease, Duration.ofMillis(100), Duration.ofSeconds(1))).start();
    var begun = System.nanoTime();
    eventually("swept four times", () -> doubts.sweeps.get() >= 4);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(lease);
  }

  @Test
  void the_monitor_looks_and_tells() {
    worker(USUAL).start();
    eventually("an alert was told", () -> !alarms.isEmpty());
    assertThat(alarms.getFirst()).contains("Duplicate SMS attempt blocked");
  }

  @Test
  void a_stop_hands_back_what_was_not_begun_and_leaves_no_thread() {
    var gate = new Gate();
    var lead = scene.due(1);
    senders.values().forEach(sender -> sender.connects(gate::pass));
    var worker = worker(USUAL);
    worker.start();
    eventually("both connect", () -> gate.waiting() == 2);
    var stopping = Thread.ofVirtual().start(worker::stop);
    eventually("nothing is claimed any more", () -> !runs("claim-" + SMS.id()));
    gate.open();
    eventually("it has stopped", () -> !stopping.isAlive());
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.state(email(lead))).isEqualTo(SCHEDULED);
    assertThat(THREADS).noneMatch(name -> runs(name));
  }
}
