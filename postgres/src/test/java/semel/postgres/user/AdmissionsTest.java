package semel.postgres.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.Scene;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.settings.Admission;
import semel.settings.NumberKind;
import semel.users.Act.Deed;

/// Whom a campaign lets in, as it is kept.
final class AdmissionsTest {

  private final PostgresAdmissions admissions = new PostgresAdmissions(SharedServer.database());
  private final PostgresUnderTest store = new PostgresUnderTest();
  private final PostgresEntry entry = new PostgresEntry();

  @BeforeEach
  void publish() {
    store.leads().publish(Scene.campaign(Scene.SPRING, Scene.TARGET));
  }

  @Test
  void what_was_set_stays_when_the_campaign_is_published_again_and_is_told_once() {
    assertThat(admissions.admissions()).containsEntry(Scene.SPRING, Admission.USUAL);
    var kinds = Set.of(NumberKind.MOBILE, NumberKind.INTERNET);
    var wanted = new Admission(List.of("UZ", "KG"), kinds, false);
    assertThat(admissions.change(Scene.SPRING, wanted, "boss")).isTrue();
    assertThat(admissions.change(Scene.SPRING, wanted, "anna")).isTrue();
    publish();
    assertThat(admissions.admissions()).containsEntry(Scene.SPRING, wanted);
    assertThat(entry.acts().newest(9))
        .extracting(act -> Tuple.tuple(act.who(), act.deed(), act.about(), act.detail()))
        .containsExactly(
            Tuple.tuple(
                "boss",
                Deed.CAMPAIGN_CHANGED,
                Scene.SPRING,
                "UZ, KG, mobile, internet, no captcha"));

    assertThat(admissions.change(Scene.SPRING, Admission.USUAL, "boss")).isTrue();
    assertThat(admissions.admissions()).containsEntry(Scene.SPRING, Admission.USUAL);
  }

  @Test
  void of_an_unknown_campaign_nothing_is_set() {
    assertThat(admissions.change("unknown", Admission.USUAL, "boss")).isFalse();
    assertThat(admissions.admissions()).doesNotContainKey("unknown");
    assertThat(entry.acts().newest(9)).isEmpty();
  }
}
