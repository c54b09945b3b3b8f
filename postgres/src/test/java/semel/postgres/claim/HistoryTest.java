package semel.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.LEASE;
import static semel.contract.Scene.RETRY;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.STAGED;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.campaign;
import static semel.contract.Scene.email;
import static semel.contract.Scene.order;
import static semel.contract.Scene.sms;
import static semel.message.State.Name.CLAIMED;
import static semel.message.State.Name.HELD;
import static semel.message.State.Name.IN_DOUBT;
import static semel.message.State.Name.SCHEDULED;
import static semel.message.State.Name.SENT;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import semel.account.Account;
import semel.account.Finding;
import semel.account.Outcome;
import semel.campaign.Campaign;
import semel.contract.Eventually;
import semel.contract.Race;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.desk.Desk;
import semel.desk.Ruling;
import semel.desk.Verdict;
import semel.dispatch.Claim;
import semel.dispatch.ClaimAnswer;
import semel.lifecycle.Event;
import semel.message.Attempts.DraftId;
import semel.message.Body;
import semel.message.Channel;
import semel.message.ClaimId;
import semel.message.LeadId;
import semel.message.ProviderReference;
import semel.message.State;
import semel.postgres.Later;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// What happens when the database's past is not the one the claims stand on (§10).
final class HistoryTest extends StoreContract {

  private static final String LIVE =
      """
      UPDATE semel.history h
      SET system_identifier = l.system_identifier, timeline = l.timeline,
          placed_at = l.placed_at, message_table = l.message_table
      FROM semel.live_history() l
      """;

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  @AfterEach
  void comeBack() {
    SharedServer.execute(LIVE);
  }

  /// As after a promotion: the claims were made on another timeline.
  private static void promote() {
    SharedServer.execute("UPDATE semel.history SET timeline = '7FFFFFFF'");
  }

  /// As after a restore into another cluster.
  private static void restore() {
    SharedServer.execute("UPDATE semel.history SET system_identifier = 42");
  }

  /// As after a copy of the files was put back.
  private static void putFilesBack() {
    SharedServer.execute("UPDATE semel.history SET placed_at = placed_at - interval '1 hour'");
  }

  /// As after a dump was put back.
  private static void putDumpBack() {
    SharedServer.execute("UPDATE semel.history SET message_table = 1");
  }

  private ClaimAnswer claim(Account account) {
    return store.claims().claim(order(account, 5, null), (_, _, _) -> new Body("body"));
  }

  private void refused(Account account) {
    assertThat(claim(account))
        .isInstanceOfSatisfying(
            ClaimAnswer.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo("the database's history changed"));
  }

  private LeadId dueIn(Duration delay, int person) {
    var slug = "in-" + delay.toMinutes();
    var like = campaign(slug, TARGET);
    store
        .leads()
        .publish(
            new Campaign(
                slug,
                like.language(),
                like.texts(),
                delay,
                URI.create("https://x.example"),
                TARGET));
    return scene.register(slug, person);
  }

  private static long lines() {
    return SharedServer.count("SELECT count(*) FROM semel.journal WHERE who = 'history'");
  }

  @Test
  void a_draft_that_stands_in_the_row_is_repeated_and_a_lost_one_is_looked_for() {
    var known = scene.due(1);
    scene.drafted("d-1");
    var lapsed = scene.due(2);
    scene.lapsed(STAGED);
    var lost = scene.due(3);
    promote();
    refused(STAGED);
    store.passed(Duration.ofMinutes(11));
    var claims = scene.claim(STAGED, 5);
    assertThat(claims).extracting(Claim::key).containsExactly(sms(known));
    assertThat(claims.getFirst().draft()).isEqualTo(new DraftId("d-1"));
    assertThat(scene.state(sms(lapsed))).isEqualTo(IN_DOUBT);
    assertThat(scene.state(sms(lost))).isEqualTo(IN_DOUBT);
    assertThat(scene.doubt(sms(lost)).draft()).isEmpty();
  }

