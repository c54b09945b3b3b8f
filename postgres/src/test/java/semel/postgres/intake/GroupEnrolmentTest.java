package semel.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;
import static semel.contract.Scene.registration;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import semel.contract.Eventually;
import semel.contract.Race;
import semel.contract.Scene;
import semel.intake.IdempotencyKey;
import semel.intake.IntakeLimits;
import semel.intake.Leads;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.LeadId;
import semel.postgres.Later;
import semel.postgres.PostgresLeads;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;
import semel.simulated.SimulatedStore;

/// Many registrations in one transaction are what they would be one after the other.
final class GroupEnrolmentTest {

  private static final String NOWHERE = "winter";

  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";

  private Leads leads = new PostgresLeads(SharedServer.database(), IntakeLimits.NONE);

  @BeforeEach
  void empty() {
    leads = new PostgresUnderTest().leads();
    leads.publish(Scene.campaign(SPRING, TARGET));
  }

  private static List<@Nullable Registered> together(List<Registration> group) {
    return SharedServer.database()
        .transaction(c -> GroupEnrolment.write(c, group, IntakeLimits.NONE));
  }

  private static List<@Nullable Registered> together(Registration... group) {
    return together(Arrays.asList(group));
  }

  private static Registration keyed(int person, String key) {
    return registration(SPRING, person, new IdempotencyKey(key, "print " + person));
  }

  private static Registration unreadable(int person) {
    var good = registration(SPRING, person, null);
    return new Registration(
        SPRING,
        good.name(),
        good.email(),
        good.typedPhone(),
        good.phone(),
        null,
        "{\"a\":\"\\u0000\"}",
        null,
        null,
        null);
  }

  private static LeadId lead(@Nullable Registered registered) {
    return switch (registered) {
      case Registered.Fresh(var lead, _, _) -> lead;
      case Registered.Known(var lead, _) -> lead;
      case Registered.Replayed(var lead, _, _) -> lead;
      case null, default -> throw new AssertionError(registered + " names no lead");
    };
  }

  private static long count(String from) {
    return SharedServer.count("SELECT count(*) FROM semel." + from);
  }

  @Test
  void each_of_a_group_gets_a_lead_with_its_own_data_and_two_messages() {
    var told =
        together(IntStream.range(0, 40).mapToObj(n -> registration(SPRING, n, null)).toList());
    assertThat(told).allMatch(Registered.Fresh.class::isInstance);
    for (var person = 0; person < told.size(); person++) {
      var wanted = registration(SPRING, person, null);
      var row =
          "lead WHERE id = '%s' AND name = '%s' AND phone = '%s' AND phone_typed = '%s'"
                  .formatted(
                      lead(told.get(person)),
                      wanted.name(),
                      wanted.phone().e164(),
                      wanted.typedPhone())
              + " AND answers = '{\"a\": 1}' AND metadata IS NULL AND source = 'landing'";
      assertThat(count(row)).isEqualTo(1);
    }
    assertThat(count("message WHERE state = 0 AND open")).isEqualTo(80);
    assertThat(SharedServer.count("SELECT count(DISTINCT code) FROM semel.lead")).isEqualTo(40);
  }

  @Test
  void of_two_registrations_of_one_person_in_a_group_the_first_is_fresh() {
    var told =
        together(
            registration(SPRING, 2, null),
            registration(SPRING, 1, null),
            registration(SPRING, 1, null));
    assertThat(told.get(1)).isInstanceOf(Registered.Fresh.class);
    assertThat(told.get(2))
        .isEqualTo(
            new Registered.Known(
                lead(told.get(1)), ((Registered.Fresh) told.get(1)).scheduledFor()));
    assertThat(count("lead")).isEqualTo(2);
    assertThat(count("message")).isEqualTo(4);
    assertThat(count("blocked_repeat WHERE reason = 'form sent twice'")).isEqualTo(1);
  }

  @Test
  void a_key_of_a_group_is_kept_with_its_lead_and_answers_a_replay() {
    var told = together(keyed(1, "one"), keyed(2, "two"), registration(NOWHERE, 3, null));
    assertThat(told.get(2)).isEqualTo(new Registered.NoCampaign());
    var replayed = leads.register(keyed(2, "two"));
    assertThat(replayed).isInstanceOf(Registered.Replayed.class);
    assertThat(lead(replayed)).isEqualTo(lead(told.get(1)));
    assertThat(count("idempotency_key")).isEqualTo(2);
  }

  @Test
  void a_key_that_came_before_or_twice_goes_alone_and_its_neighbours_do_not_wait() {
    leads.register(keyed(1, "known"));
    var told =
        together(
            keyed(1, "known"), keyed(2, "new"), keyed(3, "new"), registration(SPRING, 4, null));
    assertThat(told.get(0)).isNull();
    assertThat(told.get(1)).isInstanceOf(Registered.Fresh.class);
    assertThat(told.get(2)).isNull();
    assertThat(told.get(3)).isInstanceOf(Registered.Fresh.class);
    assertThat(count("lead")).isEqualTo(3);
  }

