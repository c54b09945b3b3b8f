package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.STAGED;
import static semel.contract.Scene.sms;

import org.junit.jupiter.api.Test;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Attempts.DraftId;
import semel.postgres.HeldCommit;
import semel.postgres.Later;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What a claimer may do with a draft when nobody told it whether its choice was recorded: nothing.
final class UnsureChoiceTest extends StoreContract {

  private static final DraftId DRAFT = new DraftId("d-1");

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @Test
  void a_choice_that_landed_without_an_answer_is_not_told_and_binds_the_next_claim()
      throws Exception {
    var lead = scene.due(1);
    var claim = scene.claimOne(STAGED);
    try (var held = HeldCommit.after(SharedServer.address())) {
      var chosen = Later.of(() -> store.drafts().choose(claim.key(), claim.id(), DRAFT));
      held.kill();
      assertThat(chosen.get()).isEmpty();
    }
    assertThat(scene.message(sms(lead)).attempts().draft()).isEqualTo(DRAFT);
    scene.release(STAGED, claim);
    assertThat(scene.claimOne(STAGED).draft()).isEqualTo(DRAFT);
  }

  @Test
  void a_choice_that_did_not_land_is_not_told_and_binds_nobody() throws Exception {
    var lead = scene.due(1);
    var claim = scene.claimOne(STAGED);
    try (var held = HeldCommit.before(SharedServer.address(), "semel.message")) {
      var chosen = Later.of(() -> store.drafts().choose(claim.key(), claim.id(), DRAFT));
      held.kill();
      assertThat(chosen.get()).isEmpty();
    }
    assertThat(scene.message(sms(lead)).attempts().draft()).isNull();
  }
}
