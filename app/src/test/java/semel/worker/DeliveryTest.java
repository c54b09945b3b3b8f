package semel.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Eventually.eventually;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;
import static semel.worker.ThreadNames.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import semel.account.Outcome;
import semel.app.loop.SystemClock;
import semel.app.loop.SystemThreads;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.dispatch.Claim;
import semel.dispatch.Dispatcher;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;
import semel.simulated.SimulatedStore;
import semel.worker.WatchedClaims.Recording;

/// A delivery between a simulated store and a simulated provider, on real threads.
@Timeout(900)
class DeliveryTest extends StoreContract {

  private static final Timing TIMING =
      Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Duration HORIZON = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String CLAIMING = "claim-" + SMS.id();
  private static final String RECORDING = "record-" + SMS.id();

  private final SimulatedSender sender = new SimulatedSender(SMS);
  private final SimulatedJournal journal = new SimulatedJournal();
  private final Gate gate = new Gate();
  private final List<Delivery> started = new ArrayList<>();
  private WatchedClaims claims = new WatchedClaims(new SimulatedStore().claims());

  @Override
  protected StoreUnderTest open() {
    var opened = new SimulatedStore();
    claims = new WatchedClaims(opened.claims());
    return opened;
  }

  private Delivery delivery(int permits) {
    var settings =
        new Dispatcher.Settings(
            "worker", TIMING, Scene.RETRY, null, new SystemClock(), new Random(7));
    var dispatcher =
        new Dispatcher(
            sender, claims, (_, key, lead) -> new Body(key + lead.name()), journal, settings);
    var delivery = new Delivery(dispatcher, permits, HORIZON, new SystemThreads(), journal);
    delivery.start();
    started.add(delivery);
    return delivery;
  }

  @AfterEach
  void stop() {
    claims.recording = Recording.SEEN;
    gate.open();
    started.forEach(DeliveryTest::stop);
    assertThat(runs(CLAIMING)).isFalse();
    assertThat(runs(RECORDING)).isFalse();
  }

  private static void stop(Delivery delivery) {
    delivery.close();
    delivery.drain(PATIENCE);
  }

  private Outcome accepted(Claim claim) {
    return new Outcome.Accepted(new ProviderReference("p-" + claim.key()));
  }

  private Outcome waitAndAccept(Claim claim) {
    gate.pass();
    return accepted(claim);
  }

  private long inState(State.Name name) {
    var states = store.records().totals().messages().getOrDefault(SMS.channel(), Map.of());
    return states.getOrDefault(name, 0L);
  }

  private void untilSent(int count) {
    eventually(count + " sent", () -> inState(SENT) == count);
  }

  @Test
  void what_is_due_is_sent_once_and_recorded() {
    scene.dueMany(0, 700);
    delivery(600);
    untilSent(700);
    assertThat(sender.written()).extracting(Claim::key).doesNotHaveDuplicates().hasSize(700);
    assertThat(claims.orders).allMatch(order -> order.ids().size() <= 512);
  }

  @Test
  void no_more_calls_are_open_and_no_more_is_claimed_than_there_are_permits() {
    scene.dueMany(0, 20);
    sender.answers(this::waitAndAccept);
    delivery(3);
    eventually("three calls are open", () -> gate.waiting() == 3);
    assertThat(inState(CLAIMED)).isEqualTo(3);
    gate.open();
    untilSent(20);
    assertThat(gate.most()).isEqualTo(3);
    assertThat(claims.orders).allMatch(order -> order.ids().size() <= 3);
  }

  @Test
  void a_permit_comes_back_only_when_the_end_is_recorded() {
    scene.dueMany(0, 2);
    claims.recording = Recording.UNSEEN;
    delivery(1);
    eventually("the end was told three times", () -> claims.closings.size() >= 3);
    assertThat(sender.written()).hasSize(1);
    claims.recording = Recording.SEEN;
    untilSent(2);
  }

