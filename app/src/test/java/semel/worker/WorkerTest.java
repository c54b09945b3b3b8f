package semel.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;
import static semel.worker.ThreadNames.runs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Dispatcher;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.Channel;
import semel.message.LeadId;
import semel.reconcile.Reconciler;
import semel.simulated.SimulatedInquiry;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;
import semel.simulated.SimulatedStore;

/// A whole worker: two deliveries and a settlement; its three triggers and its end.
@Timeout(900)
class WorkerTest extends StoreContract {

  private static final Timing USUAL =
      Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Duration LONG = Duration.ofHours(1);
  private static final List<String> THREADS =
      Stream.concat(
              Stream.of("sweep", "reconcile"),
              Stream.of(SMS, EMAIL).flatMap(a -> Stream.of("claim-" + a.id(), "record-" + a.id())))
          .toList();

  private final Map<Channel, SimulatedSender> senders =
      Map.of(Channel.SMS, new SimulatedSender(SMS), Channel.EMAIL, new SimulatedSender(EMAIL));
  private final SimulatedJournal journal = new SimulatedJournal();
  private WatchedDoubts doubts = new WatchedDoubts(new SimulatedStore().doubts());
  private @Nullable Worker worker;

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    doubts = new WatchedDoubts(opened.doubts());
    return opened;
  }

  private Worker worker(Timing timing) {
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
    var made =
        new Worker(
            new Worker.Settings(timing, Scene.DELAY, LONG, 8),
            dispatchers,
            reconciler,
            new SystemThreads(),
            journal);
    worker = made;
    return made;
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
