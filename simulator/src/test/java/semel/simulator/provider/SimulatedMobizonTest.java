package semel.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.account.Finding;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.message.Attempts;
import semel.message.Channel;
import semel.message.Message;
import semel.message.State;
import semel.providers.mobizon.MobizonInquiry;
import semel.providers.mobizon.MobizonSender;
import semel.reconcile.Doubt;
import semel.simulator.edge.Bench;
import semel.simulator.fault.Fault;

/// The simulated Mobizon behind the adapter that ships.
class SimulatedMobizonTest {

  private static final Duration VISIBLE = Duration.ofHours(2);

  private @Nullable Bench made;

  @AfterEach
  void close() {
    if (made != null) {
      made.close();
    }
  }

  /// A machine, Mobizon and the adapters between them.
  private record Setting(Bench bench, MobizonSender sender, MobizonInquiry inquiry, Claim claim) {

    @Nullable Outcome send() {
      return bench.run(() -> sender.send(claim, () -> true));
    }

    @Nullable Finding ask() {
      return bench.run(() -> inquiry.ask(doubt()));
    }

    private Doubt doubt() {
      var now = Bench.START.plusNanos(bench.agenda.now());
      var times = new Doubt.Times(Bench.START, now, now, null, now);
      var state = new State.InDoubt(now, now, now, "no answer");
      var attempts = new Attempts(1, 1, false, Bench.START, null);
      var due = Bench.START;
      var end = due.plus(Duration.ofDays(1));
      var message = new Message(claim.key(), state, claim.id(), attempts, due, end, false);
      return new Doubt(message, sender.account().id(), claim.recipient(), claim.body(), times);
    }

    long taken() {
      return bench.ledger.count();
    }
  }

  private Setting with(Fault... always) {
    var bench = new Bench(always);
    made = bench;
    var mobizon =
        new SimulatedMobizon(
            bench.agenda, bench.faults, bench.ledger, Bench.START, VISIBLE.toNanos());
    var sender = new MobizonSender(Bench.MOBIZON, bench.wire(mobizon));
    var inquiry = new MobizonInquiry(Bench.MOBIZON, bench.wire(mobizon));
    return new Setting(bench, sender, inquiry, bench.sms(sender));
  }

  @Test
  void it_takes_an_sms_and_the_ledger_knows_what_and_for_whom() {
    var set = with();

    assertThat(set.send()).isInstanceOf(Outcome.Accepted.class);
    assertThat(set.bench().ledger.of(Bench.key(Channel.SMS)))
        .singleElement()
        .satisfies(effect -> {
          assertThat(effect.recipient()).isEqualTo("77010000001");
          assertThat(effect.body()).isEqualTo(set.claim().body().value());
          assertThat(effect.at()).isPositive();
        });
  }

  @Test
  void a_second_request_is_a_second_message() {
    var set = with();
    set.send();
    set.send();

    assertThat(set.taken()).isEqualTo(2);
    assertThat(set.ask()).isInstanceOf(Finding.Ambiguous.class);
  }

  @Test
  void what_it_took_is_found_and_what_it_did_not_is_absent() {
    var set = with();
    assertThat(set.ask()).isInstanceOf(Finding.Absent.class);
    set.send();

    assertThat(set.ask()).isInstanceOf(Finding.Found.class);
  }

  @Test
  void what_it_took_shows_only_after_a_while() {
    var set = with(Fault.LOOK_UP_LAG);
    set.send();
    assertThat(set.ask()).isInstanceOf(Finding.Absent.class);
    set.bench().passes(VISIBLE);

    assertThat(set.ask()).isInstanceOf(Finding.Found.class);
  }

  @Test
  void a_list_that_lacks_a_page_is_no_answer() {
    var set = with(Fault.LOOK_UP_MISSES_A_PAGE);
    set.send();

    assertThat(set.ask()).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void an_error_of_a_look_up_is_no_answer() {
    assertThat(with(Fault.LOOK_UP_ERROR).ask()).isInstanceOf(Finding.NoAnswer.class);
  }

  @Test
  void a_refusal_and_a_limit_take_nothing() {
    var refusing = with(Fault.REFUSES);
    assertThat(refusing.send()).isInstanceOf(Outcome.Refused.class);
    assertThat(refusing.taken()).isZero();
    refusing.bench().close();

    var busy = with(Fault.RATE_LIMITED);
    assertThat(busy.send()).isInstanceOf(Outcome.NotSent.class);
    assertThat(busy.taken()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_LOST", "ERROR_AFTER_TAKING", "HALF_ANSWER", "WRONG_JSON", "NO_ID"})
  void when_it_takes_one_and_does_not_say_so_the_outcome_is_unknown(Fault fault) {
    var set = with(fault);

    assertThat(set.send()).isInstanceOf(Outcome.Unknown.class);
    assertThat(set.taken()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST_LOST", "ERROR_WITHOUT_TAKING"})
  void when_it_took_nothing_and_does_not_say_so_the_outcome_is_unknown(Fault fault) {
    var set = with(fault);

    assertThat(set.send()).isInstanceOf(Outcome.Unknown.class);
    assertThat(set.taken()).isZero();
  }

  @Test
  void without_a_connection_nothing_was_sent() {
    var set = with(Fault.NO_CONNECTION);

    assertThat(set.send()).isInstanceOf(Outcome.NotSent.class);
    assertThat(set.taken()).isZero();
  }

  @Test
  void without_the_guards_yes_nothing_leaves() {
    var set = with();
    var outcome = set.bench().run(() -> set.sender().send(set.claim(), () -> false));

    assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
    assertThat(set.taken()).isZero();
  }

  @Test
  void a_proxy_may_deliver_one_request_twice() {
    var set = with(Fault.DELIVERED_TWICE);
    set.send();

    assertThat(set.taken()).isEqualTo(2);
  }

  @Test
  void bytes_that_arrive_late_are_taken_within_what_is_tolerated() {
    var set = with(Fault.TAKEN_LATE);
    set.send();

    assertThat(set.taken()).isEqualTo(1);
    assertThat(set.bench().ledger.of(Bench.key(Channel.SMS)).getFirst().at())
        .isBetween(0L, Bench.REQUEST.plus(Bench.APPLY).toNanos());
  }

  @Test
  void bytes_may_be_taken_after_settle_where_that_is_broken() {
    var set = with(Fault.TAKEN_AFTER_SETTLE);

    assertThat(set.send()).isInstanceOf(Outcome.Unknown.class);
    assertThat(set.bench().ledger.of(Bench.key(Channel.SMS)).getFirst().at())
        .isGreaterThan(Bench.SETTLE.toNanos());
  }

  @Test
  void during_an_outage_nothing_is_taken_and_afterwards_it_is() {
    var set = with();
    set.bench().outage(true);
    assertThat(set.send()).isNotInstanceOf(Outcome.Accepted.class);
    assertThat(set.taken()).isZero();
    set.bench().outage(false);

    assertThat(set.send()).isInstanceOf(Outcome.Accepted.class);
  }
}
