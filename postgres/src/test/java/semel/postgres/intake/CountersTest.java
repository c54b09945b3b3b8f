package semel.postgres.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static semel.contract.Scene.AUTUMN;
import static semel.contract.Scene.SPRING;
import static semel.contract.Scene.TARGET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import semel.contract.Race;
import semel.contract.Scene;
import semel.intake.IdempotencyKey;
import semel.intake.IntakeLimits;
import semel.intake.IntakeLimits.Allowance;
import semel.intake.IntakeLimits.Scope;
import semel.intake.Leads;
import semel.intake.Origin;
import semel.intake.Registered;
import semel.intake.Registration;
import semel.message.Recipient.PhoneNumber;
import semel.postgres.PostgresLeads;
import semel.postgres.PostgresUnderTest;
import semel.postgres.SharedServer;

/// The limits of the public door hold over workers, and count new leads alone.
final class CountersTest {

  private static final Duration LONG = Duration.ofDays(365);
  private static final Origin HERE = new Origin("203.0.113.7", "203.0.113.0/24");

  private PostgresUnderTest store = new PostgresUnderTest();

  @BeforeEach
  void empty() {
    store = new PostgresUnderTest();
    store.leads().publish(Scene.campaign(SPRING, TARGET));
    store.leads().publish(Scene.campaign(AUTUMN, TARGET));
  }

  private static IntakeLimits limit(Scope scope, int count) {
    return new IntakeLimits(Map.of(scope, new Allowance(count, LONG)), Map.of());
  }

  private static Leads worker(IntakeLimits limits) {
    return new PostgresLeads(SharedServer.database(), limits);
  }

  private static Registration from(
      @Nullable Origin origin, int person, @Nullable IdempotencyKey key) {
    var r = Scene.registration(SPRING, person, key);
    return new Registration(
        r.campaign(),
        r.name(),
        r.email(),
        r.typedPhone(),
        r.phone(),
        r.source(),
        r.answers(),
        r.metadata(),
        key,
        origin);
  }

  private static Registration elsewhere(Registration r, Scope scope) {
    var origin =
        switch (scope) {
          case ADDRESS -> new Origin("203.0.113.8", "203.0.113.0/24");
          case NETWORK -> new Origin("203.0.114.7", "203.0.114.0/24");
          case PREFIX, BLOCK, CAMPAIGN -> HERE;
        };
    var phone =
        switch (scope) {
          case PREFIX -> new PhoneNumber("+7702" + r.phone().e164().substring(5));
          case BLOCK -> new PhoneNumber(r.phone().e164().replaceFirst(".(..)$", "7$1"));
          case ADDRESS, NETWORK, CAMPAIGN -> r.phone();
        };
    return new Registration(
        scope == Scope.CAMPAIGN ? AUTUMN : SPRING,
        r.name(),
        r.email(),
        phone.e164(),
        phone,
        null,
        null,
        null,
        null,
        origin);
  }

  private static List<@Nullable Registered> together(IntakeLimits limits, Registration... group) {
    return SharedServer.database()
        .transaction(c -> GroupEnrolment.write(c, Arrays.asList(group), limits));
  }

  private static long leads() {
    return SharedServer.count("SELECT count(*) FROM semel.lead");
  }

