package semel.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.contract.Race;
import semel.contract.Scene;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.intake.Holds.Held;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Excess;
import semel.intake.Leads;
import semel.intake.Origin;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Body;
import semel.postgres.PostgresLeads;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The SMS of a campaign that got more new leads than expected wait for a person, over all workers,
/// and nothing else does.
final class HoldsTest {

  private static final Duration LONG = Duration.ofDays(365);
  private static final Origin HERE = new Origin("203.0.113.7", "203.0.113.0/24");

  private final PostgresHolds holds = new PostgresHolds(SharedServer.database());
  private PostgresUnderTest store = new PostgresUnderTest();

  @BeforeEach
  void empty() {
    store = new PostgresUnderTest();
    store.leads().publish(Scene.campaign(SPRING, TARGET));
    store.leads().publish(Scene.campaign(AUTUMN, TARGET));
  }

  private static Leads worker(Excess excess, int expected) {
    var limits = new IntakeLimits(Map.of(), Map.of(excess, new Allowance(expected, LONG)));
    return new PostgresLeads(SharedServer.database(), limits);
  }

  private static Registration of(String campaign, int person, @Nullable Origin origin) {
    return Scene.registration(campaign, person, null).from(origin);
  }

  private void register(Leads leads, int first, int last) {
    for (var person = first; person <= last; person++) {
      assertThat(leads.register(of(SPRING, person, HERE))).isInstanceOf(Registered.Fresh.class);
    }
  }

  private List<String> held() {
    return holds.held().stream().map(Held::campaign).toList();
  }

  private List<Claim> claimed(Account account, int most) {
    return switch (store.claims().claim(Scene.order(account, most, null), (_, _, _) -> body())) {
      case ClaimAnswer.Granted(var claims, _, _, _) -> claims;
      case ClaimAnswer.Closed closed -> throw new AssertionError(closed);
      case ClaimAnswer.Unsure unsure -> throw new AssertionError(unsure);
    };
  }

  private static Body body() {
    return new Body("b");
  }

  private void becomeDue() {
    store.passed(Scene.DELAY.plusSeconds(1));
  }

  @Test
  void a_burst_is_taken_and_waits_for_a_person_who_is_asked_once_a_window() {
    var workers = List.of(worker(Excess.BURST, 3), worker(Excess.BURST, 3));
    register(workers.getFirst(), 1, 2);
    register(workers.getLast(), 3, 3);
    assertThat(held()).isEmpty();
    register(workers.getFirst(), 4, 4);
    assertThat(holds.held())
        .singleElement()
        .satisfies(held -> {
          assertThat(held.campaign()).isEqualTo(SPRING);
          assertThat(held.why()).isEqualTo("a burst of registrations");
        });

    assertThat(holds.release(SPRING)).isTrue();
    assertThat(holds.release(SPRING)).isFalse();
    register(workers.getLast(), 5, 5);
    assertThat(held()).isEmpty();

    SharedServer.execute("UPDATE semel.intake_count SET until = until - interval '1 day'");
    register(workers.getFirst(), 6, 9);
    assertThat(held()).containsExactly(SPRING);
  }

  @Test
  void the_sms_of_that_campaign_wait_and_its_emails_and_all_other_campaigns_do_not() {
    register(worker(Excess.BURST, 1), 1, 2);
    store.leads().register(of(AUTUMN, 3, null));
    becomeDue();
    assertThat(claimed(SMS, 9)).hasSize(1);
    assertThat(claimed(EMAIL, 9)).hasSize(3);
    assertThat(claimed(SMS, 9)).isEmpty();

    assertThat(holds.release(SPRING)).isTrue();
    assertThat(claimed(SMS, 9)).hasSize(2);
    assertThat(claimed(SMS, 9)).isEmpty();
  }

  @Test
  void what_waits_is_looked_at_once_and_stands_in_nobody_s_way() {
    register(worker(Excess.BURST, 1), 1, 5);
    becomeDue();
    store.leads().register(of(AUTUMN, 6, null));
    store.passed(Scene.DELAY.plusSeconds(1));
    assertThat(claimed(SMS, 5)).as("those that wait were picked").isEmpty();
    assertThat(claimed(SMS, 5)).as("the others behind them").hasSize(1);
    assertThat(
            SharedServer.count(
                "SELECT count(*) FROM semel.message WHERE channel = 0 AND state = 0"
                    + " AND next_at = not_after AND reason = 'waits: its campaign is on hold'"))
        .isEqualTo(5);
  }

  @Test
  void what_waits_for_longer_than_it_may_fails_as_too_late_and_is_never_sent() {
    register(worker(Excess.BURST, 1), 1, 2);
    becomeDue();
    assertThat(claimed(SMS, 5)).isEmpty();
    store.passed(Duration.ofHours(24));
    assertThat(claimed(SMS, 5)).isEmpty();
    assertThat(
            SharedServer.count(
                "SELECT count(*) FROM semel.message WHERE channel = 0 AND state = 5"))
        .isEqualTo(2);
    assertThat(holds.release(SPRING)).isTrue();
    assertThat(claimed(SMS, 5)).isEmpty();
  }

  @Test
  void spending_counts_whoever_registered_people_and_a_burst_strangers_alone() {
    var burst = worker(Excess.BURST, 1);
    burst.register(of(SPRING, 1, null));
    burst.register(of(SPRING, 2, null));
    assertThat(held()).isEmpty();
    var spending = worker(Excess.SPENDING, 2);
    spending.register(of(SPRING, 3, null));
    spending.register(of(SPRING, 4, HERE));
    spending.register(of(SPRING, 4, HERE));
    assertThat(held()).as("a repeat costs nothing").isEmpty();
    spending.register(of(SPRING, 5, null));
    assertThat(holds.held()).extracting(Held::why).containsExactly("more SMS than a day may cost");
  }

  @Test
  void whoever_claims_while_a_campaign_is_released_loses_no_message() {
    register(worker(Excess.BURST, 1), 1, 60);
    becomeDue();
    var acts = new ArrayList<Callable<Integer>>();
    for (var claimer = 0; claimer < 6; claimer++) {
      acts.add(() -> claimed(SMS, 10).size());
    }
    acts.add(3, () -> holds.release(SPRING) ? 0 : -1);
    var sent = Race.between(acts).stream().mapToInt(Integer::intValue).sum();
    for (var more = claimed(SMS, 10).size(); more > 0; more = claimed(SMS, 10).size()) {
      sent += more;
    }
    assertThat(sent).isEqualTo(60);
  }
}
