package semel.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

  private static long[] draws(Chance chance) {
    return LongStream.generate(chance::nextLong).limit(100).toArray();
  }

  @Test
  void the_same_seed_gives_the_same_draws() {
    assertThat(draws(new Chance(42))).isEqualTo(draws(new Chance(42)));
    assertThat(draws(new Chance(42))).isNotEqualTo(draws(new Chance(43)));
  }

  @Test
  void a_copy_draws_what_the_original_draws_and_neither_moves_the_other() {
    var original = new Chance(42);
    original.nextLong();
    var copy = original.copy();
    var drawn = draws(copy);

    assertThat(draws(original)).isEqualTo(drawn);
  }

  @Test
  void a_purpose_has_a_stream_of_its_own() {
    var chance = new Chance(42);
    var faults = draws(chance.forPurpose("faults"));

    assertThat(draws(chance.forPurpose("faults"))).isEqualTo(faults);
    assertThat(draws(chance.forPurpose("callers"))).isNotEqualTo(faults);
  }

  @Test
  void asking_for_a_purpose_draws_nothing() {
    var chance = new Chance(42);
    chance.forPurpose("faults").nextLong();
    chance.forNumber(7).nextLong();

    assertThat(chance.nextLong()).isEqualTo(new Chance(42).nextLong());
  }

  @Test
  void neighbouring_numbers_have_streams_that_share_nothing() {
    var chance = new Chance(0);
    var all =
        LongStream.range(0, 200)
            .flatMap(it -> LongStream.of(draws(chance.forNumber(it))))
            .toArray();

    assertThat(LongStream.of(all).distinct().count()).isEqualTo(all.length);
  }

  @Test
  void what_has_no_probability_never_happens_and_draws_nothing() {
    var chance = new Chance(42);

    assertThat(chance.happens(0)).isFalse();
    assertThat(chance.happens(1)).isTrue();
    var reference = new Chance(42);
    reference.nextDouble();
    assertThat(chance.nextLong()).isEqualTo(reference.nextLong());
  }

  @Test
  void a_probability_is_met_about_as_often_as_it_says() {
    var chance = new Chance(42);
    var met = LongStream.range(0, 10_000).filter(_ -> chance.happens(0.25)).count();

    assertThat(met).isBetween(2_300L, 2_700L);
  }

  @Test
  void a_time_between_two_is_between_them_and_mostly_short() {
    var chance = new Chance(42);
    var times = LongStream.generate(() -> chance.between(100, 1_100)).limit(1_000).toArray();

    assertThat(LongStream.of(times)).allMatch(time -> time >= 100 && time < 1_100);
    assertThat(LongStream.of(times).filter(time -> time < 350).count()).isBetween(450L, 550L);
  }
}
