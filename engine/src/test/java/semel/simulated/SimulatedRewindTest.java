package semel.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static semel.contract.Scene.DELAY;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.dispatch.Endings;
import semel.intake.Registered;
import semel.lifecycle.Moment;
import semel.lifecycle.Rule;
import semel.message.Body;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;
import semel.simulated.rows.Applied;

/// What a simulator asks of the store in memory beyond the ports.
class SimulatedRewindTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  private final Random random = new Random(7);
  private final SimulatedStore store = open(7);

  private static SimulatedStore open(long seed) {
    var store = new SimulatedStore(START, new Random(seed));
    store.leads().publish(campaign(SPRING, TARGET));
    store.serves(List.of(SMS, EMAIL));
    return store;
  }

  private LeadId register(SimulatedStore to, int person) {
    return ((Registered.Fresh) to.leads().register(registration(SPRING, person, null))).lead();
  }

  private ClaimAnswer ask(SimulatedStore of, Account account, int count, Random ids) {
    var names = Stream.generate(() -> ClaimId.draw(ids)).limit(count).toList();
    var began = new Moment(0, START);
    var order = new ClaimOrder(account, names, "worker", began, LEASE, RETRY, null);
    return of.claims().claim(order, (_, key, _) -> new Body(key.text()));
  }

  private List<Claim> claim(Account account, int count) {
    return ((ClaimAnswer.Granted) ask(store, account, count, random)).claims();
  }

  private void accept(Account account, List<Claim> claims) {
    var taken = new Outcome.Accepted(new ProviderReference("p"));
    var closings = claims.stream().map(claim -> Endings.of(claim, taken)).toList();
    store.claims().close(account, RETRY, "worker", closings);
  }

  private static List<Object> everything(SimulatedStore of) {
    var all = new ArrayList<Object>(of.table().rows());
    all.addAll(of.table().leads());
    of.table().leads().forEach(lead -> all.addAll(of.table().journal(lead.id())));
    all.add(of.records().totals());
    return all;
  }

  @Test
  void the_same_seed_gives_the_same_rows() {
    var other = open(7);
    for (var each : List.of(store, other)) {
      for (var person = 0; person < 20; person++) {
        register(each, person);
      }
      each.passed(DELAY);
      ask(each, SMS, 7, new Random(1));
      each.passed(Duration.ofHours(1));
      each.doubts().sweep(RETRY);
    }
    assertThat(everything(store)).isEqualTo(everything(other));
  }

  @Test
  void what_was_committed_since_a_mark_is_lost_with_it() {
    store.table().keepUndo(1_000);
    var early = register(store, 1);
    store.passed(DELAY);
    var before = everything(store);
    var mark = store.mark();
    var late = register(store, 2);
    accept(SMS, claim(SMS, 5));
    store.desk().erase(early, "anna");
    assertThat(store.rewind(mark, "other"))
        .containsExactlyInAnyOrder(sms(early), email(early), sms(late), email(late));
    assertThat(everything(store)).isEqualTo(before);
    assertThat(register(store, 2)).isNotNull();
  }

  @Test
  void nobody_goes_back_further_than_what_is_kept() {
    store.table().keepUndo(3);
    var mark = store.mark();
    register(store, 1);
    register(store, 2);
    assertThatThrownBy(() -> store.rewind(mark, "other")).hasMessageContaining("mark");
  }

  @Test
  void after_a_rewind_what_may_have_been_claimed_is_in_doubt() {
    store.table().keepUndo(1_000);
    var lead = register(store, 1);
    store.passed(DELAY);
    var mark = store.mark();
    accept(SMS, claim(SMS, 1));
    store.rewind(mark, "other");
    assertThat(ask(store, SMS, 1, random)).isInstanceOf(ClaimAnswer.Closed.class);
    assertThat(store.message(sms(lead)).orElseThrow().state()).isInstanceOf(State.InDoubt.class);
    assertThat(store.message(email(lead)).orElseThrow().state()).isInstanceOf(State.InDoubt.class);
    assertThat(store.standingHistory()).isEqualTo("other");
    assertThat(ask(store, SMS, 1, random)).isInstanceOf(ClaimAnswer.Granted.class);
  }

  @Test
  void a_settled_lead_is_forgotten_as_soon_as_it_cannot_come_back() {
    store.table().keepUndo(20);
    var lead = register(store, 1);
    store.passed(DELAY);
    assertThat(store.forget(lead)).isFalse();
    accept(SMS, claim(SMS, 1));
    accept(EMAIL, claim(EMAIL, 1));
    assertThat(store.forget(lead)).isFalse();
    for (var person = 2; person < 12; person++) {
      register(store, person);
    }
    assertThat(store.forget(lead)).isTrue();
    assertThat(store.message(sms(lead))).isEmpty();
    assertThat(store.table().leads()).hasSize(10);
  }

  @Test
  void a_watcher_sees_each_transition_with_its_rule() {
    var seen = new ArrayList<Applied>();
    store.watch(seen::add);
    register(store, 1);
    store.passed(DELAY);
    accept(SMS, claim(SMS, 1));
    assertThat(seen).extracting(Applied::rule).containsExactly(Rule.T1, Rule.T1, Rule.T2, Rule.T5);
    assertThat(seen.getLast().after()).isEqualTo(store.table().rowsOf(lead()).getFirst().message());
    assertThat(seen.getLast().before()).isEqualTo(seen.get(2).after());
  }

  private LeadId lead() {
    return store.table().leads().iterator().next().id();
  }

  @Test
  void a_rate_bounds_the_claims_of_each_window() {
    store.rate(SMS.id(), 10, Duration.ofSeconds(1));
    for (var person = 0; person < 100; person++) {
      register(store, person);
    }
    store.passed(DELAY);
    var claimed = 0;
    for (var tick = 0; tick < 30; tick++) {
      claimed +=
          ask(store, SMS, 64, random) instanceof ClaimAnswer.Granted g ? g.claims().size() : 0;
      store.passed(Duration.ofMillis(100));
    }
    assertThat(claimed).isEqualTo(10 + 29);
  }

  @Test
  void a_rate_that_was_lowered_stays_shut_until_it_is_free() {
    store.rate(SMS.id(), 100, Duration.ofSeconds(1));
    for (var person = 0; person < 200; person++) {
      register(store, person);
    }
    store.passed(DELAY);
    claim(SMS, 100);
    store.rate(SMS.id(), 1, Duration.ofMillis(100));
    var closed = (ClaimAnswer.Closed) ask(store, SMS, 1, random);
    assertThat(closed.reason()).isEqualTo("rate");
    assertThat(closed.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_message_among_many_costs_little() {
    var leads = 50_000;
    long spent = 0;
    for (var first = 0; first < leads; first += 500) {
      for (var person = first; person < first + 500; person++) {
        register(store, person);
      }
      store.passed(DELAY);
      for (var account : List.of(SMS, EMAIL)) {
        for (var round = 0; round < 20; round++) {
          accept(account, claim(account, 25));
        }
      }
      spent = store.table().rows().stream().filter(r -> r.state() instanceof State.Sent).count();
    }
    assertThat(spent).isEqualTo(2L * leads);
  }
}
