package semel.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.EntryUnderTest;
import semel.contract.Race;
import semel.users.Act.Deed;
import semel.visits.SessionKey;

/// What every store of users does.
public abstract class UsersContract {

  private static final UserName ANNA = new UserName("anna");
  private static final PasswordHash FIRST = new PasswordHash("$first");
  private static final PasswordHash OTHER = new PasswordHash("$other");
  private static final SessionKey KEY = new SessionKey("ab".repeat(32));

  private EntryUnderTest entry;

  protected UsersContract() {}

  /// An empty one.
  protected abstract EntryUnderTest open();

  @BeforeEach
  void openEntry() {
    entry = open();
  }

  private static User anna(Role role, boolean disabled) {
    return new User(ANNA, role, disabled);
  }

  private void addAnna() {
    assertThat(entry.users().add(anna(Role.OPERATOR, false), FIRST, "operator")).isTrue();
  }

  private boolean annaIsIn() {
    return entry.sessions().find(KEY).isPresent();
  }

  private List<Tuple> acts() {
    return entry.acts().newest(50).stream()
        .map(act -> Tuple.tuple(act.who(), act.deed(), act.about(), act.detail()))
        .toList();
  }

  @Test
  void everybody_is_listed_by_name() {
    addAnna();
    entry.users().add(new User(new UserName("aa"), Role.VIEWER, true), OTHER, "anna");

    assertThat(entry.users().all())
        .containsExactly(
            new User(new UserName("aa"), Role.VIEWER, true), anna(Role.OPERATOR, false));
  }

  @Test
  void a_name_that_is_taken_keeps_its_person() {
    addAnna();

    assertThat(entry.users().add(anna(Role.ADMIN, false), OTHER, "eve")).isFalse();
    assertThat(entry.users().all()).containsExactly(anna(Role.OPERATOR, false));
    assertThat(entry.passwords().of(ANNA)).contains(FIRST);
    assertThat(acts())
        .containsExactly(Tuple.tuple("operator", Deed.USER_ADDED, "anna", "operator"));
  }

  @Test
  void of_many_who_add_the_same_name_one_does() {
    var added = Race.of(6, () -> entry.users().add(anna(Role.VIEWER, false), FIRST, "operator"));

    assertThat(added).containsOnlyOnce(true);
    assertThat(entry.users().all()).hasSize(1);
  }

  @Test
  void another_role_ends_the_sessions_and_is_told() {
    addAnna();
    entry.sessions().begin(KEY, ANNA, FIRST);

    assertThat(entry.users().change(anna(Role.VIEWER, false), "boss")).isTrue();
    assertThat(annaIsIn()).isFalse();
    assertThat(entry.users().all()).containsExactly(anna(Role.VIEWER, false));
    assertThat(acts().getFirst())
        .isEqualTo(Tuple.tuple("boss", Deed.ROLE_CHANGED, "anna", "operator → viewer"));
  }

  @Test
  void who_is_disabled_is_out_and_has_no_password_until_enabled_again() {
    addAnna();
    entry.sessions().begin(KEY, ANNA, FIRST);
    entry.users().change(anna(Role.OPERATOR, true), "boss");

    assertThat(annaIsIn()).isFalse();
    assertThat(entry.passwords().of(ANNA)).isEmpty();
    assertThat(entry.sessions().begin(KEY, ANNA, FIRST)).isFalse();

    entry.users().change(anna(Role.OPERATOR, false), "boss");
    assertThat(entry.sessions().begin(KEY, ANNA, FIRST)).isTrue();
    assertThat(acts())
        .containsSubsequence(
            Tuple.tuple("boss", Deed.USER_ENABLED, "anna", null),
            Tuple.tuple("boss", Deed.USER_DISABLED, "anna", null));
  }

  @Test
  void a_change_that_changes_nothing_ends_nothing_and_tells_nothing() {
    addAnna();
    entry.sessions().begin(KEY, ANNA, FIRST);
    var before = acts();

    assertThat(entry.users().change(anna(Role.OPERATOR, false), "boss")).isTrue();
    assertThat(annaIsIn()).isTrue();
    assertThat(acts()).isEqualTo(before);
  }

  @Test
  void nobody_changes_who_does_not_exist() {
    assertThat(entry.users().change(anna(Role.ADMIN, false), "boss")).isFalse();
    assertThat(entry.passwords().set(ANNA, FIRST, "boss")).isFalse();
    assertThat(entry.passwords().of(ANNA)).isEmpty();
    entry.passwords().renew(ANNA, FIRST, OTHER);
    assertThat(entry.users().all()).isEmpty();
    assertThat(acts()).isEmpty();
  }

  @Test
  void another_password_ends_the_sessions() {
    addAnna();
    entry.sessions().begin(KEY, ANNA, FIRST);

    assertThat(entry.passwords().set(ANNA, OTHER, "anna")).isTrue();
    assertThat(annaIsIn()).isFalse();
    assertThat(entry.passwords().of(ANNA)).contains(OTHER);
    assertThat(acts().getFirst()).isEqualTo(Tuple.tuple("anna", Deed.PASSWORD_SET, "anna", null));
  }

  @Test
  void the_same_password_hashed_anew_ends_nothing_and_never_undoes_another() {
    addAnna();
    entry.sessions().begin(KEY, ANNA, FIRST);
    entry.passwords().renew(ANNA, FIRST, OTHER);

    assertThat(annaIsIn()).isTrue();
    assertThat(entry.passwords().of(ANNA)).contains(OTHER);

    entry.passwords().renew(ANNA, FIRST, new PasswordHash("$late"));
    assertThat(entry.passwords().of(ANNA)).contains(OTHER);
  }

  @Test
  void a_session_never_outlives_a_change_that_is_made_at_the_same_moment() {
    addAnna();
    for (var round = 0; round < 20; round++) {
      var before = round % 2 == 0 ? FIRST : OTHER;
      var after = round % 2 == 0 ? OTHER : FIRST;
      var key = new SessionKey("%064x".formatted(round));
      Race.between(
          List.<Callable<Boolean>>of(
              () -> entry.sessions().begin(key, ANNA, before),
              () -> entry.passwords().set(ANNA, after, "boss")));
      assertThat(entry.sessions().find(key)).as("round %s", round).isEmpty();
    }
  }

  @Test
  void preferences_belong_to_a_name_whether_it_is_a_user_or_not() {
    assertThat(entry.users().preferences("local")).isEqualTo(Preferences.USUAL);
    for (var preferences : List.of(new Preferences("kk", false), new Preferences(null, true))) {
      entry.users().prefer("local", preferences);
      assertThat(entry.users().preferences("local")).isEqualTo(preferences);
    }
    assertThat(entry.users().preferences("anna")).isEqualTo(Preferences.USUAL);
  }

  @Test
  void acts_are_told_newest_first_and_as_many_as_asked_for() {
    entry.acts().add("anna", Deed.EXPORTED, null, "leads.csv");
    entry.passed(Duration.ofMinutes(1));
    entry.acts().add("boss", Deed.SANDBOX_TOLD, "sms", "down");

    assertThat(acts())
        .containsExactly(
            Tuple.tuple("boss", Deed.SANDBOX_TOLD, "sms", "down"),
            Tuple.tuple("anna", Deed.EXPORTED, null, "leads.csv"));
    assertThat(entry.acts().newest(1)).extracting(Act::who).containsExactly("boss");
    var times = entry.acts().newest(2).stream().map(Act::at).toList();
    assertThat(times.getFirst()).isAfter(times.getLast());
  }
}
