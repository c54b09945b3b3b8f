package semel.postgres.board;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.EMAIL;
import static semel.contract.Scene.SMS;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.email;
import static semel.contract.Scene.registration;
import static semel.contract.Scene.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import semel.account.Outcome;
import semel.board.Departures;
import semel.board.Departures.Dot;
import semel.board.Departures.Lane;
import semel.board.Departures.Next;
import semel.board.Shown;
import semel.contract.StoreContract;
import semel.contract.StoreUnderTest;
import semel.message.Channel;
import semel.message.ProviderReference;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// Five minutes back and ten ahead.
// The checker does not read a nested type's annotation from a class file.
@SuppressWarnings("NullAway")
final class DeparturesTest extends StoreContract {

  private static final Outcome ACCEPTED = new Outcome.Accepted(new ProviderReference("ref"));

  private final PostgresBoard board = Boards.board();

  @Override
  protected StoreUnderTest open() {
    return new PostgresUnderTest();
  }

  private static List<Dot> lane(Departures departures, Lane lane) {
    return departures.dots().stream().filter(dot -> dot.lane() == lane).toList();
  }

  @Test
  void each_message_stands_where_it_left_or_will_leave() {
    scene.dueMany(1, 4);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Refused("no"));
    scene.close(SMS, scene.claimOne(SMS), new Outcome.Unknown("time-out"));
    scene.claimOne(SMS);
    store.passed(Duration.ofMinutes(2));
    var lead = scene.register(SPRING, 9);
    store.passed(Duration.ofMinutes(1));
    var departures = board.departures();
    assertThat(Duration.between(departures.from(), departures.at())).hasMinutes(5);
    assertThat(Duration.between(departures.at(), departures.until())).hasMinutes(10);
    var sms = lane(departures, Lane.SMS);
    assertThat(sms)
        .extracting(Dot::shown)
        .containsExactlyInAnyOrder(
            Shown.SENT, Shown.FAILED, Shown.DOUBT, Shown.SENDING, Shown.SCHEDULED);
    var due = sms.getLast();
    assertThat(due).isEqualTo(new Dot(Lane.SMS, due.at(), Shown.SCHEDULED, lead, 1));
    assertThat(due.at()).isEqualTo(scene.message(sms(lead)).due());
    assertThat(sms.subList(0, 4))
        .allSatisfy(dot -> assertThat(ago(departures, dot)).isBetween(minutes(3), minutes(4)));
    assertThat(lane(departures, Lane.EMAIL).stream().mapToLong(Dot::count).sum()).isEqualTo(5);
  }

  private static Duration ago(Departures departures, Dot dot) {
    return Duration.between(dot.at(), departures.at());
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void what_is_overdue_for_long_stands_at_the_edge_and_what_ended_before_it_is_gone() {
    scene.dueMany(1, 2);
    scene.close(SMS, scene.claimOne(SMS), ACCEPTED);
    store.passed(minutes(6));
    var departures = board.departures();
    var sms = lane(departures, Lane.SMS);
    assertThat(sms).hasSize(1);
    assertThat(sms.getFirst().at()).isEqualTo(departures.from());
    assertThat(sms.getFirst().shown()).isEqualTo(Shown.SCHEDULED);
  }

  @Test
  void a_stopped_repeat_stands_in_a_lane_of_its_own() {
    var lead = scene.register(SPRING, 1);
    store.leads().register(registration(SPRING, 1, null));
    store.passed(minutes(2));
    var blocked = lane(board.departures(), Lane.BLOCKED);
    assertThat(blocked).hasSize(1);
    assertThat(blocked.getFirst().lead()).isEqualTo(lead);
    assertThat(blocked.getFirst().shown()).isNull();
    store.passed(minutes(4));
    assertThat(lane(board.departures(), Lane.BLOCKED)).isEmpty();
  }

  @Test
  void a_crowded_lane_is_binned_and_loses_nobody() {
    for (var person = 1; person <= 61; person++) {
      var lead = scene.register(SPRING, person);
      store.leads().register(registration(SPRING, person, null));
      if (person > 60) {
        store.desk().cancel(email(lead), "olga");
      }
    }
    SharedServer.execute(
        """
        UPDATE semel.message SET next_at = clock_timestamp() + interval '60 s',
                                 due_at = clock_timestamp() + interval '60 s'
        WHERE channel = 0
        """,
        "UPDATE semel.message SET settled_at = clock_timestamp() - interval '9 min'"
            + " WHERE settled_at IS NOT NULL");
    store.passed(minutes(1).plusSeconds(1));
    var departures = board.departures();
    for (var lane : List.of(Lane.SMS, Lane.BLOCKED)) {
      var bins = lane(departures, lane);
      assertThat(bins).as("%s", lane).hasSizeLessThan(30);
      assertThat(bins.stream().mapToLong(Dot::count).sum()).isEqualTo(61);
      assertThat(bins).allSatisfy(bin -> assertThat(bin.lead()).isNull());
      assertThat(bins).allSatisfy(bin -> assertThat(onGrid(bin.at())).isTrue());
    }
    var email = lane(departures, Lane.EMAIL);
    assertThat(email.stream().mapToLong(Dot::count).sum()).isEqualTo(60);
  }

  @Test
  void dots_that_would_hide_each_other_are_one_with_their_number() {
    for (var person = 1; person <= 35; person++) {
      store.leads().register(registration(SPRING, person, null));
    }
    store.passed(minutes(1));
    SharedServer.execute(
        """
        UPDATE semel.message SET next_at = date_bin('15 s', clock_timestamp(), '2000-01-01')
            + interval '62 s' + (lead_id IN (SELECT min(id::text)::uuid FROM semel.lead))::int
                * interval '1 min'
        WHERE channel = 0
        """);
    var sms = lane(board.departures(), Lane.SMS);
    assertThat(sms).extracting(Dot::count).containsExactly(34L, 1L);
    assertThat(onGrid(sms.getFirst().at())).isTrue();
    assertThat(sms.getFirst().lead()).isNull();
    assertThat(sms.getLast().lead()).isNotNull();
    assertThat(onGrid(sms.getLast().at())).isFalse();
  }

  private static boolean onGrid(Instant at) {
    return at.toEpochMilli() % Departures.BIN.toMillis() == 0;
  }

  @Test
  void the_next_leads_are_named_with_what_they_are_due() {
    var first = scene.register(SPRING, 1);
    store.passed(Duration.ofSeconds(30));
    var second = scene.register(SPRING, 2);
    store.desk().cancel(email(second), "olga");
    for (var person = 3; person < 9; person++) {
      store.passed(Duration.ofSeconds(30));
      scene.register(SPRING, person);
    }
    store.passed(minutes(2));
    SharedServer.execute(
        "UPDATE semel.lead SET metadata = '{\"lang\":\"kk\"}' WHERE name = 'Person 1'");
    var departures = board.departures();
    assertThat(departures.leadsDue()).isEqualTo(8);
    assertThat(departures.next()).hasSize(Departures.NEXT);
    assertThat(departures.next().getFirst())
        .isEqualTo(
            new Next(
                first,
                "Person 1",
                "kk",
                scene.message(sms(first)).due(),
                Set.of(Channel.SMS, Channel.EMAIL)));
    assertThat(departures.next().get(1).language()).isEqualTo("en");
    assertThat(departures.next().get(1).channels()).containsExactly(Channel.SMS);
    assertThat(departures.next()).isSortedAccordingTo(Comparator.comparing(Next::due));
    store.passed(minutes(20));
    scene.close(EMAIL, scene.claimOne(EMAIL), ACCEPTED);
    assertThat(board.departures().leadsDue()).isZero();
    assertThat(board.departures().next()).isEmpty();
  }
}
