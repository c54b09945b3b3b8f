package semel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.contract.Scene;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.journal.JournalEntry;
import semel.lifecycle.Rule;
import semel.lifecycle.Timing;
import semel.message.Body;
import semel.message.Envelope;
import semel.simulated.SimulatedClock;
import semel.simulated.SimulatedJournal;
import semel.simulated.SimulatedSender;
import semel.simulated.SimulatedStore;

/// Which of several ends of an attempt is written down, and what is told of it.
class DispatcherWordsTest extends StoreContract {

  private static final Duration HORIZON = Duration.ofMinutes(5);
  private static final Timing TIMING =
      Timing.of(Scene.LEASE, Duration.ofSeconds(10), Duration.ofMinutes(10));
  private static final Outcome BUSY =
      new Outcome.NotSent("busy", Outcome.Scope.MESSAGE, Duration.ZERO);

  private final SimulatedClock clock = new SimulatedClock();
  private final SimulatedJournal journal = new SimulatedJournal();

  @Override
  protected StoreUnderTest open() {
    return new SimulatedStore();
  }

  private Dispatcher dispatcher(Sender sender, Composer composer) {
    var settings =
        new Dispatcher.Settings("worker", TIMING, Scene.RETRY, null, clock, new Random(7));
    return new Dispatcher(sender, store.claims(), composer, journal, settings);
  }

  private Dispatcher dispatcher(Sender sender) {
    return dispatcher(sender, (_, key, lead) -> new Body(key + lead.name()));
  }

  private JournalEntry ended(Dispatcher dispatcher) {
    var claims = dispatcher.claim(1, HORIZON).claims();
    assertThat(claims).hasSize(1);
    assertThat(dispatcher.close(List.of(dispatcher.attempt(claims.getFirst())))).isTrue();
    return journal.entries().getLast();
  }

  /// A sender that asks the guard and then says what it likes.
  private record Saying(Outcome outcome) implements Sender {
    @Override
    public Account account() {
      return SMS;
    }

    @Override
    public Body compose(Envelope envelope) {
      return new Body("text");
    }

    @Override
    public Outcome send(Claim claim, Guard guard) {
      var _ = guard.mayWrite();
      return outcome;
    }
  }

  @Test
  void what_the_guard_stopped_is_released_and_what_the_provider_declined_was_not_sent() {
    scene.due(1);
    assertThat(ended(dispatcher(new Saying(BUSY))).rule()).isEqualTo(Rule.T7);
    scene.due(2);
    var stopping = new SimulatedSender(SMS);
    stopping.connects(() -> clock.passed(Duration.ofHours(1)));
    var stopped = ended(dispatcher(stopping));
    assertThat(stopped.rule()).isEqualTo(Rule.T3);
    assertThat(stopped.why())
        .isEqualTo("released: the worker stops, or too little of the lease was left");
  }

  @Test
  void an_adapter_that_wrote_against_the_guards_word_leaves_a_doubt_all_the_same() {
    var lead = scene.due(1);
    var dispatcher = dispatcher(new Saying(new Outcome.Unknown("no answer")));
    var claim = dispatcher.claim(1, HORIZON).claims().getFirst();
    dispatcher.stop();
    dispatcher.close(List.of(dispatcher.attempt(claim)));
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void the_composed_body_is_what_is_sent() {
    var lead = scene.due(1);
    var claim = dispatcher(new SimulatedSender(SMS)).claim(1, HORIZON).claims().getFirst();
    assertThat(claim.body()).isEqualTo(new Body(sms(lead) + "Person 1"));
  }

  @Test
  void a_message_that_cannot_be_composed_is_told_of_and_waits() {
    var lead = scene.due(1);
    var dispatcher =
        dispatcher(
            new SimulatedSender(SMS),
            (_, _, _) -> {
              throw new IllegalStateException("there is no such campaign");
            });
    assertThat(dispatcher.claim(1, HORIZON).claims()).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    assertThat(journal.troubles())
        .containsExactly(sms(lead) + " cannot be composed and waits: there is no such campaign");
  }
}
