package semel.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import semel.dispatch.ClaimAnswer;
import semel.dispatch.ClaimOrder;
import semel.lifecycle.Moment;
import semel.message.Body;
import semel.message.ClaimId;

/// Which history the claims stand on is written in the transaction that doubts everything.
class SimulatedHistoryTest {

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  private final SimulatedStore store = new SimulatedStore(START, new Random(7));

  private ClaimAnswer claim() {
    var ids = List.of(ClaimId.draw(new Random(1)));
    var began = new Moment(0, START);
    var order = new ClaimOrder(SMS, ids, "worker", began, LEASE, RETRY, null);
    return store.claims().claim(order, (_, key, _) -> new Body(key.text()));
  }

  @Test
  void a_transaction_that_is_lost_does_not_stand_on_the_new_history() {
    store.table().keepUndo(100);
    store.changeHistory("another");
    var mark = store.mark();
    assertThat(claim()).isInstanceOf(ClaimAnswer.Closed.class);
    assertThat(store.standingHistory()).isEqualTo("another");
    store.rewind(mark, store.liveHistory());
    assertThat(store.standingHistory()).isNotEqualTo("another");
    assertThat(claim()).isInstanceOf(ClaimAnswer.Closed.class);
    assertThat(claim()).isInstanceOf(ClaimAnswer.Granted.class);
  }
}
