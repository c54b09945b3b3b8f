package semel.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.visits.Attempts.PER_ADDRESS;
import static semel.visits.Attempts.PER_NAME;
import static semel.visits.Attempts.WINDOW;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.EntryUnderTest;
import semel.contract.Race;
import semel.message.LeadId;
import semel.users.Act;
import semel.users.Act.Deed;
import semel.users.PasswordHash;
import semel.users.Preferences;
import semel.users.Role;
import semel.users.User;
import semel.users.UserName;

/// What every store of sessions, attempts and reveals does.
public abstract class VisitsContract {

  private static final UserName ANNA = new UserName("anna");
  private static final PasswordHash PASSWORD = new PasswordHash("$hash");
  private static final SessionKey KEY = new SessionKey("0123456789abcdef".repeat(4));
  private static final SessionKey OTHER = new SessionKey("fedcba9876543210".repeat(4));
  private static final LeadId LEAD = new LeadId(UUID.fromString("0-0-7000-8000-1"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private EntryUnderTest entry;

  protected VisitsContract() {}

  /// An empty one.
  protected abstract EntryUnderTest open();

  @BeforeEach
  void openEntry() {
    entry = open();
    entry.users().add(new User(ANNA, Role.OPERATOR, false), PASSWORD, "operator");
  }

  @Test
  void a_session_knows_its_user_with_role_and_preferences() {
    entry.users().prefer("anna", new Preferences("ru", false));
    assertThat(entry.sessions().find(KEY)).isEmpty();
    assertThat(entry.sessions().begin(KEY, ANNA, PASSWORD)).isTrue();

    assertThat(entry.sessions().find(KEY))
        .contains(new Session("anna", Role.OPERATOR, null, new Preferences("ru", false)));
    assertThat(entry.sessions().find(OTHER)).isEmpty();
  }

  @Test
  void a_session_begun_with_the_token_keeps_the_proof_of_it() {
    entry.sessions().begin(KEY, "operator", "proof");

    assertThat(entry.sessions().find(KEY))
        .contains(new Session("operator", Role.ADMIN, "proof", Preferences.USUAL));
  }

  @Test
  void a_password_that_is_not_the_one_any_more_begins_nothing() {
    assertThat(entry.sessions().begin(KEY, ANNA, new PasswordHash("$old"))).isFalse();
    assertThat(entry.sessions().begin(KEY, new UserName("nobody"), PASSWORD)).isFalse();
    assertThat(entry.sessions().find(KEY)).isEmpty();
  }

  @Test
  void who_does_nothing_for_half_a_day_is_signed_out() {
    entry.sessions().begin(KEY, ANNA, PASSWORD);
    entry.passed(Sessions.IDLE_MAX.minus(MINUTE));
    assertThat(entry.sessions().find(KEY)).isPresent();
    entry.passed(Sessions.IDLE_MAX.minus(MINUTE));
    assertThat(entry.sessions().find(KEY)).as("it was used in between").isPresent();
    entry.passed(Sessions.IDLE_MAX.plus(MINUTE));
    assertThat(entry.sessions().find(KEY)).isEmpty();
  }

  @Test
  void who_never_rests_is_signed_out_after_a_week() {
    entry.sessions().begin(KEY, ANNA, PASSWORD);
    for (var passed = Duration.ZERO;
        passed.compareTo(Sessions.LIFE_MAX.minusHours(6)) < 0;
        passed = passed.plusHours(6)) {
      assertThat(entry.sessions().find(KEY)).as("after %s", passed).isPresent();
      entry.passed(Duration.ofHours(6));
    }
    entry.passed(Duration.ofHours(6).plus(MINUTE));
    assertThat(entry.sessions().find(KEY)).isEmpty();
  }

  @Test
  void an_ended_session_is_gone_and_the_others_stay() {
    entry.sessions().begin(KEY, ANNA, PASSWORD);
    entry.sessions().begin(OTHER, ANNA, PASSWORD);
    entry.sessions().end(KEY);
    entry.sessions().end(KEY);

    assertThat(entry.sessions().find(KEY)).isEmpty();
    assertThat(entry.sessions().find(OTHER)).isPresent();
    assertThat(entry.acts().newest(50))
        .extracting(Act::deed)
        .containsExactly(Deed.SIGNED_OUT, Deed.SIGNED_IN, Deed.SIGNED_IN, Deed.USER_ADDED);
  }

  @Test
  void after_so_many_attempts_a_name_has_to_wait_wherever_it_comes_from() {
    for (var i = 0; i < PER_NAME; i++) {
      assertThat(entry.attempts().begin("Anna", "10.0.0." + i)).isZero();
      entry.passed(MINUTE);
    }
    var wait = entry.attempts().begin(" anna ", "10.0.0.99");
    assertThat(wait).isBetween(WINDOW.minusMinutes(PER_NAME).minusSeconds(5), WINDOW);
    assertThat(entry.attempts().begin("berta", "10.0.0.99")).isZero();

    entry.passed(wait);
    assertThat(entry.attempts().begin("anna", "10.0.0.99")).as("the window slides").isZero();
    assertThat(entry.attempts().begin("anna", "10.0.0.99")).isPositive();
  }

  @Test
  void waiting_does_not_make_the_wait_longer() {
    for (var i = 0; i < PER_NAME; i++) {
      entry.attempts().begin("anna", "10.0.0.1");
    }
    for (var i = 0; i < 30; i++) {
      assertThat(entry.attempts().begin("anna", "10.0.0.2")).isPositive();
      entry.passed(Duration.ofSeconds(20));
    }
    entry.passed(WINDOW.minusSeconds(30 * 20L).plusSeconds(1));
    assertThat(entry.attempts().begin("anna", "10.0.0.2")).isZero();
  }

  @Test
  void after_so_many_attempts_an_address_has_to_wait_whatever_name_it_tries() {
    for (var i = 0; i < PER_ADDRESS; i++) {
      assertThat(entry.attempts().begin("name" + i, "10.0.0.1")).isZero();
    }
    assertThat(entry.attempts().begin("anna", "10.0.0.1")).isPositive();
    assertThat(entry.attempts().begin("anna", "10.0.0.2")).isZero();
  }

  @Test
  void what_was_right_in_the_end_is_forgiven_where_it_was_right() {
    for (var i = 0; i < PER_NAME - 1; i++) {
      entry.attempts().begin("anna", i == 0 ? "10.0.0.66" : "10.0.0.1");
    }
    assertThat(entry.attempts().begin("anna", "10.0.0.1")).isZero();
    entry.attempts().forgive("anna", "10.0.0.1");

    for (var i = 0; i < PER_NAME - 1; i++) {
      assertThat(entry.attempts().begin("anna", "10.0.0.1")).as("attempt %s", i).isZero();
    }
    assertThat(entry.attempts().begin("anna", "10.0.0.1")).as("one was elsewhere").isPositive();
  }

  @Test
  void of_many_attempts_at_once_no_more_get_through_than_may() {
    var waits = Race.of(16, () -> entry.attempts().begin("anna", "10.0.0.1"));

    assertThat(waits).filteredOn(Duration::isZero).hasSizeBetween(1, PER_NAME);
    assertThat(entry.attempts().begin("berta", "10.0.0.1")).isZero();
  }

  @Test
  void a_lead_is_revealed_to_one_visit_for_a_minute_and_told() {
    assertThat(entry.reveals().left(LEAD, "visit")).isZero();
    entry.reveals().reveal(LEAD, "visit", "anna");

    assertThat(entry.reveals().left(LEAD, "visit"))
        .isBetween(Reveals.LASTS.minusSeconds(20), Reveals.LASTS);
    assertThat(entry.reveals().left(LEAD, "other")).isZero();
    assertThat(entry.reveals().left(new LeadId(new UUID(1, 2)), "visit")).isZero();
    var act = entry.acts().newest(1).getFirst();
    assertThat(act.deed()).isEqualTo(Deed.LEAD_REVEALED);
    assertThat(act.who() + " " + act.about()).isEqualTo("anna " + LEAD);

    entry.passed(Reveals.LASTS);
    assertThat(entry.reveals().left(LEAD, "visit")).isZero();
    entry.reveals().reveal(LEAD, "visit", "anna");
    assertThat(entry.reveals().left(LEAD, "visit")).isPositive();
  }
}
