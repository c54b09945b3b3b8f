package semel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.dispatch.Claim;
import semel.dispatch.Closing;
import semel.dispatch.Endings;
import semel.lifecycle.Moment;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.MessageKey;
import semel.message.ProviderReference;
import semel.message.Recipient.PhoneNumber;
import semel.simulated.SimulatedClock;

/// How many calls may be open follows what the provider shows.
final class AllowanceTest {

  private static final int MOST = 64;

  private static final Claim CLAIM =
      new Claim(
          new MessageKey(new LeadId(new UUID(1, 1)), Channel.SMS),
          ClaimId.draw(new Random(1)),
          new PhoneNumber("+77011234567"),
          new Body("body"),
          Moment.now(new SimulatedClock()),
          Duration.ofHours(1),
          null);

  private static final Closing QUICK =
      Endings.of(CLAIM, new Outcome.Accepted(new ProviderReference("1")));
  private static final Closing SLOW = Endings.slow(CLAIM, new Outcome.Unknown("no answer"));
  private static final Closing TOO_MANY =
      Endings.of(CLAIM, new Outcome.NotSent("429", Outcome.Scope.ACCOUNT, Duration.ofSeconds(1)));

  private final Allowance allowance = new Allowance(MOST);

  private void round(Closing... ends) {
    var all = Stream.of(ends).toList();
    var rest = Collections.nCopies(allowance.calls() - all.size(), QUICK);
    allowance.ended(Stream.concat(all.stream(), rest.stream()).toList());
  }

  @Test
  void it_begins_with_all_permits_and_never_allows_more() {
    assertThat(allowance.calls()).isEqualTo(MOST);

    round();

    assertThat(allowance.calls()).isEqualTo(MOST);
  }

  @Test
  void one_answer_that_closes_the_account_halves_it_once_a_round() {
    round(TOO_MANY);
    assertThat(allowance.calls()).isEqualTo(MOST / 2);

    round(TOO_MANY, TOO_MANY, TOO_MANY);
    assertThat(allowance.calls()).isEqualTo(MOST / 4);
  }

  @Test
  void few_slow_calls_among_quick_ones_change_nothing() {
    round(Collections.nCopies(MOST / 2, SLOW).toArray(Closing[]::new));

    assertThat(allowance.calls()).isEqualTo(MOST);
  }

  @Test
  void a_round_of_mostly_slow_calls_halves_it() {
    round(Collections.nCopies(MOST / 2 + 1, SLOW).toArray(Closing[]::new));

    assertThat(allowance.calls()).isEqualTo(MOST / 2);
  }

  @Test
  void it_never_falls_below_an_eighth_nor_below_one() {
    for (var i = 0; i < 10; i++) {
      round(TOO_MANY);
    }
    assertThat(allowance.calls()).isEqualTo(MOST / 8);

    var single = new Allowance(1);
    single.ended(List.of(TOO_MANY));
    assertThat(single.calls()).isEqualTo(1);
  }

  @Test
  void good_rounds_bring_it_back_one_by_one() {
    round(TOO_MANY);
    round();
    round();
    assertThat(allowance.calls()).isEqualTo(MOST / 2 + 2);

    for (var i = 0; i < MOST; i++) {
      round();
    }
    assertThat(allowance.calls()).isEqualTo(MOST);
  }
}