  @ParameterizedTest
  @EnumSource
  void a_limit_holds_over_two_workers_and_concerns_nobody_else(Scope scope) {
    var one = worker(limit(scope, 2));
    var other = worker(limit(scope, 2));
    assertThat(one.register(from(HERE, 1, null))).isInstanceOf(Registered.Fresh.class);
    assertThat(other.register(from(HERE, 2, null))).isInstanceOf(Registered.Fresh.class);
    for (var worker : List.of(one, other)) {
      assertThat(worker.register(from(HERE, 3, null)))
          .isInstanceOfSatisfying(
              Registered.Limited.class,
              limited -> {
                assertThat(limited.scope()).isEqualTo(scope);
                assertThat(limited.left()).isPositive().isLessThanOrEqualTo(LONG);
              });
    }
    assertThat(leads()).isEqualTo(2);
    assertThat(one.register(elsewhere(from(HERE, 3, null), scope)))
        .isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void whoever_is_known_costs_nothing_and_is_refused_like_anybody_once_the_limit_is_reached() {
    var leads = worker(limit(Scope.ADDRESS, 2));
    leads.register(from(HERE, 1, null));
    for (var again = 0; again < 5; again++) {
      assertThat(leads.register(from(HERE, 1, null))).isInstanceOf(Registered.Known.class);
    }
    leads.register(from(HERE, 2, null));
    var known = leads.register(from(HERE, 1, null));
    var unknown = leads.register(from(HERE, 3, null));
    assertThat(known).isInstanceOf(Registered.Limited.class).hasSameClassAs(unknown);
    assertThat(((Registered.Limited) known).scope())
        .isEqualTo(((Registered.Limited) unknown).scope());
  }

  @Test
  void a_replay_gets_its_answer_and_a_refused_key_may_be_used_once_more() {
    var leads = worker(limit(Scope.ADDRESS, 1));
    var first = new IdempotencyKey("one", "print");
    var second = new IdempotencyKey("two", "print");
    leads.register(from(HERE, 1, first));
    assertThat(leads.register(from(HERE, 2, second))).isInstanceOf(Registered.Limited.class);
    assertThat(leads.register(from(HERE, 1, first))).isInstanceOf(Registered.Replayed.class);
    assertThat(worker(IntakeLimits.NONE).register(from(HERE, 2, second)))
        .isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void what_came_by_another_way_than_the_door_is_neither_counted_nor_refused() {
    var leads = worker(limit(Scope.CAMPAIGN, 1));
    for (var person = 1; person <= 3; person++) {
      assertThat(leads.register(from(null, person, null))).isInstanceOf(Registered.Fresh.class);
    }
    assertThat(SharedServer.count("SELECT count(*) FROM semel.intake_count")).isZero();
  }

  @Test
  void of_a_group_the_first_are_let_in_and_the_others_ask_alone_and_are_told() {
    var limits = limit(Scope.ADDRESS, 3);
    worker(limits).register(from(HERE, 1, null));
    var group = IntStream.range(2, 8).mapToObj(n -> from(HERE, n, null));
    var told = together(limits, group.toArray(Registration[]::new));
    assertThat(told.subList(0, 2)).allMatch(Registered.Fresh.class::isInstance);
    assertThat(told.subList(2, 6)).containsOnlyNulls();
    assertThat(worker(limits).register(from(HERE, 4, null))).isInstanceOf(Registered.Limited.class);
    assertThat(together(limits, from(HERE, 5, null), from(HERE, 6, null)))
        .allMatch(Registered.Limited.class::isInstance);
    assertThat(leads()).isEqualTo(3);
  }

  @Test
  void repeats_in_a_group_take_nothing_from_those_who_come_after_them() {
    var limits = limit(Scope.ADDRESS, 2);
    worker(limits).register(from(HERE, 1, null));

    var told = together(limits, from(HERE, 1, null), from(HERE, 2, null));
    assertThat(told)
        .satisfiesExactly(
            known -> assertThat(known).isInstanceOf(Registered.Known.class),
            alone -> assertThat(alone).as("asks alone").isNull());
    assertThat(worker(limits).register(from(HERE, 2, null))).isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void nobody_waits_for_long_where_another_counts_and_does_not_come_to_an_end() throws Exception {
    var leads = worker(limit(Scope.ADDRESS, 10));
    leads.register(from(HERE, 1, null));
    try (var other = SharedServer.connect(SharedServer.address());
        var counting = other.createStatement()) {
      other.setAutoCommit(false);
      counting.executeUpdate("UPDATE semel.intake_count SET taken = taken + 1");

      assertThat(leads.register(from(HERE, 2, null))).isInstanceOf(Registered.Crowded.class);
      assertThat(leads()).isEqualTo(1);
      other.rollback();
    }
    assertThat(leads.register(from(HERE, 2, null))).isInstanceOf(Registered.Fresh.class);
  }

  @Test
  void a_window_that_is_over_counts_no_more() {
    var leads = worker(limit(Scope.ADDRESS, 1));
    leads.register(from(HERE, 1, null));
    assertThat(leads.register(from(HERE, 2, null))).isInstanceOf(Registered.Limited.class);
    SharedServer.execute("UPDATE semel.intake_count SET until = clock_timestamp()");
    assertThat(leads.register(from(HERE, 2, null))).isInstanceOf(Registered.Fresh.class);
    assertThat(leads.register(from(HERE, 3, null))).isInstanceOf(Registered.Limited.class);
  }

  @Test
  void counts_of_windows_that_are_over_are_forgotten_by_the_sweep() {
    worker(limit(Scope.ADDRESS, 1)).register(from(HERE, 1, null));
    store.doubts().sweep(Scene.RETRY);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.intake_count")).isEqualTo(1);
    SharedServer.execute(
        "UPDATE semel.intake_count SET until = clock_timestamp() - interval '2 minutes'");
    store.doubts().sweep(Scene.RETRY);
    assertThat(SharedServer.count("SELECT count(*) FROM semel.intake_count")).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"ADDRESS", "NETWORK", "PREFIX"})
  void a_crowd_before_two_workers_gets_in_no_more_often_than_is_allowed(Scope scope) {
    var workers = List.of(worker(limit(scope, 20)), worker(limit(scope, 20)));
    var callers = new ArrayList<Callable<Registered>>();
    for (var person = 1; person <= 200; person++) {
      var wanted = from(HERE, person, null);
      var worker = workers.get(person % 2);
      callers.add(() -> worker.register(wanted));
    }
    var told = Race.between(callers);
    assertThat(told).filteredOn(Registered.Fresh.class::isInstance).hasSize(20);
    assertThat(told).filteredOn(Registered.Limited.class::isInstance).hasSize(180);
    assertThat(leads()).isEqualTo(20);
    assertThat(SharedServer.count("SELECT sum(taken) FROM semel.intake_count")).isEqualTo(20);
  }

  @Test
  void the_counts_of_a_campaign_add_up_whoever_counted() {
    var limits = limit(Scope.CAMPAIGN, 1_000);
    var workers = List.of(worker(limits), worker(limits));
    var callers = new ArrayList<Callable<Registered>>();
    for (var person = 1; person <= 200; person++) {
      var wanted = from(HERE, person, null);
      var worker = workers.get(person % 2);
      callers.add(() -> worker.register(wanted));
    }
    assertThat(Race.between(callers)).allMatch(Registered.Fresh.class::isInstance);
    assertThat(SharedServer.count("SELECT sum(taken) FROM semel.intake_count")).isEqualTo(200);
  }
}