  @Test
  void a_row_that_the_database_refuses_fails_nobody_but_itself() {
    assertThat(together(registration(SPRING, 1, null), unreadable(2))).containsOnlyNulls();
    assertThat(count("lead")).isZero();
    var callers = new ArrayList<Callable<String>>();
    for (var person = 1; person <= 64; person++) {
      var wanted = person % 8 == 0 ? unreadable(person) : registration(SPRING, person, null);
      callers.add(() -> kind(wanted));
    }
    var told = Race.between(callers);
    for (var person = 1; person <= 64; person++) {
      assertThat(told.get(person - 1)).isEqualTo(person % 8 == 0 ? "refused" : "Fresh");
    }
    assertThat(count("lead")).isEqualTo(56);
    assertThat(count("message")).isEqualTo(112);
  }

  private String kind(Registration wanted) {
    try {
      return leads.register(wanted).getClass().getSimpleName();
    } catch (UncheckedIOException _) {
      return "refused";
    }
  }

  @Test
  void whoever_must_wait_for_another_transaction_waits_alone() throws Exception {
    try (var other = SharedServer.connect(SharedServer.address())) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute(
            "SELECT semel.register('spring', 'Person 1', 'p@example.org', '+77010000001', null)");
      }
      assertThat(together(registration(SPRING, 1, null), registration(SPRING, 2, null)))
          .containsOnlyNulls();
      var waiting =
          Stream.generate(() -> Later.of(() -> leads.register(registration(SPRING, 1, null))))
              .limit(5)
              .toList();
      assertThat(leads.register(registration(SPRING, 2, null)))
          .isInstanceOf(Registered.Fresh.class);
      Eventually.eventually("five wait", () -> SharedServer.count(WAITING) == 5);
      assertThat(leads.register(registration(SPRING, 3, null)))
          .isInstanceOf(Registered.Fresh.class);
      other.commit();
      for (var waits : waiting) {
        assertThat(waits.get()).isInstanceOf(Registered.Known.class);
      }
    }
  }

  @Test
  void hundreds_at_once_each_get_their_own_answer() {
    var callers = new ArrayList<Callable<Registered>>();
    for (var n = 0; n < 600; n++) {
      var wanted = n % 3 == 0 ? keyed(n / 2, "key " + n) : registration(SPRING, n / 2, null);
      callers.add(() -> leads.register(wanted));
    }
    var told = Race.between(callers);
    for (var person = 0; person < 300; person++) {
      var pair = told.subList(2 * person, 2 * person + 2);
      assertThat(lead(pair.get(0))).isEqualTo(lead(pair.get(1)));
      assertThat(pair).filteredOn(Registered.Fresh.class::isInstance).hasSize(1);
    }
    assertThat(count("lead")).isEqualTo(300);
    assertThat(count("message")).isEqualTo(600);
    assertThat(count("blocked_repeat")).isEqualTo(300);
  }

  @Test
  void a_group_at_random_is_what_the_store_in_memory_says_of_one_after_the_other() {
    for (var seed = 1; seed <= 10; seed++) {
      empty();
      var random = new Random(seed);
      var twin = new SimulatedStore();
      twin.leads().publish(Scene.campaign(SPRING, TARGET));
      var known = new HashMap<LeadId, LeadId>();
      for (var round = 0; round < 4; round++) {
        var group =
            IntStream.range(0, 1 + random.nextInt(20)).mapToObj(_ -> drawn(random)).toList();
        var told = together(group);
        for (var place = 0; place < group.size(); place++) {
          if (told.get(place) != null) {
            same(told.get(place), twin.leads().register(group.get(place)), known, seed);
          }
        }
        for (var place = 0; place < group.size(); place++) {
          if (told.get(place) == null) {
            var alone = leads.register(group.get(place));
            same(alone, twin.leads().register(group.get(place)), known, seed);
          }
        }
      }
      assertThat(count("lead")).as("seed %d", seed).isEqualTo(twin.records().totals().leads());
      assertThat(count("message")).as("seed %d", seed).isEqualTo(2 * count("lead"));
      assertThat(count("blocked_repeat"))
          .as("seed %d", seed)
          .isEqualTo(twin.records().totals().repeats().values().stream().mapToLong(n -> n).sum());
    }
  }

  private static Registration drawn(Random random) {
    var campaign = random.nextInt(8) == 0 ? NOWHERE : SPRING;
    var key =
        random.nextBoolean()
            ? null
            : new IdempotencyKey("key " + random.nextInt(12), "print " + random.nextInt(2));
    return registration(campaign, random.nextInt(12), key);
  }

  private static void same(
      @Nullable Registered real, Registered twin, Map<LeadId, LeadId> known, int seed) {
    assertThat(real).as("seed %d", seed).hasSameClassAs(twin);
    if (twin instanceof Registered.Fresh(var lead, _, _)) {
      known.put(lead, lead(real));
    } else if (twin instanceof Registered.Known || twin instanceof Registered.Replayed) {
      assertThat(lead(real)).as("seed %d", seed).isEqualTo(known.get(lead(twin)));
    }
  }
}