  @Test
  void ends_that_are_not_known_to_be_recorded_are_told_again_as_they_are() {
    var lead = scene.due(1);
    claims.recording = Recording.UNSEEN;
    delivery(1);
    eventually("the end was told three times", () -> claims.closings.size() >= 3);
    assertThat(claims.closings).containsOnly(claims.closings.getFirst());
    scene.due(2);
    claims.recording = Recording.SEEN;
    untilSent(2); // the permit came back: the end counts as recorded
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
    assertThat(sender.written()).extracting(Claim::key).doesNotHaveDuplicates().hasSize(2);
    assertThat(scene.incidents()).isZero();
  }

  @Test
  void ends_are_kept_while_the_database_is_away() {
    var lead = scene.due(1);
    claims.recording = Recording.AWAY;
    delivery(1);
    eventually("it was tried", () -> !claims.closings.isEmpty());
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    claims.recording = Recording.SEEN;
    untilSent(1);
    assertThat(sender.written()).hasSize(1);
  }

  @Test
  void the_timer_wakes_it_for_what_falls_due_soon() {
    var delivery = delivery(4);
    eventually("it looked and found nothing", () -> claims.orders.size() == 1);
    var lead = scene.due(1);
    delivery.dueIn(Duration.ofMillis(20));
    untilSent(1);
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void what_it_saw_coming_needs_no_timer() {
    scene.register(Scene.SPRING, 1);
    store.passed(Scene.DELAY.minusMillis(30));
    claims.beforeClaim = () -> passed(claims.orders.size() == 1 ? 0 : 1_000);
    delivery(4);
    untilSent(1);
    assertThat(claims.orders).hasSizeGreaterThanOrEqualTo(2);
  }

  private void passed(long millis) {
    store.passed(Duration.ofMillis(millis));
  }

  @Test
  void a_call_that_has_not_written_when_it_stops_is_handed_back() {
    var lead = scene.due(1);
    sender.connects(gate::pass);
    var delivery = delivery(2);
    eventually("the call connects", () -> gate.waiting() == 1);
    delivery.close();
    gate.open();
    delivery.drain(PATIENCE);
    assertThat(sender.written()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(scene.message(sms(lead)).attempts().spent()).isZero();
  }

  @Test
  void a_call_that_is_open_when_it_stops_is_waited_for_and_recorded() {
    var lead = scene.due(1);
    sender.answers(this::waitAndAccept);
    var delivery = delivery(2);
    eventually("the call is open", () -> gate.waiting() == 1);
    delivery.close();
    var draining = Thread.ofVirtual().start(() -> delivery.drain(PATIENCE));
    gate.open();
    eventually("it has drained", () -> !draining.isAlive());
    assertThat(scene.state(sms(lead))).isEqualTo(SENT);
  }

  @Test
  void a_claim_that_is_granted_while_it_stops_is_handed_back() {
    var lead = scene.due(1);
    var held = new AtomicBoolean();
    claims.beforeClaim =
        () -> {
          if (held.compareAndSet(false, true)) {
            gate.pass();
          }
        };
    var delivery = delivery(2);
    eventually("it claims", () -> gate.waiting() == 1);
    delivery.close();
    var draining = Thread.ofVirtual().start(() -> delivery.drain(PATIENCE));
    eventually("it drains", () -> draining.getState() == Thread.State.TIMED_WAITING);
    gate.open();
    eventually("it has drained", () -> !draining.isAlive());
    assertThat(sender.written()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
  }

  @Test
  void a_provider_that_does_not_answer_holds_a_stop_up_for_its_patience_only() {
    var lead = scene.due(1);
    sender.answers(this::waitAndAccept);
    var delivery = delivery(2);
    eventually("the call is open", () -> gate.waiting() == 1);
    delivery.close();
    delivery.drain(Duration.ofMillis(50));
    assertThat(scene.state(sms(lead))).as("a doubt, once its lease has lapsed").isEqualTo(CLAIMED);
    assertThat(runs(RECORDING)).isFalse();
    gate.open();
  }

  @Test
  void nothing_is_claimed_once_it_stops() {
    var delivery = delivery(2);
    eventually("it looked", () -> claims.orders.size() == 1);
    stop(delivery);
    scene.due(1);
    delivery.dueIn(Duration.ZERO);
    assertThat(runs(CLAIMING)).isFalse();
    assertThat(claims.orders).hasSize(1);
  }
}