  @Test
  void a_claim_on_another_timeline_is_refused_and_what_is_endangered_is_in_doubt() {
    var claimed = scene.due(1);
    scene.claimOne(SMS);
    var due = scene.due(2);
    var soon = dueIn(Duration.ofMinutes(50), 3);
    var later = dueIn(Duration.ofMinutes(70), 4);
    promote();
    refused(SMS);
    for (var lead : List.of(claimed, due, soon)) {
      assertThat(scene.message(sms(lead)).state())
          .isInstanceOfSatisfying(
              State.InDoubt.class,
              doubt -> assertThat(doubt.reason()).isEqualTo("the database's history changed"));
      assertThat(scene.state(email(lead))).isEqualTo(IN_DOUBT);
    }
    assertThat(scene.state(sms(later))).isEqualTo(SCHEDULED);
    assertThat(scene.state(email(later))).isEqualTo(SCHEDULED);
    assertThat(lines()).isEqualTo(6);
    assertThat(scene.claim(SMS, 5)).isEmpty();
  }

  @Test
  void a_restore_into_another_cluster_goes_the_same_way() {
    var lead = scene.due(1);
    restore();
    refused(EMAIL);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(scene.state(email(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void a_copy_of_the_files_that_was_put_back_goes_the_same_way() {
    var lead = scene.due(1);
    putFilesBack();
    refused(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(claim(SMS)).isInstanceOf(ClaimAnswer.Granted.class);
  }

  @Test
  void a_dump_that_was_put_back_into_its_server_goes_the_same_way() {
    var lead = scene.due(1);
    putDumpBack();
    refused(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
    assertThat(claim(SMS)).isInstanceOf(ClaimAnswer.Granted.class);
  }

  @Test
  void what_a_login_may_not_see_of_the_files_is_no_other_history() {
    scene.due(1);
    SharedServer.execute("UPDATE semel.history SET placed_at = NULL, message_table = NULL");
    assertThat(claim(SMS)).isInstanceOf(ClaimAnswer.Granted.class);
  }

  @Test
  void what_may_have_been_sent_was_sent_no_earlier_than_due() {
    var lead = scene.due(1);
    var due = scene.message(sms(lead)).due();
    store.passed(Duration.ofHours(3));
    promote();
    refused(SMS);
    assertThat(scene.message(sms(lead)).attempts().firstAt())
        .isEqualTo(due.minus(Duration.ofHours(3)));
    assertThat(scene.doubt(sms(lead)).times().firstAttempt())
        .isEqualTo(due.minus(Duration.ofHours(3)));
  }

  @Test
  void an_old_copy_whose_keys_may_be_forgotten_repeats_no_email() {
    var lead = scene.due(1);
    store.passed(Duration.ofHours(23));
    promote();
    refused(EMAIL);
    store.passed(Duration.ofMinutes(1));
    assertThat(scene.claim(EMAIL, 5)).isEmpty();
    assertThat(scene.state(email(lead))).isEqualTo(HELD);
  }

  @Test
  void what_is_too_late_in_an_old_copy_is_in_doubt_and_has_not_failed() {
    var lead = scene.due(1);
    store.passed(Duration.ofHours(30));
    promote();
    store.doubts().sweep(RETRY);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    refused(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void claims_go_on_and_a_keyed_message_is_repeated_under_its_key() {
    var lead = scene.due(1);
    promote();
    refused(EMAIL);
    store.passed(Duration.ofMinutes(1));
    var claims = scene.claim(EMAIL, 5);
    assertThat(claims).hasSize(1);
    assertThat(claims.getFirst().key()).isEqualTo(email(lead));
    assertThat(scene.message(email(lead)).attempts().exposed()).isTrue();
  }

  @Test
  void what_is_proven_not_accepted_is_claimed_again() {
    var lead = scene.due(1);
    promote();
    refused(SMS);
    var doubt = scene.doubt(sms(lead));
    var absent = new Event.Looked(doubt.claim(), new Finding.Absent("not in the list"));
    store.doubts().settle(SMS, doubt, absent, RETRY);
    assertThat(scene.claim(SMS, 5)).hasSize(1);
  }

  @Test
  void what_is_settled_or_held_stays_as_it_is() {
    var sent = scene.due(1);
    var accepted = new Outcome.Accepted(new ProviderReference("ref"));
    scene.close(SMS, scene.claimOne(SMS), accepted);
    var held = scene.due(2);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    var cancelled = scene.due(3);
    store.desk().cancel(sms(cancelled), "anna");
    promote();
    refused(SMS);
    assertThat(scene.state(sms(sent))).isEqualTo(SENT);
    assertThat(scene.state(sms(held))).isEqualTo(HELD);
    assertThat(scene.state(sms(cancelled))).isEqualTo(State.Name.CANCELLED);
  }

  @Test
  void an_open_doubt_is_watched_anew_under_a_new_name() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("time-out"));
    store.passed(LEASE.multipliedBy(20));
    store.doubts().noteAbsent(scene.doubt(sms(lead)), Duration.ZERO);
    var before = scene.doubt(sms(lead));
    assertThat(before.times().firstAbsent()).isNotNull();
    promote();
    refused(SMS);
    var after = scene.doubt(sms(lead));
    assertThat(after.claim()).isNotEqualTo(before.claim());
    assertThat(after.times().firstAbsent()).isNull();
    assertThat(after.times().age()).isNegative();
    assertThat(scene.message(sms(lead)).attempts().exposed()).isTrue();
    var absent = new Event.Looked(before.claim(), new Finding.Absent("asked before"));
    assertThat(store.doubts().settle(SMS, before, absent, RETRY)).isEmpty();
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void until_another_past_is_seen_to_no_verdict_is_applied() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    var doubt = store.desk().doubt(sms(lead)).orElseThrow();
    promote();
    var ruling = store.desk().resolve(sms(lead), notSent(doubt));
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(ruling.state()).isEqualTo(HELD);
    assertThat(ruling.why()).isEqualTo(Desk.OTHER_PAST);
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
  }

  @Test
  void until_another_past_is_seen_to_nothing_that_may_be_sent_is_cancelled_or_erased() {
    var lead = scene.due(1);
    promote();
    var ruling = store.desk().cancel(sms(lead), "anna");
    assertThat(ruling.kind()).isEqualTo(Ruling.Kind.REFUSED);
    assertThat(ruling.why()).isEqualTo(Desk.OTHER_PAST);
    assertThat(store.desk().erase(lead, "anna").refused()).isEqualTo(Desk.OTHER_PAST);
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);

    refused(SMS);
    assertThat(store.desk().cancel(sms(lead), "anna").kind()).isEqualTo(Ruling.Kind.NOTED);
    assertThat(store.desk().erase(lead, "anna").pending()).contains(Channel.SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void what_is_held_gets_a_new_name_so_that_a_verdict_from_before_settles_nothing() {
    var lead = scene.due(1);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("other body", true));
    var before = store.desk().doubt(sms(lead)).orElseThrow();
    promote();
    refused(SMS);
    var after = store.desk().doubt(sms(lead)).orElseThrow();
    assertThat(after).isNotEqualTo(before);
    assertThat(store.desk().resolve(sms(lead), notSent(before)).kind())
        .isEqualTo(Ruling.Kind.REFUSED);
    assertThat(scene.state(sms(lead))).isEqualTo(HELD);
    assertThat(store.desk().resolve(sms(lead), notSent(after)).state()).isEqualTo(SCHEDULED);
  }

  private static Verdict notSent(ClaimId doubt) {
    return new Verdict(doubt, false, "anna", "not in the list");
  }

  @Test
  void workers_that_find_it_at_once_doubt_everything_once() {
    scene.dueMany(1, 5);
    promote();
    Race.of(4, () -> claim(SMS));
    assertThat(lines()).isEqualTo(10);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.message WHERE state = 2"))
        .isEqualTo(10);
  }

  @Test
  void a_worker_that_dies_over_it_leaves_it_to_the_next() throws Exception {
    var lead = scene.due(1);
    promote();
    try (var connection = SharedServer.connect(SharedServer.address());
        var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7235986410)");
      var answer = Later.of(() -> claim(SMS));
      var waiting = "FROM pg_stat_activity WHERE wait_event = 'advisory'";
      Eventually.eventually(
          "a worker waits for its turn",
          () -> SharedServer.count("SELECT count(*) " + waiting) == 1);
      statement.execute("SELECT pg_terminate_backend(pid) " + waiting);
      assertThat(answer.get()).isInstanceOf(ClaimAnswer.Closed.class);
    }
    assertThat(scene.state(sms(lead))).isEqualTo(SCHEDULED);
    refused(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(IN_DOUBT);
  }

  @Test
  void the_same_history_is_not_doubted() {
    var lead = scene.due(1);
    scene.claimOne(SMS);
    assertThat(scene.state(sms(lead))).isEqualTo(CLAIMED);
    assertThat(lines()).isZero();
  }
}
