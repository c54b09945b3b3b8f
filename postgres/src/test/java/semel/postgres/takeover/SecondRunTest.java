package semel.postgres.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.sms;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import semel.desk.Verdict;
import semel.dispatch.Claim;
import semel.message.Channel;
import semel.takeover.Newcomer.Fate;

/// Old tables taken over once more, after a run that brought everybody.
final class SecondRunTest extends Takeovers {

  @Test
  void a_second_run_takes_nobody_twice_and_changes_nothing() throws Exception {
    old.lead(1, "true, true", "sent", -600);
    old.lead(2, NONE, "pending", 3_600);
    old.lead(3, NONE, "failed", -600);
    old.lead(4, NONE);
    run();
    var messages = "SELECT string_agg(m::text, ' ' ORDER BY m::text) FROM semel.message m";
    var before = text(messages);
    var lines = text("SELECT count(*) FROM semel.journal");
    var tally = run();
    assertThat(tally.of(Channel.SMS, Fate.KEPT)).isEqualTo(4);
    assertThat(tally.known()).isEqualTo(4);
    assertThat(text(messages)).isEqualTo(before);
    assertThat(text("SELECT count(*) FROM semel.journal")).isEqualTo(lines);
    assertThat(scene.repeats()).isZero();
  }

  @Test
  void a_second_run_learns_what_the_old_backend_sent_meanwhile() throws Exception {
    old.lead(1, NONE, "pending", 3_600);
    run();
    old.execute("UPDATE landing_leads SET sms_sent = true");
    assertThat(run().of(Channel.SMS, Fate.SENT)).isEqualTo(1);
    store.passed(LATER);
    assertThat(scene.claim(SMS, 5)).isEmpty();
    assertThat(scene.claim(EMAIL, 5)).hasSize(1);
  }

  @Test
  void a_second_run_holds_what_the_old_backend_may_have_sent_meanwhile() throws Exception {
    old.lead(1, NONE, "pending", 3_600);
    old.lead(2, NONE, "pending", 1);
    old.lead(3, NONE, "pending", 3_600);
    run();
    old.execute(
        "UPDATE scheduled_notifications SET status = 'sending' WHERE lead_id = '%s'"
            .formatted(OldBackend.id(1)));
    var tally = run(false, Instant.now().plusSeconds(5));
    assertThat(tally.of(Channel.SMS, Fate.HELD)).isEqualTo(2);
    assertThat(reason(sms(lead(1)))).contains("is 'sending'");
    assertThat(reason(sms(lead(2)))).contains("may have sent it");
    store.passed(LATER);
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead(3)));
  }

  @Test
  void a_second_run_does_not_hold_again_what_a_person_has_let_go() throws Exception {
    old.lead(1, NONE, "sending", -600);
    run();
    var doubt = store.desk().doubt(sms(lead(1))).orElseThrow();
    store.desk().resolve(sms(lead(1)), new Verdict(doubt, false, "anna", "asked the provider"));
    var tally = run();
    assertThat(tally.of(Channel.SMS, Fate.KEPT)).isEqualTo(1);
    assertThat(scene.claim(SMS, 5)).extracting(Claim::key).containsExactly(sms(lead(1)));
  }
}
