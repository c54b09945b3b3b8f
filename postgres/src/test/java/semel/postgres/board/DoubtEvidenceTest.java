package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.email;
import static semel.contract.Scene.sms;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.account.Outcome.NotSent;
import semel.account.Outcome.Scope;
import semel.board.DoubtCase;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.LeadFile.Line;
import semel.message.MessageKey;
import semel.postgres.PostgresUnderTest;

/// What is told of a doubt.
final class DoubtEvidenceTest extends StoreContract {

  private static final Outcome UNKNOWN = new Outcome.Unknown("no answer in time");

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private DoubtCase doubt(MessageKey key) {
    return Boards.listing().doubts(key, 0).getFirst();
  }

  @Test
  void a_doubt_tells_of_every_claim_and_by_whom_as_the_page_of_its_lead_does() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new NotSent("busy", Scope.MESSAGE, Duration.ZERO));
    store.passed(Duration.ofMinutes(1));
    scene.close(SMS, scene.claimOne(SMS), UNKNOWN);
    var told = doubt(sms(lead)).journal();

    assertThat(told)
        .extracting(Line::from, Line::to, Line::rule)
        .containsExactly(
            tuple("scheduled", "claimed", "T2"),
            tuple("claimed", "scheduled", "T7"),
            tuple("scheduled", "claimed", "T2"),
            tuple("claimed", "in-doubt", "T4"));
    assertThat(told.get(2).why()).isEqualTo("claimed, attempt 2");
    assertThat(told.get(2).who()).isNotBlank();
    assertThat(told.get(2).at()).isEqualTo(doubt(sms(lead)).message().times().claimed());
    assertThat(store.records().lead(lead).orElseThrow().journal()).containsAll(told);
  }

  @Test
  void a_claim_that_repeats_is_told_from_the_doubt_before_it() {
    var lead = scene.due(1);
    scene.close(EMAIL, scene.claimOne(EMAIL), UNKNOWN);
    store.passed(Duration.ofMinutes(1));
    scene.close(EMAIL, scene.claimOne(EMAIL), UNKNOWN);
    var told = doubt(email(lead)).journal();

    assertThat(told).extracting(Line::rule).containsExactly("T2", "T4", "T8", "T4");
    assertThat(store.records().lead(lead).orElseThrow().journal()).containsAll(told);
  }

  @Test
  void a_lapsed_claim_names_the_worker_that_had_it() {
    var lead = scene.due(1);
    scene.lapsed(SMS);
    var told = doubt(sms(lead)).journal();

    assertThat(told).extracting(Line::to).containsExactly("claimed", "in-doubt");
    assertThat(store.records().lead(lead).orElseThrow().journal()).containsAll(told);
  }
}
